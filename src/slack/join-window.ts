import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { LinkedAccount } from '../domain/glossary.ts';
import type { Responder } from '../domain/responder.ts';
import { escapeText } from './escape.ts';
import { JOIN, VIEW } from './ids.ts';
import { rulesBlocks } from './rules-window.ts';

export interface JoinView {
  responder: Responder | null;
  rules: { text: string; version: string } | null;
  accepted: boolean;
  topics: readonly string[];
  languages: readonly { code: string; name: string }[];
  zone: string;
  maxOpen: number | null;
  maxPerDay: number | null;
  account: LinkedAccount | null;
}

/** Slack takes so many options. */
const MOST_OPTIONS = 100;
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** In which somebody joins, or changes what they said when they did. */
export function joinWindow(view: JoinView): ModalView {
  const here = isHere(view.responder);
  return {
    type: 'modal',
    callback_id: VIEW.join,
    private_metadata: view.rules?.version ?? '',
    title: { type: 'plain_text', text: here ? 'How you answer' : 'Answer customers' },
    submit: { type: 'plain_text', text: here ? 'Save' : 'Join' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      section(here ? standing(view) : WELCOME),
      ...rulesBlocks(view.rules, JOIN.rules, view.accepted ? (view.responder?.acceptedAt ?? null) : null),
      ...topicBlocks(view),
      several(JOIN.languages, 'Languages that you write', languageOptions(view), view.responder?.languages, {
        hint: 'Nothing chosen: any.',
      }),
      ...quietBlocks(view),
      number(JOIN.maxOpen, 'Open threads at the same time, at most', view.maxOpen),
      number(JOIN.maxPerDay, 'Answers a day, at most', view.maxPerDay),
      context(accountLine(view)),
    ],
  };
}

const WELCOME =
  'You answer customers from *your own X account*, in your own name, and only if you like. ' +
  'You can pause with `/care pause` and leave with `/care leave` at any time.';

function isHere(responder: Responder | null): boolean {
  return responder !== null && responder.state !== 'left' && responder.state !== 'declined';
}

function standing({ responder }: JoinView): string {
  switch (responder?.state) {
    case 'asked':
      return ':hourglass_flowing_sand: A care lead has not said yes yet: you hear of it at once.';
    case 'paused':
      return ':zzz: You have paused: `/care back` ends it.';
    default:
      return 'You answer customers here. `/care pause` gives you a rest, `/care leave` ends it.';
  }
}

function topicBlocks({ topics, responder }: JoinView): KnownBlock[] {
  if (topics.length === 0) return [];
  const options = topics.slice(0, MOST_OPTIONS).map((topic) => option(topic, topic));
  return [
    several(JOIN.topics, 'Topics that you answer for', options, responder?.topics, {
      hint: 'Nothing chosen: whatever comes.',
    }),
  ];
}

function languageOptions({ languages }: JoinView): PlainTextOption[] {
  return languages.slice(0, MOST_OPTIONS).map(({ code, name }) => option(code, name));
}

function quietBlocks({ responder, zone }: JoinView): KnownBlock[] {
  const quiet = responder?.quiet ?? null;
  const hours = quiet !== null && quiet.from !== quiet.to ? quiet : null;
  const days = DAYS.map((name, index) => option(String(index + 1), name));
  return [
    time(JOIN.from, 'Quiet hours: from', hours?.from),
    time(JOIN.to, 'Quiet hours: to', hours?.to),
    several(JOIN.daysOff, 'Days off', days, quiet?.daysOff.map(String)),
    {
      type: 'input',
      block_id: JOIN.zone,
      label: { type: 'plain_text', text: 'Your time zone' },
      hint: { type: 'plain_text', text: 'Such as Europe/Rome. Slack says what stands here at first.' },
      element: { type: 'plain_text_input', action_id: JOIN.zone, initial_value: zone, max_length: 60 },
    },
  ];
}

function accountLine({ account, responder }: JoinView): string {
  if (account === null)
    return ':link: You have no X account linked yet: the next step gives you a private link.';
  const look = responder?.profile?.accountId === account.id ? responder.profile : null;
  const missing = [
    ...(look && !look.picture ? ['it has no picture of its own'] : []),
    ...(look && !look.discloses ? ['its bio does not say whom you work for'] : []),
  ];
  const hint = missing.length === 0 ? '' : ` A hint: ${missing.join(', and ')}.`;
  return `:link: You answer as @${escapeText(account.handle)}.${hint}`;
}

function several(
  id: string,
  label: string,
  options: PlainTextOption[],
  chosen: readonly string[] = [],
  { hint }: { hint?: string } = {},
): InputBlock {
  const initial = options.filter(({ value }) => chosen.includes(value ?? ''));
  return {
    type: 'input',
    block_id: id,
    optional: true,
    label: { type: 'plain_text', text: label },
    ...(hint === undefined ? {} : { hint: { type: 'plain_text', text: hint } }),
    element: {
      type: 'multi_static_select',
      action_id: id,
      placeholder: { type: 'plain_text', text: 'Choose' },
      options,
      ...(initial.length === 0 ? {} : { initial_options: initial }),
    },
  };
}

function time(id: string, label: string, initial: string | undefined): InputBlock {
  return {
    type: 'input',
    block_id: id,
    optional: true,
    label: { type: 'plain_text', text: label },
    element: {
      type: 'timepicker',
      action_id: id,
      placeholder: { type: 'plain_text', text: 'None' },
      ...(initial === undefined ? {} : { initial_time: initial }),
    },
  };
}

function number(id: string, label: string, initial: number | null): InputBlock {
  return {
    type: 'input',
    block_id: id,
    optional: true,
    label: { type: 'plain_text', text: label },
    element: {
      type: 'number_input',
      action_id: id,
      is_decimal_allowed: false,
      min_value: '1',
      max_value: '500',
      ...(initial === null ? {} : { initial_value: String(initial) }),
    },
  };
}

function option(value: string, text: string): PlainTextOption {
  return { value, text: { type: 'plain_text', text } };
}

function section(text: string): KnownBlock {
  return { type: 'section', text: { type: 'mrkdwn', text } };
}

function context(text: string): KnownBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text }] };
}

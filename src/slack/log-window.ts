import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Brand } from '../domain/brand.ts';
import type { Thread } from '../domain/glossary.ts';
import { LOGGED_ORIGINS, ORIGIN_NAMES } from '../domain/logged.ts';
import { PRIORITIES, type Priority } from '../domain/route.ts';
import { VIEW } from './ids.ts';
import { LIMIT, shorten } from './limits.ts';
import { loggedBlocks } from './logged-blocks.ts';

/** The inputs of both windows; each has one element, of the same name. */
export const LOG_FIELDS = {
  brand: 'brand',
  origin: 'origin',
  topic: 'topic',
  who: 'who',
  what: 'what',
  contact: 'contact',
  priority: 'priority',
  answer: 'answer',
} as const;
export const LOG_ACTION = 'value';

const PRIORITY_NAMES: Readonly<Record<Priority, string>> = { high: 'High', normal: 'Normal', low: 'Low' };

/** For a customer who phoned, wrote or came by. */
export function logWindow({
  brands,
  topics,
}: {
  brands: readonly Brand[];
  topics: readonly string[];
}): ModalView {
  const brandOptions = brands.map(({ id, name }) => option(name, id));
  const originOptions = LOGGED_ORIGINS.map((origin) => option(ORIGIN_NAMES[origin], origin));
  const priorities = PRIORITIES.map((priority) => option(PRIORITY_NAMES[priority], priority));
  const topicOptions = topics.slice(0, 100).map((topic) => option(topic, topic));
  return {
    type: 'modal',
    callback_id: VIEW.logSubmit,
    title: { type: 'plain_text', text: 'Log a customer' },
    submit: { type: 'plain_text', text: 'Open a thread' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      {
        type: 'context',
        elements: [
          {
            type: 'mrkdwn',
            text: ':lock: For a customer who phoned, wrote or came by. All of this stays in this workspace; its words are removed in time.',
          },
        ],
      },
      ...(brands.length > 1 ? [select(LOG_FIELDS.brand, 'Brand', brandOptions, brandOptions[0])] : []),
      select(LOG_FIELDS.origin, 'How they reached us', originOptions, originOptions[0]),
      text(LOG_FIELDS.who, 'Who', { optional: true, max: 60 }),
      text(LOG_FIELDS.what, 'What it is about', { multiline: true, max: 3_000 }),
      text(LOG_FIELDS.contact, 'How to reach them', { optional: true, max: 200 }),
      ...(topics.length > 0 ? [select(LOG_FIELDS.topic, 'Topic', topicOptions)] : []),
      select(LOG_FIELDS.priority, "Priority, if not the topic's own", priorities),
    ],
  };
}

/** What was answered, on the phone or wherever it was. */
export function noteWindow(thread: Thread): ModalView {
  return {
    type: 'modal',
    callback_id: VIEW.noteSubmit,
    private_metadata: thread.id,
    title: { type: 'plain_text', text: 'Note the answer' },
    submit: { type: 'plain_text', text: 'Note it' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      ...loggedBlocks(thread.lastCustomerPost),
      { type: 'divider' },
      text(LOG_FIELDS.answer, 'What was answered', { multiline: true, max: 3_000 }),
      {
        type: 'context',
        elements: [
          {
            type: 'mrkdwn',
            text: ':lock: Internal: this sends nothing to anybody. The thread is answered then.',
          },
        ],
      },
    ],
  };
}

function option(name: string, value: string): PlainTextOption {
  return { text: { type: 'plain_text', text: shorten(name, LIMIT.optionText), emoji: false }, value };
}

function select(
  blockId: string,
  label: string,
  options: PlainTextOption[],
  initial?: PlainTextOption,
): InputBlock {
  return {
    type: 'input',
    block_id: blockId,
    // Whoever writes in a hurry may leave it to the channel.
    optional: initial === undefined,
    label: { type: 'plain_text', text: label },
    element: {
      type: 'static_select',
      action_id: LOG_ACTION,
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}

function text(
  blockId: string,
  label: string,
  { optional = false, multiline = false, max }: { optional?: boolean; multiline?: boolean; max: number },
): InputBlock {
  return {
    type: 'input',
    block_id: blockId,
    optional,
    label: { type: 'plain_text', text: label },
    element: { type: 'plain_text_input', action_id: LOG_ACTION, multiline, max_length: max },
  };
}

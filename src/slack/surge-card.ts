import type { Button, KnownBlock, ModalView } from '@slack/types';
import { duration } from '../domain/duration.ts';
import type { Incident, Surge } from '../domain/surge.ts';
import { sharedWords } from '../domain/surge.ts';
import type { SurgeGroupView, SurgeView } from '../surges.ts';
import { nameText } from './escape.ts';
import { ACTION } from './ids.ts';
import { LIMIT, shorten } from './limits.ts';
import { button, type SlackMessage } from './mention-card.ts';
import { quote, section } from './note-message.ts';
import { packList, packSurge } from './refs.ts';
import { moment } from './texts.ts';

const EXAMPLES = 2;
const SHOWN_WORDS = 160;
const SHOWN_INCIDENTS = 5;

/** One card for all that a channel could not show: how many, how fast, what they say, and how to get at them. */
export function surgeCard(view: SurgeView): SlackMessage {
  const { surge, groups, incidents } = view;
  if (surge.state === 'over') return { text: overText(surge), blocks: [section(overText(surge))] };
  const text = headText(surge);
  const rest = surge.groups - groups.length;
  return {
    text,
    blocks: [
      section(text),
      context('surge_standing', standing(view)),
      ...incidents.slice(0, SHOWN_INCIDENTS).map(incidentLine),
      ...groups.filter(({ group }) => group.total > 1).flatMap((group) => groupBlocks(surge, group)),
      { type: 'divider' },
      context('surge_rest', restText(surge, groups, rest)),
      { type: 'actions', block_id: 'surge_actions', elements: buttons(surge) },
    ],
  };
}

function headText({ state, left, total }: Surge): string {
  const folded = `*${counted(left, 'mention')} folded here*`;
  if (state === 'calm')
    return `:ocean: ${folded}, of ${total}. It calmed: new ones get cards again, and these stay here until each was opened, taken or answered.`;
  return `:ocean: *More than this channel can show.* ${folded}: none is lost, each is a thread like all others.`;
}

function standing({ surge, oldest }: SurgeView): string {
  const parts = [
    `${surge.perMinute} a minute now`,
    `since ${moment(surge.since)}`,
    `${surge.total} folded in all`,
    ...(surge.opened > 0 ? [`${surge.opened} opened or taken`] : []),
    ...(surge.followups > 0 ? [`${counted(surge.followups, 'more post')} of the same customers`] : []),
    ...(oldest === null ? [] : [`the first waits since ${moment(oldest)}`]),
  ];
  return parts.join('  ·  ');
}

export function incidentLine({ tag, by, until, mentions }: Incident): KnownBlock {
  const text = `:rotating_light: *Incident* :label: ${nameText(tag)}  ·  ${counted(mentions, 'mention')}  ·  declared by <@${by}>, until ${moment(until)}`;
  return { type: 'context', elements: [{ type: 'mrkdwn', text }] };
}

/** What is alike, why, some of it, and the way to take it. */
export function groupBlocks(
  { channel, number }: Pick<Surge, 'channel' | 'number'>,
  { group, examples }: SurgeGroupView,
): KnownBlock[] {
  const words = sharedWords(group);
  const texts = new Set(examples.map(({ root }) => root.text.replace(/\s+/gu, ' ')));
  const why =
    words.length === 0
      ? 'Alike in most of their words.'
      : `Alike in: ${words.map(({ word, texts }) => `*${nameText(word)}* (${texts})`).join(', ')}`;
  const taken = group.left === group.total ? '' : ` of ${group.total}`;
  const head = group.total === 1 ? '*1 on its own*' : `*${group.left}${taken} alike*\n${saidShort(why)}`;
  const take = button(ACTION.surgeTake, 'Take these', packSurge({ channel, number, group: group.id }));
  return [
    { ...section(head), accessory: take } as KnownBlock,
    ...[...texts].slice(0, EXAMPLES).map((text) => quote(text, SHOWN_WORDS)),
  ];
}

/** The words in it are escaped already. */
function saidShort(text: string): string {
  return shorten(text, LIMIT.contextText);
}

function restText({ groups: all }: Surge, groups: SurgeView['groups'], rest: number): string {
  const single = groups.some(({ group }) => group.total === 1);
  const more = rest > 0 || single ? `In ${all} groups or on their own: *All groups* shows each. ` : '';
  return `${more}Every one of them is also in \`/care queue\` and \`/care find\`, and its times run.`;
}

function buttons({ channel, number, left }: Surge): Button[] {
  const ref = packSurge({ channel, number });
  return [
    ...(left > 0 ? [button(ACTION.surgeOpen, 'Open next', ref, 'primary')] : []),
    button(ACTION.surgeGroups, 'All groups', packSurge({ channel, number, from: 0 })),
    button(ACTION.listFolded, 'See each', packList({ kind: 'folded', query: channel, from: 0 })),
    button(ACTION.incidentDeclare, 'Declare an incident', channel),
  ];
}

function overText({ total, opened, since, endedAt }: Surge): string {
  const ended = total - opened;
  const others = ended > 0 ? `, ${ended} answered or closed without a card` : '';
  return `:white_check_mark: *The surge is over*, after ${duration((endedAt ?? since) - since)}. ${counted(total, 'mention')} folded here: ${opened} opened or taken${others}.`;
}

export interface SurgePageView extends SurgeView {
  from: number;
  size: number;
}

/** All groups, a page at a time. */
export function surgeWindow(view: SurgePageView): ModalView {
  const { surge, groups, from, size } = view;
  const { channel, number } = surge;
  const at = (start: number) => packSurge({ channel, number, from: start });
  const pages: Button[] = [
    ...(from > 0 ? [button(ACTION.surgeGroupsBack, 'Back', at(Math.max(0, from - size)))] : []),
    ...(from + size < surge.groups ? [button(ACTION.surgeGroupsOn, 'Next', at(from + size))] : []),
  ];
  const range =
    groups.length === 0
      ? 'There is nothing on this page any more.'
      : `*${from + 1} to ${from + groups.length}* of ${surge.groups} groups, the largest first. Texts are alike when they share most of their words.`;
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'What they say' },
    close: { type: 'plain_text', text: 'Close' },
    private_metadata: at(from),
    blocks: [
      section(range),
      ...groups.flatMap((group) => groupBlocks(surge, group)),
      ...(pages.length === 0
        ? []
        : [
            { type: 'divider' as const },
            { type: 'actions' as const, block_id: 'surge_pages', elements: pages },
          ]),
    ],
  };
}

function context(blockId: string, text: string): KnownBlock {
  return {
    type: 'context',
    block_id: blockId,
    elements: [{ type: 'mrkdwn', text: shorten(text, LIMIT.contextText) }],
  };
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

import type { Button, KnownBlock, ModalView } from '@slack/types';
import type { Thread } from '../domain/glossary.ts';
import { ignoredText } from '../domain/ignoring.ts';
import type { LearnedRule, NoiseRule } from '../domain/noise.ts';
import { authorText, link, nameText, saidText } from './escape.ts';
import { ACTION } from './ids.ts';
import { button } from './mention-card.ts';
import { quote, section } from './note-message.ts';
import type { PostLinks } from './post-blocks.ts';

export interface MutedView {
  threads: readonly Thread[];
  from: number;
  size: number;
  total: number;
  /** The thread that was just brought back from here. */
  broughtBack?: Thread | null;
}

const SHOWN_WORDS = 300;

/** What was muted by a rule or ignored by somebody, to look through. `private_metadata`: where the page begins. */
export function mutedWindow(view: MutedView, links: PostLinks): ModalView {
  const { threads, from, total, broughtBack = null } = view;
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'Muted' },
    close: { type: 'plain_text', text: 'Close' },
    private_metadata: String(from),
    blocks: [
      ...(broughtBack === null
        ? []
        : [section(`:bell: Brought back: its card is in <#${broughtBack.channel}>.`)]),
      section(range(view)),
      ...threads.flatMap((thread) => threadBlocks(thread, links)),
      { type: 'divider' },
      { type: 'actions', block_id: 'muted_pages', elements: pageButtons(view, total) },
    ],
  };
}

function range({ threads, from, total }: MutedView): string {
  if (threads.length === 0 && total === 0)
    return 'Nothing is muted or ignored. What is, stays here for 30 days.';
  if (threads.length === 0) return 'There is nothing on this page any more.';
  return `*${from + 1} to ${from + threads.length}* of ${total}, the newest first. Nothing of this has an open card.`;
}

function threadBlocks(thread: Thread, links: PostLinks): KnownBlock[] {
  const { root, ignored } = thread;
  const url = links.postUrl(root.author.handle, root.id);
  const who = authorText(root.author);
  const at = ignored === null ? '' : `  ·  ${moment(ignored.at)}`;
  const by = ignored?.by ? ` by <@${ignored.by}>` : '';
  const why = ignored === null ? 'brought back meanwhile' : saidText(ignoredText(ignored), 600);
  const head = section(`${who}${at}  ·  ${link(url, 'View on X')}\n:no_bell: ${why}${by}`);
  const back = ignored === null ? {} : { accessory: button(ACTION.bringBack, 'Bring back', thread.id) };
  const words = root.erased === undefined ? [quote(root.text, SHOWN_WORDS)] : [];
  return [{ ...head, ...back } as KnownBlock, ...words];
}

function pageButtons({ from, size }: MutedView, total: number): Button[] {
  return [
    ...(from > 0 ? [button(ACTION.mutedNewer, 'Newer', String(Math.max(0, from - size)))] : []),
    ...(from + size < total ? [button(ACTION.mutedOlder, 'Older', String(from + size))] : []),
    button(ACTION.noiseRules, 'What mutes…', 'rules'),
  ];
}

export interface NoiseRulesView {
  set: readonly NoiseRule[];
  learned: readonly LearnedRule[];
  lead: boolean;
}

const MOST_RULES = 40;

/** What mutes and drops: the configuration's rules, and those that leads made. */
export function noiseRulesWindow({ set, learned, lead }: NoiseRulesView): ModalView {
  const made = learned.slice(0, MOST_RULES);
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'What mutes' },
    close: { type: 'plain_text', text: 'Back' },
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: 'Made from cards' } },
      ...(made.length === 0
        ? [section('None. A care lead makes one with *More…*, *Ignore…* on a card.')]
        : made.map((rule) => learnedBlock(rule, lead))),
      ...(learned.length > made.length ? [section(`The newest ${MOST_RULES} of ${learned.length}.`)] : []),
      { type: 'header', text: { type: 'plain_text', text: 'Of the configuration' } },
      ...(set.length === 0
        ? [section('None. Operations write them into `noise` of the YAML.')]
        : set.slice(0, MOST_RULES).map((rule) => section(setText(rule)))),
    ],
  };
}

function learnedBlock(rule: LearnedRule, lead: boolean): KnownBlock {
  const { id, match, until, by, at } = rule;
  const what =
    match.kind === 'author'
      ? `*@${nameText(match.handle)}*`
      : `posts with ${match.words.map((word) => `*${nameText(word)}*`).join(', ')}`;
  const end = until === null ? 'until it is removed' : `until ${moment(until)}`;
  const block = section(`:no_bell: ${what}, ${end}. Made by <@${by}>, ${moment(at)}.`);
  return lead ? ({ ...block, accessory: button(ACTION.forgetRule, 'Remove', id) } as KnownBlock) : block;
}

function setText({ reason, action, ...asked }: NoiseRule): string {
  const conditions = Object.entries(asked)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      const words = name.replace(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);
      if (value === true) return words;
      return `${words}: ${Array.isArray(value) ? value.join(', ') : String(value)}`;
    });
  return `*${saidText(reason, 200)}* (${action}): ${saidText(conditions.join('; '), 600)}`;
}

function moment(at: number): string {
  return `<!date^${Math.floor(at / 1000)}^{date_short_pretty} {time}|${new Date(at).toISOString().slice(0, 16)} UTC>`;
}

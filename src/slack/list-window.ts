import type { Button, KnownBlock, ModalView } from '@slack/types';
import { duration } from '../domain/duration.ts';
import type { Thread } from '../domain/glossary.ts';
import { authorText, link, nameText } from './escape.ts';
import { ACTION, LIST_QUERY, VIEW } from './ids.ts';
import { shorten } from './limits.ts';
import { button } from './mention-card.ts';
import { quote, section } from './note-message.ts';
import { packList } from './refs.ts';

export interface ListView {
  kind: string;
  query: string;
  threads: readonly Thread[];
  from: number;
  size: number;
  total: number;
  more: boolean;
}

/** How cards are reached: `https://name.slack.com/`, or null where Slack did not say. */
export interface CardLinks {
  workspaceUrl: string | null;
  now: number;
}

const SHOWN_WORDS = 200;
const TITLES: Readonly<Record<string, string>> = {
  waiting: 'Customers who wait',
  late: 'Late',
  mine: 'My threads',
  find: 'Find threads',
  folded: 'Folded here',
  open: 'Open threads',
  claimed: 'Threads in hand',
  answered: 'Answered threads',
  resolved: 'Resolved threads',
  ignored: 'Ignored threads',
};

/** One page of threads, each with the way to its card and to all that can be done with it. */
export function listWindow(view: ListView, links: CardLinks): ModalView {
  const search = view.kind === 'find';
  return {
    type: 'modal',
    callback_id: VIEW.find,
    title: { type: 'plain_text', text: TITLES[view.kind] ?? 'Threads' },
    close: { type: 'plain_text', text: 'Close' },
    ...(search ? { submit: { type: 'plain_text', text: 'Find' } } : {}),
    private_metadata: packList({ kind: view.kind, query: view.query, from: view.from }),
    blocks: [
      ...(search ? [queryBlock(view.query)] : []),
      section(range(view)),
      ...view.threads.flatMap((thread) => threadBlocks(thread, links)),
      ...pages(view),
    ],
  };
}

function queryBlock(query: string): KnownBlock {
  return {
    type: 'input',
    block_id: LIST_QUERY.blockId,
    optional: true,
    label: { type: 'plain_text', text: 'Words, a customer, a colleague, a tag, a state' },
    hint: { type: 'plain_text', text: 'router @customer by:me #tag topic:billing is:open' },
    element: {
      type: 'plain_text_input',
      action_id: LIST_QUERY.actionId,
      max_length: 200,
      ...(query === '' ? {} : { initial_value: query }),
    },
  };
}

function range({ kind, query, threads, from, total, more }: ListView): string {
  if (threads.length > 0) {
    const oldest = kind === 'waiting' || kind === 'late' || kind === 'folded';
    const order = oldest ? 'who waits longest first' : 'the newest first';
    const rest = more ? ' Older ones were not looked through: add a word.' : '';
    return `*${from + 1} to ${from + threads.length}* of ${total}, ${order}.${rest}`;
  }
  if (total > 0) return 'There is nothing on this page any more.';
  if (kind === 'find') return query.trim() === '' ? 'What are you looking for?' : 'Nothing has all of this.';
  if (kind === 'waiting') return ':sparkles: Nobody waits.';
  if (kind === 'late') return ':sparkles: Nothing is late.';
  return kind === 'mine' ? 'You hold no thread. Press *Take it* on a card to begin.' : 'There is none.';
}

function threadBlocks(thread: Thread, links: CardLinks): KnownBlock[] {
  const { root } = thread;
  const who = authorText(root.author);
  const head = section(`${stateSign(thread)} ${who}  ·  ${standing(thread, links)}`);
  const words = root.erased === undefined ? [quote(root.text.replace(/\s+/gu, ' '), SHOWN_WORDS)] : [];
  return [{ ...head, accessory: button(ACTION.more, 'More…', thread.id) } as KnownBlock, ...words];
}

function standing(thread: Thread, links: CardLinks): string {
  const holder = thread.claimedBy === null ? [] : [`<@${thread.claimedBy}>`];
  const topic = thread.topic === null ? [] : [`#${nameText(thread.topic)}`];
  const tags = thread.tags.map(nameText);
  const age = duration(links.now - thread.lastCustomerPost.createdAt);
  const card = cardUrl(thread, links);
  const folded = thread.folded ? `folded in <#${thread.channel}>` : `<#${thread.channel}>`;
  const place = card === null ? folded : link(card, 'Open the card');
  return [...holder, ...topic, ...tags, `wrote ${age} ago`, place].join('  ·  ');
}

export function stateSign({ state }: Thread): string {
  const signs = {
    open: ':large_green_circle:',
    claimed: ':large_yellow_circle:',
    answered: ':white_check_mark:',
    resolved: ':checkered_flag:',
    ignored: ':no_bell:',
  };
  return signs[state];
}

/** Slack's own address of a message. */
export function cardUrl({ channel, cardTs }: Thread, { workspaceUrl }: CardLinks): string | null {
  if (workspaceUrl === null || cardTs === null) return null;
  return `${workspaceUrl}archives/${channel}/p${cardTs.replace('.', '')}`;
}

function pages({ kind, query, from, size, total }: ListView): KnownBlock[] {
  const at = (start: number) => packList({ kind, query: shorten(query, 200), from: start });
  const buttons: Button[] = [
    ...(from > 0 ? [button(ACTION.listBack, 'Back', at(Math.max(0, from - size)))] : []),
    ...(from + size < total ? [button(ACTION.listOn, 'Next', at(from + size))] : []),
  ];
  if (buttons.length === 0) return [];
  return [{ type: 'divider' }, { type: 'actions', block_id: 'list_pages', elements: buttons }];
}

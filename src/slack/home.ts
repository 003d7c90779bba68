import type { HomeView, KnownBlock } from '@slack/types';
import { deathOf } from '../domain/death.ts';
import { duration } from '../domain/duration.ts';
import type { LinkedAccount, Post, Thread } from '../domain/glossary.ts';
import { type Availability, AWAY_WORDS, type Responder } from '../domain/responder.ts';
import { authorText, escapeText, nameText } from './escape.ts';
import {
  type BoardView,
  boardBlocks,
  type SpentLine,
  spentLine,
  type WorksView,
  worksBlocks,
} from './home-board.ts';
import { ACTION } from './ids.ts';
import { shorten } from './limits.ts';
import { type CardLinks, cardUrl } from './list-window.ts';
import { button } from './mention-card.ts';
import { quote, section } from './note-message.ts';
import { packList } from './refs.ts';
import { filesHint } from './texts.ts';

export interface HomeData {
  /** Sees only why there is nothing to see. */
  guest?: boolean;
  account: LinkedAccount | null;
  held: { threads: readonly Thread[]; total: number };
  responder?: Responder | null;
  availability?: Availability | null;
  /** People join here before they answer. */
  joins?: boolean;
  thanks?: { posts: readonly Post[]; total: number };
  /** For leads. */
  board?: BoardView | null;
  /** For leads and operations. */
  spent?: SpentLine | null;
  /** For operations. */
  works?: WorksView | null;
}

/** What a person has in hand, and who they are here; for leads how the desk stands, for operations how it runs. */
export function homeView(data: HomeData, links: CardLinks): HomeView {
  const { board = null, spent = null, works = null } = data;
  if (data.guest === true) return { type: 'home', blocks: [section(FOR_MEMBERS)] };
  return {
    type: 'home',
    blocks: [
      ...heldBlocks(data.held, links),
      ...meBlocks(data, links),
      ...thanksBlocks(data.thanks ?? { posts: [], total: 0 }),
      ...(board === null ? [] : boardBlocks(board, links)),
      ...(works === null ? [] : worksBlocks(works)),
      ...(spent === null ? [] : [section(spentLine(spent))]),
      { type: 'divider' },
      { type: 'actions', block_id: 'home_lists', elements: LISTS },
      { type: 'context', elements: [{ type: 'mrkdwn', text: '`/care help` says what else there is.' }] },
    ],
  };
}

const FOR_MEMBERS = 'Only members of this workspace can use Faccia: guests cannot.';

const LISTS = [
  button(ACTION.listWaiting, 'Who waits', packList({ kind: 'waiting', query: '', from: 0 })),
  button(ACTION.listFind, 'Find a thread', packList({ kind: 'find', query: '', from: 0 })),
];

export function header(text: string): KnownBlock {
  return { type: 'header', text: { type: 'plain_text', text } };
}

function heldBlocks({ threads, total }: HomeData['held'], links: CardLinks): KnownBlock[] {
  if (threads.length === 0) {
    return [header('My threads'), section('You hold no thread. Press *Take it* on a card to begin.')];
  }
  const more =
    total > threads.length
      ? [
          {
            ...section(`${total - threads.length} more.`),
            accessory: button(ACTION.listMine, 'All of mine', packList({ kind: 'mine', query: '', from: 0 })),
          } as KnownBlock,
        ]
      : [];
  return [
    header(`My threads (${total})`),
    ...threads.flatMap((thread) => threadBlocks(thread, links)),
    ...more,
  ];
}

function threadBlocks(thread: Thread, links: CardLinks): KnownBlock[] {
  const { root, lastCustomerPost: last } = thread;
  const waits =
    thread.state === 'answered'
      ? ':white_check_mark: *You wait for the customer*'
      : `:large_yellow_circle: *The customer waits for you* since ${duration(links.now - last.createdAt)}`;
  const card = cardUrl(thread, links);
  const open =
    card === null ? {} : { accessory: { ...button(ACTION.openLink, 'Open', thread.id), url: card } };
  const words = last.erased === undefined ? [quote(last.text.replace(/\s+/gu, ' '), 160)] : [];
  const head = section(`${waits}\n${authorText(root.author)} in <#${thread.channel}>`);
  return [{ ...head, ...open } as KnownBlock, ...words];
}

function meBlocks(
  { account, responder = null, availability = null, joins = false }: HomeData,
  links: CardLinks,
): KnownBlock[] {
  return [
    header('Me'),
    section(accountLine(account)),
    isHere(responder) ? settingsBlock(responder, availability, links.now) : joinBlock(joins),
  ];
}

function isHere(responder: Responder | null): responder is Responder {
  return responder !== null && responder.state !== 'left' && responder.state !== 'declined';
}

/** To whoever has not said what they answer for. */
function joinBlock(joins: boolean): KnownBlock {
  const text = joins
    ? 'You have not joined: only people who joined answer customers, and it is up to you.'
    : 'You may say what you answer for, and when you want to be left alone.';
  const about = joins ? 'Join' : 'Topics and hours';
  return { ...section(text), accessory: button(ACTION.mySettings, about, 'join') } as KnownBlock;
}

function settingsBlock(responder: Responder, availability: Availability | null, now: number): KnownBlock {
  const { topics, languages, quiet, state, maxOpen, maxPerDay } = responder;
  const most = [
    ...(maxOpen === null ? [] : [`${maxOpen} open threads`]),
    ...(maxPerDay === null ? [] : [`${maxPerDay} answers a day`]),
  ];
  const lines = [
    `*Topics:* ${topics.length === 0 ? 'whatever comes' : topics.map(nameText).join(', ')}`,
    ...(languages.length === 0 ? [] : [`*Languages:* ${languages.map(nameText).join(', ')}`]),
    `*Not to be rung:* ${quiet === null ? 'never' : quietText(quiet)}`,
    ...(most.length === 0 ? [] : [`*At most:* ${most.join(', ')}`]),
    `*Now:* ${nowText(state, availability, now)}`,
  ];
  return {
    ...section(lines.join('\n')),
    accessory: button(ACTION.mySettings, 'Change', responder.slackUser),
  } as KnownBlock;
}

function quietText({ from, to, zone, daysOff }: NonNullable<Responder['quiet']>): string {
  const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].filter((_day, index) =>
    daysOff.includes(index + 1),
  );
  const hours = from === to ? [] : [`${from} to ${to}`];
  if (hours.length + days.length === 0) return 'never';
  return [...hours, ...days, zone.replace('_', ' ')].join(', ');
}

function nowText(state: Responder['state'], availability: Availability | null, now: number): string {
  if (state === 'asked') return 'a care lead has to say yes first';
  if (availability === null || availability.kind === 'available') return 'you are there';
  const until = availability.until === null ? '' : ` for ${duration(availability.until - now)}`;
  return `you count as away${until}: you ${AWAY_WORDS[availability.why].replace(/^(?:has|is|does) /u, (verb) => ME[verb] ?? verb)}`;
}

const ME: Readonly<Record<string, string>> = { 'has ': 'have ', 'is ': 'are ', 'does ': 'do ' };

function accountLine(account: LinkedAccount | null): string {
  if (account === null) return 'No X account is linked yet. Type `/care link` in any channel.';
  const dead = deathOf(account);
  return dead
    ? `:key: ${escapeText(`${dead.what} ${dead.wayOn}`)}`
    : `You answer as *@${nameText(account.handle)}*. \`/care unlink\` ends it.${filesHint(account)}`;
}

function thanksBlocks({ posts, total }: NonNullable<HomeData['thanks']>): KnownBlock[] {
  if (total === 0) return [];
  const shown = posts.filter(({ erased }) => erased === undefined);
  return [
    header('Thank you'),
    section(`:sunflower: Customers thanked you *${total}* ${total === 1 ? 'time' : 'times'}.`),
    ...shown.map(({ text, author }) =>
      quote(shorten(`@${author.handle}: ${text.replace(/\s+/gu, ' ')}`, 200)),
    ),
  ];
}

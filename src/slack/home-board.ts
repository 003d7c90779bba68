import type { KnownBlock } from '@slack/types';
import { deathOf } from '../domain/death.ts';
import { duration } from '../domain/duration.ts';
import type { LinkedAccount, ThreadState } from '../domain/glossary.ts';
import { type PricedCall, sumOf, sumText } from '../domain/prices.ts';
import { type ApprovalsView, approvalsLine } from './approvals-window.ts';
import { link, nameText } from './escape.ts';
import { ACTION } from './ids.ts';
import { LIMIT, shorten } from './limits.ts';
import { type CardLinks, cardUrl } from './list-window.ts';
import { type LoadView, loadText } from './load-window.ts';
import { button } from './mention-card.ts';
import { section } from './note-message.ts';
import { packList } from './refs.ts';

export interface BoardView {
  counts: Readonly<Record<ThreadState, number>>;
  waiting: number;
  late: number;
  longestSince: number | null;
  load: LoadView;
  approvals: ApprovalsView;
}

export interface WorksView {
  sources: readonly { id: string; holder: string | null }[];
  queues: Readonly<Record<string, Readonly<Record<string, number>>>>;
  accounts: { linked: number; dead: number };
  brands: readonly { handle: string; account: LinkedAccount | null }[];
  deadOnes: readonly LinkedAccount[];
}

/** What X has cost on this UTC day, in millionths of a dollar. */
export interface SpentLine {
  spent: Readonly<Partial<Record<PricedCall, number>>>;
  perDay: number | null;
  pricesAsOf: string;
}

/** For leads: how the desk stands. */
export function boardBlocks(
  { counts, waiting, late, longestSince, load, approvals }: BoardView,
  links: CardLinks,
): KnownBlock[] {
  const longest = longestSince === null ? '' : `, the longest for *${duration(links.now - longestSince)}*`;
  return [
    { type: 'header', text: { type: 'plain_text', text: 'The desk' } },
    section(
      `:hourglass_flowing_sand: *${waiting}* ${waiting === 1 ? 'customer waits' : 'customers wait'}${longest}${late === 0 ? '' : `; *${late}* longer than promised`}.`,
    ),
    {
      type: 'actions',
      block_id: 'board_lists',
      elements: [
        ...(['open', 'claimed', 'answered'] as const).map((state) =>
          button(
            LIST_OF[state],
            `${NAMES[state]} (${counts[state]})`,
            packList({ kind: state, query: '', from: 0 }),
          ),
        ),
        button(ACTION.listLate, `Late (${late})`, packList({ kind: 'late', query: '', from: 0 })),
      ],
    },
    ...approvalsBlocks(approvals, links),
    ...loadBlocks(load),
  ];
}

/** What waits for a lead's word, the first of it, and the way to where it is decided. */
function approvalsBlocks({ totals, joins, answers }: ApprovalsView, links: CardLinks): KnownBlock[] {
  if (totals.joins + totals.answers === 0) return [];
  const lines = [
    ...joins.map(({ request }) => `<@${request.slackUser}> wants to join`),
    ...answers.map(({ reply, thread }) => {
      const words = nameText(shorten(reply.text.replace(/\s+/gu, ' '), 80));
      const card = cardUrl(thread, links);
      const place = card === null ? `<#${thread.channel}>` : link(card, 'Open');
      return `<@${reply.responder}> for ${duration(links.now - reply.createdAt)}: ${words}  ·  ${place}`;
    }),
  ];
  const head = section([approvalsLine(totals), ...lines].join('\n'));
  return [{ ...head, accessory: button(ACTION.approvals, 'Decide', '0', 'primary') } as KnownBlock];
}

const LIST_OF = {
  open: ACTION.listOpen,
  claimed: ACTION.listClaimed,
  answered: ACTION.listAnswered,
} as const;
const NAMES = { open: 'Nobody has', claimed: 'In hand', answered: 'Answered' } as const;

/** Who has most, and the way to all of them. */
function loadBlocks(load: LoadView): KnownBlock[] {
  if (load.total === 0) return [];
  const shown = section(loadText(load));
  if (load.total <= load.people.length) return [shown];
  return [{ ...shown, accessory: button(ACTION.load, `All ${load.total}`, '0') } as KnownBlock];
}

/** For operations: how it runs. */
export function worksBlocks({ sources, queues, accounts, brands, deadOnes }: WorksView): KnownBlock[] {
  const read = sources.map(({ id, holder }) =>
    holder === null
      ? `:red_circle: \`${id}\`: nobody reads it now`
      : `:large_green_circle: \`${id}\`: read by \`${holder}\``,
  );
  const jobs = Object.entries(queues).map(
    ([name, { waiting = 0, active = 0, delayed = 0, failed = 0 }]) =>
      `\`${name}\`: ${waiting} waiting, ${active} at work, ${delayed} later, ${failed} failed`,
  );
  const dead = accounts.dead === 0 ? '' : `, *${accounts.dead} must be linked again*`;
  const tokens = [
    ...brands.map(({ handle, account }) => `Brand @${nameText(handle)}: ${tokenText(account)}`),
    ...deadOnes.map((account) => `@${nameText(account.handle)}${ownerText(account)}: ${tokenText(account)}`),
  ];
  return [
    { type: 'header', text: { type: 'plain_text', text: 'Operations' } },
    section([...read, ...jobs].join('\n')),
    section(shorten([`Accounts: ${accounts.linked} linked${dead}`, ...tokens].join('\n'), LIMIT.sectionText)),
  ];
}

function tokenText(account: LinkedAccount | null): string {
  if (account === null) return ':warning: not linked, a lead types `/care link brand`';
  return deathOf(account) === null ? 'linked' : ':key: must be linked again';
}

function ownerText({ owner }: LinkedAccount): string {
  return owner.kind === 'responder' ? ` of <@${owner.slackUser}>` : '';
}

export function spentLine({ spent, perDay, pricesAsOf }: SpentLine): string {
  const posting = sumOf(spent) - reading(spent);
  const budget = perDay === null ? '' : ` of ${sumText(perDay)}`;
  return (
    `:money_with_wings: Spent on X today (UTC): *${sumText(sumOf(spent))}*${budget}: reading ${sumText(reading(spent))}, ` +
    `posting ${sumText(posting)}, by the prices of ${pricesAsOf}. X's own bill may be a little lower.`
  );
}

function reading({ post_read = 0, owned_read = 0, user_read = 0 }: SpentLine['spent']): number {
  return post_read + owned_read + user_read;
}

import type { HomeView, KnownBlock } from '@slack/types';
import { deathOf } from '../domain/death.ts';
import type { LinkedAccount, Thread } from '../domain/glossary.ts';
import { type PricedCall, sumOf, sumText } from '../domain/prices.ts';
import { escapeText, nameText } from './escape.ts';
import { notificationText } from './post-blocks.ts';
import { careHelp, filesHint } from './texts.ts';

export interface HomeData {
  account: LinkedAccount | null;
  held: readonly Thread[];
  /** For leads and operations. */
  spent?: SpentLine | null;
}

/** What X has cost on this UTC day, in millionths of a dollar. */
export interface SpentLine {
  spent: Readonly<Partial<Record<PricedCall, number>>>;
  perDay: number | null;
  pricesAsOf: string;
}

/** What a person has in hand, and the account that they answer from. */
export function homeView({ account, held, spent = null }: HomeData): HomeView {
  const threads = held.map((thread) => section(threadLine(thread)));
  return {
    type: 'home',
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: 'My threads' } },
      ...(threads.length === 0
        ? [section('You hold no thread. Press *Take it* on a card to begin.')]
        : threads),
      { type: 'header', text: { type: 'plain_text', text: 'My account' } },
      section(accountLine(account)),
      ...(spent === null ? [] : [section(spentLine(spent))]),
      { type: 'divider' },
      section(careHelp()),
    ],
  };
}

function threadLine(thread: Thread): string {
  const archive = thread.cardTs === null ? '' : ` in <#${thread.channel}>`;
  return `${thread.state === 'answered' ? ':white_check_mark:' : ':large_yellow_circle:'} ${notificationText(thread.root)}${archive}`;
}

function accountLine(account: LinkedAccount | null): string {
  if (account === null) return 'No X account is linked yet. Type `/care link` in any channel.';
  const dead = deathOf(account);
  return dead
    ? `:key: ${escapeText(`${dead.what} ${dead.wayOn}`)}`
    : `You answer as *@${nameText(account.handle)}*. \`/care unlink\` ends it.${filesHint(account)}`;
}

function spentLine({ spent, perDay, pricesAsOf }: SpentLine): string {
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

function section(text: string): KnownBlock {
  return { type: 'section', text: { type: 'mrkdwn', text } };
}

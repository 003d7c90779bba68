import { duration } from '../domain/duration.ts';
import type { AccountOwner, LinkedAccount } from '../domain/glossary.ts';
import { AWAY_WORDS, type AwayReason } from '../domain/responder.ts';
import { webUrl } from './escape.ts';

/** `writingSince`: they write an answer since then; null: they do not. */
export function takenSentence(
  by: string,
  at: number,
  now: number,
  writingSince: number | null = null,
): string {
  const writes =
    writingSince === null ? '' : `, and is writing an answer since ${duration(now - writingSince)}`;
  return `Taken ${duration(now - at)} ago by <@${by}>${writes}.`;
}

/** Said behind a colleague's name. */
export function awaySentence({ why, until }: { why: AwayReason; until: number | null }, now: number): string {
  return `${AWAY_WORDS[why]}${until === null ? '' : `, for ${duration(until - now)}`}`;
}

/** The answer that carries a private link. */
export function privateLink(url: string, owner: AccountOwner): string {
  const what = owner.kind === 'brand' ? "the brand's X account" : 'your own X account';
  return `<${url}|Link ${what}>: the link is only for you, works once and lasts 10 minutes.`;
}

/** For links that were made before Faccia asked X for the right to upload. */
export function filesHint({ uploads }: LinkedAccount): string {
  return uploads === true
    ? ''
    : ' For pictures and video type `/care link` once more: your link does not cover them yet.';
}

export function careHelp(): string {
  return [
    '*Faccia*: answer customers in your own name.',
    '1. On a card press *Take it*: then it is yours, and everybody sees it.',
    '2. Press *Reply* and write. It goes out publicly from your own account, after a few seconds in which you can undo.',
    'What is typed in the Slack thread stays internal, always.',
    '',
    '`/care join`  say that you answer customers, and how      `/care leave`  end it, at any time',
    '`/care pause`, `/care pause 2h`, `/care pause until 14:00`  a rest      `/care back`  its end',
    '`/care link`  link your own X account      `/care unlink`  end it',
    '`/care me`  the account that you answer from',
    '`/care assign`  several threads at once (leads)',
    '`/care log`  a customer phoned, wrote or came by      `/care replies`  saved replies (leads)',
    '`/care queue`  where customers wait      `/care find words`  search threads      `/care who topic`  who is there',
    '`/care incident`  declare what is known to go wrong, and end it (leads)',
    '`/care muted`  what was muted or ignored, to look through and bring back',
    "`/care link brand`  link the brand's account (leads)",
    '`/care stats`  how long customers wait, and how much is open; `/care stats 30` for 30 days',
  ].join('\n');
}

/** A moment as each reader's own clock shows it: the time today, with the day otherwise. */
export function moment(at: number): string {
  return `<!date^${Math.floor(at / 1000)}^{time}|${new Date(at).toISOString().slice(11, 16)} UTC>`;
}

/** A day as each reader's own calendar has it, which leads to this address. */
export function dayLink(at: number, url: string): string {
  const safe = webUrl(url);
  const leads = safe === null ? '' : `^${safe}`;
  return `<!date^${Math.floor(at / 1000)}^{date_short}${leads}|${new Date(at).toISOString().slice(0, 10)}>`;
}

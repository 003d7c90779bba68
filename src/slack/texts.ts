import type { AccountOwner, LinkedAccount } from '../domain/glossary.ts';

/** `12 s`, `3 min`, `2 h`, `4 days`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.round(seconds / 60)} min`;
  if (seconds < 48 * 3_600) return `${Math.round(seconds / 3_600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}

export function takenSentence(by: string, at: number, now: number): string {
  return `Taken ${duration(now - at)} ago by <@${by}>.`;
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
    '`/care link`  link your own X account      `/care unlink`  end it',
    '`/care me`  the account that you answer from',
    "`/care link brand`  link the brand's account (leads)",
  ].join('\n');
}

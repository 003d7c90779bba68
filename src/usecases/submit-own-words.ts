import type { Reply } from '../domain/glossary.ts';
import { RefusedError, UnavailableError } from '../errors.ts';
import type { ReplyStore, SubmitResult } from '../stores.ts';
import type { EchoFound, LookForEcho } from './look-for-echo.ts';
import type { ReplyPlan } from './prepare-reply.ts';

export interface SubmitOwnWordsDeps {
  replies: ReplyStore;
  lookForEcho: LookForEcho;
}

export type OwnWordsResult = Exclude<SubmitResult, { kind: 'overtaken' }>;

const MOST_TRIES = 50;

/**
 * Records a reply whose text is nobody else's, with the hand-over that goes before it. Throws RefusedError `same-text` and `repeated-text`.
 *
 * Why two that are written at the same moment cannot both pass: texts are recorded in one list, each by the script that
 * accepts its reply, and that script accepts only while the newest text of the list is the one that was the newest when
 * this text was compared. So whatever is recorded was compared with everything recorded before it: of two like texts the
 * second finds the first, is compared once more, and loses. Comparing again ends, because only another text that was
 * accepted makes it necessary. Nothing is reserved meanwhile, so nothing is left behind when this process dies; and the
 * script sent twice finds its own reply and says so before it looks at the list.
 */
export async function submitOwnWords(
  { replies, lookForEcho }: SubmitOwnWordsDeps,
  reply: Reply,
  { brand, account }: ReplyPlan,
  handover: Reply | null = null,
): Promise<OwnWordsResult> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const { echo, newest } = await lookForEcho({ text: reply.text, brand, account, steps: reply.steps });
    if (echo?.refused) throw refusal(echo);
    const result = await replies.submit(reply, newest, handover);
    if (result.kind !== 'overtaken') return result;
  }
  throw new UnavailableError(
    'too-busy',
    'Very many answers are being sent at this moment. Press Send again.',
  );
}

/** Before anything else is asked of the person. Throws RefusedError `same-text` and `repeated-text`. */
export async function refuseEcho(
  { lookForEcho }: SubmitOwnWordsDeps,
  answer: Pick<Reply, 'text' | 'steps'>,
  { brand, account }: ReplyPlan,
): Promise<void> {
  const { echo } = await lookForEcho({ ...answer, brand, account });
  if (echo?.refused) throw refusal(echo);
}

function refusal({ own, handle }: EchoFound): RefusedError {
  const who = handle === null ? 'an account of your team' : `@${handle}`;
  return own
    ? new RefusedError(
        'repeated-text',
        `These very words were sent from ${who} already, and X refuses the same text twice from one account. Say it differently.`,
      )
    : new RefusedError(
        'same-text',
        `Nearly the same text was sent from ${who} already, and X forbids that from several accounts. Say it in your own words.`,
      );
}

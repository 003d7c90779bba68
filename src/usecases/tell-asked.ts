import type { DeletionStore } from '../deletions.ts';
import { AppError, UnavailableError } from '../errors.ts';
import { POSTING_GRACE_MS, type SlackMessages } from '../outbox.ts';
import type { Clock, JobAnswer, Notifier } from '../ports.ts';
import type { ReplyStore } from '../stores.ts';

export interface TellAskedDeps {
  replies: ReplyStore;
  deletions: DeletionStore;
  messages: SlackMessages;
  notifier: Notifier;
  clock: Clock;
}

const SOON_MS = 5_000;

/**
 * Brings a lead's request to the author, in private. Nobody can look into a direct conversation without reading all of
 * it, so one whose posting was cut off by a crash is posted again: twice asked is better than never.
 */
export function tellAsked(deps: TellAskedDeps) {
  return async (replyId: string): Promise<JobAnswer> => {
    const { replies, messages, notifier, clock } = deps;
    const reply = await replies.get(replyId);
    const { deletion } = reply ?? {};
    if (!reply || deletion?.state !== 'asked' || deletion.askedBy === null) return { done: true };
    const key = `asked:${replyId}:${deletion.at}`;
    const before = await messages.begin(key, clock.now());
    if (before.kind === 'posted') return { done: true };
    if (before.kind === 'begun' && clock.now() < before.since + POSTING_GRACE_MS) {
      return { again: before.since + POSTING_GRACE_MS };
    }
    try {
      await notifier.tellNote(reply.responder, { kind: 'asked', reply, by: deletion.askedBy });
      await messages.posted(key, 'direct');
      return { done: true };
    } catch (error) {
      await messages.failed(key);
      return afterFailure(deps, replyId, error);
    }
  };
}

/** Somebody who left, or lets no app write to them, never reads it: the thread must say so. */
async function afterFailure(
  { deletions, clock }: TellAskedDeps,
  replyId: string,
  error: unknown,
): Promise<JobAnswer> {
  if (error instanceof UnavailableError) return { again: clock.now() + (error.retryAfterMs ?? SOON_MS) };
  if (!(error instanceof AppError)) throw error;
  const reason = `Faccia could not ask its author in private. ${error.sentence}`;
  await deletions.notAsked(replyId, reason, clock.now());
  return { done: true };
}

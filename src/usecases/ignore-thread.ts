import type { NoiseStore } from '../conversations.ts';
import type { Thread } from '../domain/glossary.ts';
import { type IgnoreReason, MUTED_AUTHOR_MS } from '../domain/ignoring.ts';
import type { LearnedRule } from '../domain/noise.ts';
import { RefusedError } from '../errors.ts';
import type { Clock, People } from '../ports.ts';
import type { ThreadStore } from '../stores.ts';
import { changed } from './change-thread.ts';
import { requireLead, requireListed } from './require-employee.ts';

export interface IgnoreThreadDeps {
  threads: ThreadStore;
  noise: NoiseStore;
  people: People;
  clock: Clock;
}

export interface IgnoreThreadInput {
  /** Names this one decision: made twice, it makes one rule. */
  id: string;
  threadId: string;
  slackUser: string;
  reason: IgnoreReason;
  /** In their own words; may be empty. */
  why: string;
  /** What is muted from now on, by a lead; null: nothing else. */
  rule: { kind: 'author' } | { kind: 'words'; words: readonly string[] } | null;
}

/**
 * Says that a thread needs no answer, and why; a lead may make a rule of it. What somebody else holds only a lead
 * may ignore. Throws RefusedError.
 */
export function ignoreThread({ threads, noise, people, clock }: IgnoreThreadDeps) {
  return async ({ id, threadId, slackUser, reason, why, rule }: IgnoreThreadInput): Promise<Thread> => {
    await requireListed(people)(slackUser);
    if (rule !== null) await requireLead(people)(slackUser);
    const before = await threads.get(threadId);
    if (!before)
      throw new RefusedError(
        'thread-missing',
        'Faccia does not know this thread any more. Nothing was changed.',
      );
    const now = clock.now();
    const lead = await people.isLead(slackUser);
    const thread = changed(await noise.ignore(threadId, slackUser, lead, { reason, why }, now));
    if (rule !== null)
      await noise.add({ id, brand: before.brand, by: slackUser, at: now, ...madeOf(rule, before, now) });
    return thread;
  };
}

function madeOf(
  rule: NonNullable<IgnoreThreadInput['rule']>,
  { root: { author } }: Thread,
  now: number,
): Pick<LearnedRule, 'match' | 'until'> {
  return rule.kind === 'author'
    ? { match: { kind: 'author', authorId: author.id, handle: author.handle }, until: now + MUTED_AUTHOR_MS }
    : { match: rule, until: null };
}

/** An ignored or muted thread is one like any other again. Throws RefusedError. */
export function bringBackThread({ noise, people, clock }: IgnoreThreadDeps) {
  return async (input: { threadId: string; slackUser: string }): Promise<Thread> => {
    await requireListed(people)(input.slackUser);
    const change = await noise.bringBack(input.threadId, input.slackUser, clock.now());
    if (change.kind === 'missing')
      throw new RefusedError(
        'thread-missing',
        'Faccia does not know this mention any more: what is muted is kept for 30 days.',
      );
    return changed(change);
  };
}

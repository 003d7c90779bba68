import type { DeleteOutcome } from '../../domain/deletion.ts';
import type { Failure } from './failures.ts';

interface Rule {
  name: string;
  when(failure: Failure): boolean;
  outcome(failure: Failure, now: number): DeleteOutcome;
}

const WINDOW_MS = 15 * 60_000;

const refused = ({ detail }: Failure): DeleteOutcome => ({
  kind: 'refused',
  reason: `X does not delete it: "${detail}".`,
});

/** What becomes of a call that deletes a post and did not answer 200. The first rule that fits decides. */
export const DELETION_RULES: readonly Rule[] = [
  {
    name: 'gone',
    when: ({ status }) => status === 404 || status === 410,
    outcome: () => ({ kind: 'gone' }),
  },
  {
    name: 'token not accepted',
    when: ({ status }) => status === 401,
    outcome: () => ({ kind: 'token-dead', reason: 'X does not accept the link to this account any more.' }),
  },
  {
    name: 'limited',
    when: ({ status }) => status === 429,
    outcome: ({ resetAt }, now) => ({
      kind: 'retry',
      at: Math.max(now + 1_000, resetAt ?? now + WINDOW_MS),
      reason: 'X limits how many posts this account deletes: it goes on when X allows the next.',
    }),
  },
  {
    name: 'refused',
    when: ({ status }) => status !== null && status >= 400 && status < 500 && status !== 408,
    outcome: refused,
  },
  {
    name: 'error of X',
    when: ({ status }) => status !== null,
    outcome: ({ status }) => ({
      kind: 'retry',
      at: null,
      reason: `X answered with an error of its own (${status}): it is asked again.`,
    }),
  },
  {
    name: 'no answer',
    when: () => true,
    outcome: () => ({
      kind: 'retry',
      at: null,
      reason: 'X cannot be reached, or did not answer: it is asked again.',
    }),
  },
];

export function deletionFailure(failure: Failure, now: number): DeleteOutcome {
  const rule = DELETION_RULES.find((candidate) => candidate.when(failure));
  if (!rule) throw new Error('the last rule fits everything');
  return rule.outcome(failure, now);
}

/**
 * What a 200 means. X may answer `deleted: false`, or no data and the problem "not found", for a post that is gone
 * already; an answer of another shape says nothing, so it is asked again.
 */
export function deletionAnswer(answer: unknown): DeleteOutcome {
  const { data, errors } = (answer ?? {}) as { data?: { deleted?: unknown }; errors?: unknown };
  if (data?.deleted === true) return { kind: 'deleted' };
  if (data?.deleted === false || saysNotFound(errors)) return { kind: 'gone' };
  return { kind: 'retry', at: null, reason: 'X did not say whether it is deleted: it is asked again.' };
}

function saysNotFound(errors: unknown): boolean {
  if (!Array.isArray(errors)) return false;
  return errors.some((error) =>
    /resource-not-found/u.test(String((error as { type?: unknown } | null)?.type)),
  );
}

import { deathIn } from '../../domain/death.ts';
import type { UploadOutcome } from '../../media.ts';
import type { Failure } from './failures.ts';

interface Rule {
  name: string;
  when(failure: Failure): boolean;
  outcome(failure: Failure, now: number): UploadOutcome;
}

const WINDOW_MS = 15 * 60_000;
const SOON_MS = 15_000;

/** What becomes of a call for an upload that did not end well. The first rule that fits decides. */
export const UPLOAD_RULES: readonly Rule[] = [
  {
    name: 'token not accepted',
    when: ({ status }) => status === 401,
    outcome: () => ({ kind: 'token-dead', reason: 'X does not accept the link to this account any more.' }),
  },
  {
    // The same words that end an account when it posts say here only that it may not upload.
    name: 'no right to upload',
    when: ({ status, detail }) => status === 403 && deathIn(detail) === 'scope',
    outcome: () => ({ kind: 'no-right' }),
  },
  {
    name: 'account dead',
    when: ({ status, detail }) => status === 403 && deathIn(detail) !== null,
    outcome: ({ detail }) => ({
      kind: 'token-dead',
      reason: `X does not let this account upload: "${detail}".`,
      death: { kind: deathIn(detail) ?? 'revoked', words: detail },
    }),
  },
  {
    name: 'limited',
    when: ({ status }) => status === 429,
    outcome: ({ resetAt }, now) => ({
      kind: 'retry',
      at: Math.max(now + 1_000, resetAt ?? now + WINDOW_MS),
      reason: 'X limits how much this account uploads: it goes on when X allows more.',
    }),
  },
  {
    name: 'refused',
    when: ({ status }) => status !== null && status >= 400 && status < 500 && status !== 408,
    outcome: ({ detail }) => ({ kind: 'refused', reason: `X does not take it: "${detail}".` }),
  },
  {
    name: 'error of X',
    when: ({ status }) => status !== null,
    outcome: ({ status }, now) => ({
      kind: 'retry',
      at: now + SOON_MS,
      reason: `X answered the upload with an error of its own (${status}): it is made again.`,
    }),
  },
  {
    name: 'no answer',
    when: () => true,
    outcome: (_failure, now) => ({
      kind: 'retry',
      at: now + SOON_MS,
      reason: 'X cannot be reached, or did not answer the upload: it is made again.',
    }),
  },
];

export function uploadFailure(failure: Failure, now: number): UploadOutcome {
  const rule = UPLOAD_RULES.find((candidate) => candidate.when(failure));
  if (!rule) throw new Error('the last rule fits everything');
  return rule.outcome(failure, now);
}

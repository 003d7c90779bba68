import { deathIn } from '../../domain/death.ts';
import type { PostOutcome, RefusalCode } from '../../domain/outcome.ts';
import type { Failure } from './failures.ts';

interface Rule {
  name: string;
  when(failure: Failure): boolean;
  outcome(failure: Failure, now: number): PostOutcome;
}

const WINDOW_MS = 15 * 60_000;
const SOON_MS = 10_000;

/** Errors that come before a single byte was sent: X certainly knows nothing of the post. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
]);

const says = (pattern: RegExp, status: number) => (failure: Failure) =>
  failure.status === status && pattern.test(failure.detail);

const refused = (scope: 'step' | 'reply', code: RefusalCode, reason: string) => (): PostOutcome => ({
  kind: 'refused',
  scope,
  code,
  reason,
});

const withDetail =
  (scope: 'step' | 'reply', code: RefusalCode, start: string) =>
  (failure: Failure): PostOutcome => ({
    kind: 'refused',
    scope,
    code,
    reason: `${start} "${failure.detail}".`,
  });

/** What becomes of a call that creates a post and did not answer 201. The first rule that fits decides. */
export const OUTCOME_RULES: readonly Rule[] = [
  {
    name: 'reply rule',
    when: says(/not been mentioned or otherwise engaged/iu, 403),
    outcome: refused(
      'step',
      'not-mentioned',
      'X allows this reply only to an account that the customer mentioned or quoted.',
    ),
  },
  {
    name: 'duplicate text',
    when: says(/duplicate content/iu, 403),
    outcome: refused(
      'reply',
      'duplicate-text',
      'X refuses the same text twice from one account. Write it differently.',
    ),
  },
  {
    name: 'post gone',
    when: says(/deleted or not visible/iu, 403),
    outcome: refused('reply', 'post-gone', "The customer's post was deleted, or is not visible any more."),
  },
  {
    name: 'account dead',
    when: (failure) => failure.status === 403 && deathIn(failure.detail) !== null,
    outcome: ({ detail }) => ({
      kind: 'token-dead',
      reason: `X does not let this account post: "${detail}".`,
      death: { kind: deathIn(detail) ?? 'revoked', words: detail },
    }),
  },
  {
    name: 'account restricted',
    when: says(/suspended|locked|not permitted to perform this action/iu, 403),
    outcome: withDetail('step', 'account-restricted', 'X restricts this account:'),
  },
  {
    name: 'video not allowed',
    when: says(/not allowed to post a video/iu, 403),
    outcome: withDetail('step', 'media-refused', 'X does not take this video from this account:'),
  },
  {
    name: 'too long',
    when: (failure) =>
      (failure.status === 403 || failure.status === 400) &&
      /too long|needs to be a bit shorter|longer than/iu.test(failure.detail),
    outcome: refused('reply', 'too-long', 'The text is longer than X takes. Make it shorter.'),
  },
  {
    name: 'other refusal',
    when: (failure) => failure.status === 403,
    outcome: withDetail('step', 'not-allowed', 'X does not allow this:'),
  },
  {
    name: 'token not accepted',
    when: (failure) => failure.status === 401,
    outcome: () => ({ kind: 'token-dead', reason: 'X does not accept the link to this account any more.' }),
  },
  {
    name: 'limited',
    when: (failure) => failure.status === 429,
    outcome: ({ resetAt }, now) => ({
      kind: 'retry',
      at: Math.max(now + 1_000, resetAt ?? now + WINDOW_MS),
      code: 'x-limited',
      reason: 'X limits how many posts this account makes: it goes out when X allows the next.',
    }),
  },
  {
    name: 'upload not accepted',
    when: ({ status, parameters }) => status === 400 && parameters.some((name) => name.startsWith('media')),
    outcome: refused('reply', 'media-invalid', 'X does not take these pictures or this video.'),
  },
  {
    name: 'bad request',
    when: (failure) =>
      failure.status !== null && failure.status >= 400 && failure.status < 500 && failure.status !== 408,
    outcome: withDetail('reply', 'invalid', 'X does not understand this post:'),
  },
  {
    name: 'never reached X',
    when: (failure) => failure.networkCode !== null && NOT_SENT.has(failure.networkCode),
    outcome: (_failure, now) => ({
      kind: 'retry',
      at: now + SOON_MS,
      code: 'x-unreachable',
      reason: 'X cannot be reached: it goes out as soon as it can.',
    }),
  },
  {
    name: 'everything else',
    when: () => true,
    outcome: ({ status, networkCode }) => ({
      kind: 'unknown',
      code: networkCode ?? String(status),
      reason:
        status === null
          ? 'The connection to X broke before its answer came.'
          : `X answered with an error of its own (${status}).`,
    }),
  },
];

export function outcomeOf(failure: Failure, now: number): PostOutcome {
  const rule = OUTCOME_RULES.find((candidate) => candidate.when(failure));
  if (!rule) throw new Error('the last rule fits everything');
  return rule.outcome(failure, now);
}

import { describe, expect, it } from 'vitest';
import { DETAIL } from '../../sandbox/x/rules.ts';
import type { Failure } from '../../src/networks/x/failures.ts';
import { OUTCOME_RULES, outcomeOf } from '../../src/networks/x/outcomes.ts';

const NOW = 1_700_000_000_000;

const EXAMPLES: [rule: string, failure: Partial<Failure>, outcome: object][] = [
  ['reply rule', { status: 403, detail: DETAIL.replyRule }, { code: 'not-mentioned', scope: 'step' }],
  ['duplicate text', { status: 403, detail: DETAIL.duplicate }, { code: 'duplicate-text', scope: 'reply' }],
  ['post gone', { status: 403, detail: DETAIL.gone }, { code: 'post-gone', scope: 'reply' }],
  [
    'account dead',
    { status: 403, detail: 'Your account is temporarily locked.' },
    { kind: 'token-dead', death: { kind: 'locked' } },
  ],
  ['account dead', { status: 403, detail: DETAIL.locked }, { kind: 'token-dead', death: { kind: 'locked' } }],
  [
    'account dead',
    { status: 403, detail: DETAIL.suspended },
    { kind: 'token-dead', death: { kind: 'suspended' } },
  ],
  ['account dead', { status: 403, detail: 'Forbidden' }, { kind: 'token-dead', death: { kind: 'scope' } }],
  // Not ours, but the customer's.
  ['account restricted', { status: 403, detail: 'User has been suspended.' }, { code: 'account-restricted' }],
  [
    'account restricted',
    { status: 403, detail: 'You are not permitted to perform this action.' },
    { code: 'account-restricted', scope: 'step' },
  ],
  [
    'too long',
    { status: 403, detail: 'Tweet needs to be a bit shorter.' },
    { code: 'too-long', scope: 'reply' },
  ],
  ['too long', { status: 400, detail: 'The text is too long.' }, { code: 'too-long', scope: 'reply' }],
  [
    'video not allowed',
    { status: 403, detail: 'This user is not allowed to post a video longer than 20 minutes.' },
    { code: 'media-refused', scope: 'step' },
  ],
  [
    'upload not accepted',
    { status: 400, detail: 'One parameter', parameters: ['media.media_ids'] },
    { code: 'media-invalid', scope: 'reply' },
  ],
  ['other refusal', { status: 403, detail: 'Something new.' }, { code: 'not-allowed', scope: 'step' }],
  ['token not accepted', { status: 401, detail: 'Unauthorized' }, { kind: 'token-dead' }],
  ['limited', { status: 429, resetAt: NOW + 60_000 }, { kind: 'retry', at: NOW + 60_000 }],
  ['limited', { status: 429, resetAt: NOW - 60_000 }, { kind: 'retry', at: NOW + 1_000 }],
  ['limited', { status: 429 }, { kind: 'retry', at: NOW + 900_000 }],
  ['bad request', { status: 400, detail: 'One parameter' }, { code: 'invalid', scope: 'reply' }],
  ['bad request', { status: 404, detail: 'Not Found' }, { code: 'invalid', scope: 'reply' }],
  ['never reached X', { networkCode: 'ECONNREFUSED' }, { kind: 'retry', at: NOW + 10_000 }],
  ['never reached X', { networkCode: 'EAI_AGAIN' }, { kind: 'retry', at: NOW + 10_000 }],
  ['everything else', { status: 408 }, { kind: 'unknown', code: '408' }],
  ['everything else', { status: 502 }, { kind: 'unknown', code: '502' }],
  ['everything else', { status: 200 }, { kind: 'unknown' }],
  ['everything else', { networkCode: 'ECONNRESET' }, { kind: 'unknown', code: 'ECONNRESET' }],
  ['everything else', { networkCode: 'EPIPE' }, { kind: 'unknown' }],
  ['everything else', { networkCode: 'PARTIAL' }, { kind: 'unknown' }],
];

const failureWith = (over: Partial<Failure>): Failure => ({
  status: null,
  detail: '',
  oauthCode: null,
  resetAt: null,
  networkCode: null,
  parameters: [],
  ...over,
});

describe('the rules of what X answers', () => {
  it.each(EXAMPLES)('"%s" decides on %j', (rule, over, outcome) => {
    const failure = failureWith(over);
    expect(OUTCOME_RULES.find(({ when }) => when(failure))?.name).toBe(rule);
    expect(outcomeOf(failure, NOW)).toMatchObject(outcome);
  });

  it('each have an example', () => {
    const shown = new Set(EXAMPLES.map(([rule]) => rule));
    expect(OUTCOME_RULES.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
  });

  it('never ask again for what X may have: only a limit, or a call that never left', () => {
    const again = EXAMPLES.filter(([, over]) => outcomeOf(failureWith(over), NOW).kind === 'retry');
    expect(new Set(again.map(([rule]) => rule))).toEqual(new Set(['limited', 'never reached X']));
  });

  it.each(EXAMPLES)('give a sentence for the responder: "%s" on %j', (_rule, over) => {
    const outcome = outcomeOf(failureWith(over), NOW);
    expect('reason' in outcome && outcome.reason).toMatch(/^[A-Z].*\.$/u);
  });
});

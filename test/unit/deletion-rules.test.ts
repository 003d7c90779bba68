import { describe, expect, it } from 'vitest';
import { DELETION_RULES, deletionAnswer, deletionFailure } from '../../src/networks/x/deletions.ts';
import type { Failure } from '../../src/networks/x/failures.ts';

const NOW = 1_700_000_000_000;

const EXAMPLES: [rule: string, failure: Partial<Failure>, outcome: object][] = [
  ['gone', { status: 404, detail: 'Not Found' }, { kind: 'gone' }],
  ['gone', { status: 410 }, { kind: 'gone' }],
  ['token not accepted', { status: 401 }, { kind: 'token-dead' }],
  ['limited', { status: 429, resetAt: NOW + 60_000 }, { kind: 'retry', at: NOW + 60_000 }],
  ['limited', { status: 429, resetAt: NOW - 60_000 }, { kind: 'retry', at: NOW + 1_000 }],
  ['limited', { status: 429 }, { kind: 'retry', at: NOW + 900_000 }],
  ['refused', { status: 403, detail: 'Your account is suspended.' }, { kind: 'refused' }],
  ['refused', { status: 400, detail: 'The `id` is not valid.' }, { kind: 'refused' }],
  ['error of X', { status: 500 }, { kind: 'retry', at: null }],
  ['error of X', { status: 503 }, { kind: 'retry', at: null }],
  ['error of X', { status: 408 }, { kind: 'retry', at: null }],
  ['no answer', { networkCode: 'ECONNREFUSED' }, { kind: 'retry', at: null }],
  ['no answer', { networkCode: 'ETIMEDOUT' }, { kind: 'retry', at: null }],
  ['no answer', { networkCode: 'PARTIAL' }, { kind: 'retry', at: null }],
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

describe('the rules of what X answers to a deletion', () => {
  it.each(EXAMPLES)('"%s" decides on %j', (rule, over, outcome) => {
    const failure = failureWith(over);
    expect(DELETION_RULES.find(({ when }) => when(failure))?.name).toBe(rule);
    expect(deletionFailure(failure, NOW)).toMatchObject(outcome);
  });

  it('each have an example', () => {
    const shown = new Set(EXAMPLES.map(([rule]) => rule));
    expect(DELETION_RULES.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
  });

  it.each(EXAMPLES.filter(([rule]) => rule !== 'gone'))('give a sentence: "%s" on %j', (_rule, over) => {
    const outcome = deletionFailure(failureWith(over), NOW);
    expect('reason' in outcome && outcome.reason).toMatch(/^[A-Z].*\.$/u);
  });
});

describe('a 200', () => {
  const notFound = { errors: [{ type: 'https://api.x.com/2/problems/resource-not-found' }] };

  it.each([
    [{ data: { deleted: true } }, 'deleted'],
    [{ data: { deleted: false } }, 'gone'],
    [notFound, 'gone'],
    [{ errors: [{ type: 'about:blank' }] }, 'retry'],
    [{ data: {} }, 'retry'],
    ['<html>', 'retry'],
    [null, 'retry'],
  ])('with %j means: %s', (answer, kind) => {
    expect(deletionAnswer(answer)).toMatchObject({ kind });
  });
});

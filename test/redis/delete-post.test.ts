import { beforeEach, describe, expect, it } from 'vitest';
import type { DeleteOutcome } from '../../src/domain/deletion.ts';
import type { Deletion } from '../../src/domain/glossary.ts';
import { AppError, UnavailableError } from '../../src/errors.ts';
import type { SocialNetwork } from '../../src/ports.ts';
import type { Tokens } from '../../src/stores.ts';
import { type DeletePostDeps, deletePost } from '../../src/usecases/delete-post.ts';
import { askDeletion, requestDeletion } from '../../src/usecases/request-deletion.ts';
import { TOKENS } from '../support/account.ts';
import { freshStore } from '../support/fresh-store.ts';
import { aBrandAccount, aDesk, anAccount, aReply } from '../support/samples.ts';
import { claimedThread, NOW, silentLog } from '../support/store.ts';

const fresh = freshStore();
const DUE = aReply().notBefore;
const DELETED: DeleteOutcome = { kind: 'deleted' };
const AWAY: DeleteOutcome = { kind: 'retry', at: null, reason: 'X is away.' };

/** What X was asked to delete, and what it answers, in order; the last one for all that follow. */
let asked: [token: string, postId: string][];
let answers: (DeleteOutcome | Error)[];
let tokens: DeletePostDeps['tokens'];

beforeEach(async () => {
  asked = [];
  answers = [DELETED];
  tokens = {
    get: (id) => Promise.resolve({ ...TOKENS, accessToken: `of ${id}` }),
    replace: (id) => Promise.resolve({ ...TOKENS, accessToken: `new of ${id}` }),
    bury: () => Promise.reject(new Error('nobody asks for it')),
  };
  await claimedThread(fresh.store);
  await fresh.store.accounts.link(anAccount(), TOKENS, NOW);
  await fresh.store.accounts.link(aBrandAccount(), TOKENS, NOW);
  const { replies } = fresh.store;
  await replies.submit(aReply({ introductionId: '4001', part: 'answer' }));
  await replies.begin('r-1', DUE);
  await replies.finish('r-1', 1, { kind: 'sent', postId: '5001', postUrl: 'u' }, DUE);
});

const network = {
  deletePost({ accessToken }: Tokens, postId: string) {
    asked.push([accessToken, postId]);
    const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? DELETED;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  },
} as unknown as SocialNetwork;

const deps = (): DeletePostDeps => ({
  ...fresh.store,
  network,
  tokens,
  desk: aDesk(),
  clock: fresh.clock,
  log: silentLog,
});
const run = () => deletePost(deps())('r-1');
const people = {
  get: (slackUser: string) =>
    Promise.resolve({ slackUser, name: slackUser, firstName: slackUser, employee: slackUser !== 'UGUEST' }),
  isLead: (slackUser: string) => Promise.resolve(slackUser === 'ULEAD'),
  isResponder: () => Promise.resolve(true),
  leads: () => Promise.resolve(['ULEAD']),
  operations: () => Promise.resolve(new Set(['UOPS'])),
};
const request = (slackUser: string) =>
  requestDeletion({ ...fresh.store, people, clock: fresh.clock })({ replyId: 'r-1', slackUser });
const ask = (slackUser: string) =>
  askDeletion({ ...fresh.store, people, clock: fresh.clock })({ replyId: 'r-1', slackUser });
const deletion = async () => (await fresh.store.replies.get('r-1'))?.deletion as Deletion;
const due = async (at: number) => (await fresh.store.outbox.take(at, 100, 1)).map(({ member }) => member);

describe('the wish to delete an answer on a personal account', () => {
  it.each([
    ['UGUEST', 'not-an-employee'],
    ['UBEN', 'not-yours'],
    ['ULEAD', 'not-yours'],
  ])('of %s is refused: %s', async (slackUser, code) => {
    await expect(request(slackUser)).rejects.toMatchObject({ code });
    expect(await deletion()).toBeNull();
  });

  it('may be put to its author by a lead only', async () => {
    await expect(ask('UBEN')).rejects.toMatchObject({ code: 'not-a-lead' });
    await expect(ask('USAM')).rejects.toMatchObject({ code: 'may-delete' });
    expect(await ask('ULEAD')).toMatchObject({ deletion: { state: 'asked' } });
    expect(await request('USAM')).toMatchObject({ deletion: { state: 'deleting', askedBy: 'ULEAD' } });
  });
});

describe('a deletion', () => {
  it('takes the answer from its account and then the introduction from the brand', async () => {
    await request('USAM');
    expect(await run()).toEqual({ done: true });
    expect(asked).toEqual([
      ['of 701', '5001'],
      ['of 900', '4001'],
    ]);
    expect(await deletion()).toMatchObject({ state: 'deleted', answer: 'deleted' });
    await run();
    expect(asked).toHaveLength(2);
  });

  it('that somebody did by hand before says so', async () => {
    answers = [{ kind: 'gone' }, DELETED];
    await request('USAM');
    await run();
    expect(await deletion()).toMatchObject({ state: 'deleted', answer: 'gone' });
  });

  it('whose process died after X did it ends as done, not as done by somebody else', async () => {
    await request('USAM');
    await fresh.store.deletions.attempt('r-1');
    answers = [{ kind: 'gone' }];
    await run();
    expect(await deletion()).toMatchObject({ state: 'deleted', answer: 'deleted' });
  });

  it('whose process died between the two goes on with the introduction alone', async () => {
    await request('USAM');
    await fresh.store.deletions.attempt('r-1');
    await fresh.store.deletions.end('r-1', { kind: 'answer-gone', answer: 'deleted' }, NOW);
    await run();
    expect(asked).toEqual([['of 900', '4001']]);
    expect(await deletion()).toMatchObject({ state: 'deleted' });
  });

  it('is tried again, later each time, until X says that it is done', async () => {
    answers = [AWAY, AWAY, { kind: 'retry', at: NOW + 777_000, reason: 'Limited.' }, DELETED];
    await request('USAM');
    for (const wait of [10_000, 20_000, 777_000]) {
      await run();
      expect(await due(NOW + wait - 1)).not.toContain('delete:r-1');
      expect(await due(NOW + wait)).toContain('delete:r-1');
    }
    expect(await deletion()).toMatchObject({ state: 'deleting', reason: 'Limited.', tries: 3 });
    await run();
    expect(await deletion()).toMatchObject({ state: 'deleted' });
  });

  it('that X refuses ends with its reason, and may be tried again', async () => {
    answers = [{ kind: 'refused', reason: 'X does not delete it.' }, DELETED];
    await request('USAM');
    await run();
    expect(await deletion()).toMatchObject({ state: 'failed', reason: 'X does not delete it.' });
    await request('USAM');
    await run();
    expect(await deletion()).toMatchObject({ state: 'deleted' });
  });

  it('with tokens that ran out asks for new ones, once', async () => {
    answers = [{ kind: 'token-dead', reason: 'Dead.' }, DELETED];
    await request('USAM');
    await run();
    expect(asked.map(([token]) => token)).toEqual(['of 701', 'new of 701', 'of 900']);
    expect(await deletion()).toMatchObject({ state: 'deleted' });
  });

  it('with a dead link waits for its author, with the rest that is left', async () => {
    tokens.replace = () => Promise.reject(new AppError({ code: 'token-dead', sentence: 'Dead.' }));
    answers = [DELETED, { kind: 'token-dead', reason: 'Dead.' }, DELETED];
    await request('USAM');
    await run();
    expect(await deletion()).toMatchObject({
      state: 'deleting',
      parked: 'brand',
      answer: 'deleted',
      reason: 'Dead.',
    });
    await fresh.store.deletions.unpark({ kind: 'brand', brand: 'acme' }, NOW);
    await run();
    expect(await deletion()).toMatchObject({ state: 'deleted' });
  });

  it('of an account that is not linked any more waits for that account', async () => {
    await request('USAM');
    await fresh.store.accounts.unlink(anAccount().owner, NOW);
    await run();
    expect(await deletion()).toMatchObject({
      parked: 'responder',
      reason: expect.stringContaining('linked'),
    });
    await fresh.store.accounts.link(anAccount({ id: '702' }), TOKENS, NOW);
    await fresh.store.deletions.unpark(anAccount().owner, NOW);
    await run();
    expect(await deletion()).toMatchObject({ parked: 'responder' });
    expect(asked).toEqual([]);
  });

  it('waits when the tokens cannot be renewed now', async () => {
    tokens.get = () => Promise.reject(new UnavailableError('x', 'X asks to wait.', { retryAfterMs: 5_000 }));
    await request('USAM');
    await run();
    expect(await deletion()).toMatchObject({ state: 'deleting', reason: 'X asks to wait.' });
    expect(await due(NOW + 5_000)).toContain('delete:r-1');
  });

  it('that broke on a mistake of ours stays to be done', async () => {
    answers = [new TypeError('a bug')];
    await request('USAM');
    await expect(run()).rejects.toThrow('a bug');
    expect(await deletion()).toMatchObject({ state: 'deleting' });
    expect(await due(NOW)).toContain('delete:r-1');
  });
});

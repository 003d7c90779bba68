import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { editProblem } from '../../sandbox/x/editing.ts';
import type { StoredPost } from '../../sandbox/x/world.ts';
import { type LocalX, openLocalX } from '../support/local-x.ts';

const ROUTE = 'DELETE /2/tweets/:id';

let local: LocalX;
beforeEach(async () => {
  local = await openLocalX();
});
afterEach(() => local.close());

const post = (username: string, text: string, inReplyTo: string | null = null) =>
  local.x.world.post({ authorId: local.x.world.userByName(username)?.id ?? '', text, inReplyTo });
const remove = (id: string, username = 'sam_works') => local.network.deletePost(local.tokensOf(username), id);
const fail = (kind: Parameters<LocalX['x']['faults']['arm']>[0]['kind'], times = 1) =>
  local.x.faults.arm({ route: ROUTE, kind, times });

describe('a post of the account', () => {
  it('is deleted, and gone when it is asked for again', async () => {
    const { id } = post('sam_works', 'oops');
    expect(await remove(id)).toEqual({ kind: 'deleted' });
    expect(local.x.world.posts.get(id)?.deleted).toBe(true);
    expect(await remove(id)).toEqual({ kind: 'gone' });
  });

  it('is gone when its author deleted it by hand, or X never had it', async () => {
    const { id } = post('sam_works', 'oops');
    local.x.world.delete(id);
    expect(await remove(id)).toEqual({ kind: 'gone' });
    expect(await remove('77')).toEqual({ kind: 'gone' });
  });

  it.each([
    ['deleted: false', { data: { deleted: false } }, 'gone'],
    ['only a problem', { errors: [{ type: 'https://api.x.com/2/problems/resource-not-found' }] }, 'gone'],
    ['nothing that is known', {}, 'retry'],
  ])('where a 200 says %s', async (_what, body, kind) => {
    fail({ do: 'status', status: 200, when: 'before', body });
    expect(await remove(post('sam_works', 'oops').id)).toMatchObject({ kind });
  });

  it('goes with all its versions, whichever is named', async () => {
    const first = post('sam_works', 'one');
    const second = local.x.world.edit(first.id, 'two');
    const third = local.x.world.edit(second.id, 'three');
    expect(await remove(second.id)).toEqual({ kind: 'deleted' });
    for (const { id } of [first, second, third]) expect(local.x.world.posts.get(id)?.deleted).toBe(true);
  });
});

describe('a deletion', () => {
  it("of somebody else's post is refused with what X said", async () => {
    const { id } = post('customer_one', 'mine');
    expect(await remove(id)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('not authorized'),
    });
    expect(local.x.world.posts.get(id)?.deleted).toBe(false);
  });

  it('with a link that may only read is refused, not taken for a dead link', async () => {
    const { id, authorId } = post('sam_works', 'mine');
    const session = local.x.tokens.issue(authorId, ['tweet.read', 'users.read']);
    expect(await local.network.deletePost(session, id)).toMatchObject({ kind: 'refused' });
  });

  it('with a token that X does not take is not done', async () => {
    const { id } = post('sam_works', 'mine');
    const tokens = { ...local.tokensOf('sam_works'), accessToken: 'old' };
    expect(await local.network.deletePost(tokens, id)).toMatchObject({ kind: 'token-dead' });
  });

  it('waits as long as X says after fifty in fifteen minutes', async () => {
    const ids = Array.from({ length: 51 }, (_, index) => post('sam_works', `number ${index}`).id);
    const tokens = local.tokensOf('sam_works');
    const outcomes = [];
    for (const id of ids) outcomes.push(await local.network.deletePost(tokens, id));
    expect(outcomes.filter(({ kind }) => kind === 'deleted')).toHaveLength(50);
    expect(outcomes.at(-1)).toMatchObject({ kind: 'retry', at: expect.closeTo(Date.now() + 900_000, -4) });
  });

  it.each([
    ['the answer is lost', { do: 'cut', when: 'after' }, 'gone'],
    ['the call is cut', { do: 'cut', when: 'before' }, 'deleted'],
    ['X fails', { do: 'status', status: 500, when: 'before' }, 'deleted'],
    ['X fails afterwards', { do: 'status', status: 503, when: 'after' }, 'gone'],
    ['X is slow beyond the time-out', { do: 'hang', ms: 60_000, when: 'after' }, 'gone'],
    ['the answer cannot be read', { do: 'malformed', when: 'after' }, 'gone'],
  ] as const)('is asked again when %s, and ends then', async (_what, fault, then) => {
    const { id } = post('sam_works', 'mine');
    fail(fault);
    expect(await remove(id)).toMatchObject({ kind: 'retry', at: null });
    expect(await remove(id)).toEqual({ kind: then });
  });

  it('is asked again when X does not listen', async () => {
    const tokens = local.tokensOf('sam_works');
    await local.x.close();
    expect(await local.network.deletePost(tokens, '1')).toMatchObject({ kind: 'retry' });
  });
});

describe('the local X lets an author edit', () => {
  const problem = (edited: StoredPost) => editProblem(local.x.world, edited);

  it('five times, with a new id and the whole history each time', () => {
    let newest = post('customer_one', '@acme one');
    const ids = [newest.id];
    for (let edit = 1; edit <= 5; edit += 1) {
      expect(problem(newest)).toBeNull();
      newest = local.x.world.edit(newest.id, `@acme one ${edit}`);
      ids.push(newest.id);
    }
    expect(newest).toMatchObject({ history: ids, conversationId: ids[0] });
    expect(problem(newest)).toMatch(/5 times/u);
    expect(local.x.world.visible().map(({ id }) => id)).toEqual([newest.id]);
  });

  it('for half an hour, and not an older version, a deleted post or an answer to others', () => {
    const { world } = local.x;
    const first = post('customer_one', '@acme one');
    const late = { ...first, id: '1', history: ['1'], createdAt: world.now() - 30 * 60_000 - 1 };
    world.posts.set('1', late);
    expect(problem(late)).toMatch(/30 minutes/u);
    expect(problem(post('customer_one', 'mine again', first.id))).toBeNull();
    expect(problem(post('sam_works', 'an answer', first.id))).toMatch(/answer to somebody else/u);
    const second = world.edit(first.id, '@acme two');
    expect(problem(first)).toMatch(/not the newest/u);
    world.delete(second.id);
    expect(problem(second)).toMatch(/deleted/u);
  });

  it('by hand on its page, and says why not', async () => {
    const edit = async (postId: string, text: string) => {
      const body = JSON.stringify({ postId, text });
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${local.x.url}/client/edit`, { method: 'POST', headers, body });
      return answer.json();
    };
    const { id } = post('customer_one', '@acme one');
    expect(await edit(id, ' ')).toMatchObject({ ok: false, error: 'Write something first.' });
    expect(await edit(id, '@acme two')).toMatchObject({ ok: true, post: { text: '@acme two' } });
    expect(await edit(id, '@acme three')).toMatchObject({ ok: false });
    expect(await edit('1', 'x')).toMatchObject({ ok: false });
  });
});

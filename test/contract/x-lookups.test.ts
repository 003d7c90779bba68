import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PricedCall } from '../../src/domain/prices.ts';
import { createXLookups } from '../../src/networks/x/lookups.ts';
import { testClock } from '../support/clock.ts';
import { type LocalX, openLocalX } from '../support/local-x.ts';

let local: LocalX;
let ledger: [PricedCall, number][];
beforeEach(async () => {
  ledger = [];
  local = await openLocalX(2_000, {
    ledger: {
      add: async (call, count) => void ledger.push([call, count]),
    },
  });
});
afterEach(() => local.close());

const lookups = () => createXLookups(local.clients, testClock(Date.now()));
const post = (by: string, text: string, over: object = {}) => {
  const user = local.x.world.userByName(by) ?? local.x.world.addUser({ username: by });
  return local.x.world.post({ authorId: user.id, text, ...over });
};

describe('a look-up of posts', () => {
  it('gives what is there, and says what was deleted and what nobody may see', async () => {
    const there = post('customer_one', '@acme <3 & "hello"');
    const gone = post('customer_one', 'gone');
    local.x.world.delete(gone.id);
    local.x.world.addUser({ username: 'shy_one', protected: true });
    const shy = post('shy_one', 'for friends');
    const found = await lookups().lookUp([there.id, gone.id, shy.id, '42']);
    expect(found.posts).toMatchObject([
      { id: there.id, text: '@acme <3 & "hello"', author: { handle: 'customer_one' } },
    ]);
    expect(found.missing).toEqual([
      { id: gone.id, why: 'deleted' },
      { id: shy.id, why: 'hidden' },
      { id: '42', why: 'deleted' },
    ]);
    expect(ledger).toEqual([['post_read', 1]]);
    expect(local.x.requests.map(({ route, userId }) => [route, userId])).toEqual([['GET /2/tweets', null]]);
  });

  it('takes a hundred at once, and asks nothing for none', async () => {
    const ids = Array.from({ length: 100 }, (_one, index) => post('customer_one', `post ${index}`).id);
    expect((await lookups().lookUp(ids)).posts).toHaveLength(100);
    await expect(lookups().lookUp([...ids, '1'])).rejects.toMatchObject({ code: 'x-refused' });
    const asked = local.x.requests.length;
    expect(await lookups().lookUp([])).toEqual({ posts: [], missing: [] });
    expect(local.x.requests).toHaveLength(asked);
  });

  it.each([
    ['X asks to wait', { do: 'status', status: 429, when: 'before' }, 'x-limited'],
    ['X is away', { do: 'cut', when: 'before' }, 'x-unavailable'],
    ['X fails', { do: 'status', status: 503, when: 'before' }, 'x-unavailable'],
  ] as const)('fails as something to ask again when %s', async (_what, kind, code) => {
    local.x.faults.arm({ route: 'GET /2/tweets', kind, times: 1 });
    await expect(lookups().lookUp(['1'])).rejects.toMatchObject({ code });
  });

  it('takes a problem that it does not know, or of another thing, for no word about the post', async () => {
    const type = 'https://api.x.com/2/problems/resource-not-found';
    const errors = [
      { resource_id: '1', resource_type: 'tweet', type: 'https://api.x.com/2/problems/something-new' },
      { resource_id: '2', resource_type: 'user', type },
      { value: '3', type },
      null,
    ];
    const body = { errors };
    local.x.faults.arm({
      route: 'GET /2/tweets',
      kind: { do: 'status', status: 200, when: 'before', body },
      times: 1,
    });
    expect(await lookups().lookUp(['1', '2', '3'])).toEqual({
      posts: [],
      missing: [{ id: '3', why: 'deleted' }],
    });
  });
});

describe('the search of a conversation', () => {
  it('finds what the customer wrote and who answered the account, and reads nothing else', async () => {
    const root = post('customer_one', '@acme help');
    const answer = post('sam_works', 'on it', { inReplyTo: root.id, via: 'Faccia' });
    const search = () =>
      lookups().searchConversation({
        conversationId: root.id,
        customer: 'customer_one',
        answeredBy: ['sam_works'],
        since: answer.id,
      });
    expect(await search()).toEqual([]);
    expect(ledger).toEqual([]);
    const thanks = post('customer_one', 'thanks!', { inReplyTo: answer.id, via: 'another app' });
    const other = post('neighbour', 'me too', { inReplyTo: answer.id });
    post('neighbour', 'what a day', { inReplyTo: root.id });
    post('sam_works', 'my private life');
    post('customer_one', 'something else entirely');
    const found = await search();
    expect(found.map(({ id }) => id)).toEqual([thanks.id, other.id]);
    expect(found[0]).toMatchObject({ text: 'thanks!', conversationId: root.id, inReplyTo: answer.id });
    expect(ledger).toEqual([['post_read', 2]]);
  });

  it('sees nothing of accounts that show themselves only to friends', async () => {
    local.x.world.addUser({ username: 'shy_one', protected: true });
    const root = post('shy_one', '@acme help');
    const given = { conversationId: root.id, customer: 'shy_one', answeredBy: [], since: '1' };
    expect(await lookups().searchConversation(given)).toEqual([]);
  });
});

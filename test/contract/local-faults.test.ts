import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FaultInput } from '../../sandbox/x/client-api.ts';
import { type LocalX, openLocalX } from '../support/local-x.ts';

let local: LocalX;
let count = 0;
beforeAll(async () => {
  local = await openLocalX();
});
afterAll(() => local.close());

const CREATE = 'POST /2/tweets';

/** Arms it through the page's own door, as JSON. */
async function arm(fault: Omit<FaultInput, 'times'>): Promise<void> {
  await fetch(`${local.x.url}/client/fault`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...fault, times: 1 }),
  });
}

function mention(): { id: string; text: string } {
  count += 1;
  const authorId = local.x.world.userByName('customer_one')?.id ?? '';
  return local.x.world.post({ authorId, text: `@sam_works help ${count}` });
}

function answer(inReplyTo: string, text: string) {
  return local.network.createPost(local.tokensOf('sam_works'), { text, inReplyTo });
}

const posted = (text: string) =>
  [...local.x.world.posts.values()].filter((post) => post.text === text).length;

describe('a call to the local X', () => {
  it.each([
    ['cut before', { do: 'cut', when: 'before' }, 'unknown', 0],
    ['cut after it was done', { do: 'cut', when: 'after' }, 'unknown', 1],
    ['answered 502 before', { do: 'status', status: 502, when: 'before' }, 'unknown', 0],
    ['answered 503 after it was done', { do: 'status', status: 503, when: 'after' }, 'unknown', 1],
    ['answered in pieces', { do: 'malformed', when: 'after' }, 'unknown', 1],
    ['limited', { do: 'status', status: 429, when: 'before' }, 'retry', 0],
    ['whose token ends at this moment', { do: 'expire' }, 'token-dead', 0],
  ] as const)('can be %s', async (_how, kind, outcome, posts) => {
    const { id, text } = mention();
    await arm({ route: CREATE, kind });
    expect((await answer(id, `About ${text}`)).kind).toBe(outcome);
    expect(posted(`About ${text}`)).toBe(posts);
    expect(local.x.requests.at(-1)).toMatchObject({ route: CREATE, fault: { do: kind.do } });
  });

  it('can be done after the caller gave up', async () => {
    const { id } = mention();
    await arm({ route: CREATE, kind: { do: 'hang', ms: 700, when: 'before' } });
    expect(await answer(id, 'Late, but there.')).toMatchObject({ kind: 'unknown' });
    expect(posted('Late, but there.')).toBe(0);
    await expect.poll(() => posted('Late, but there.')).toBe(1);
  });

  it('is chosen by the account and by words in its body', async () => {
    const { id } = mention();
    const cut = { do: 'cut', when: 'before' } as const;
    await arm({ route: CREATE, kind: cut, body: 'The third' });
    await arm({ route: CREATE, kind: cut, userId: local.x.world.userByName('acme')?.id ?? '' });
    expect((await answer(id, 'The first')).kind).toBe('sent');
    expect((await answer(id, 'The third')).kind).toBe('unknown');
    local.x.faults.clear();
  });

  it('that renews tokens can lose its answer after the old ones were spent', async () => {
    const tokens = local.tokensOf('sam_works');
    const userId = local.x.world.userByName('sam_works')?.id ?? '';
    await arm({ route: 'POST /2/oauth2/token', userId, kind: { do: 'status', status: 503, when: 'after' } });
    await expect(local.network.refresh(tokens)).rejects.toMatchObject({ code: 'x-unavailable' });
    await expect(local.network.refresh(tokens)).rejects.toMatchObject({ code: 'token-dead' });
  });

  it('that reads can fail as well', async () => {
    const userId = local.x.world.userByName('sam_works')?.id ?? '';
    await arm({ route: 'GET /2/users/:id/tweets', kind: { do: 'cut', when: 'before' } });
    const read = () => local.network.recentPosts(local.tokensOf('sam_works'), userId, 0);
    await expect(read()).rejects.toMatchObject({ code: 'x-unavailable' });
    expect((await read()).posts.length).toBeGreaterThan(0);
  });
});

it("An account's own timeline shows a post later when X lags", async () => {
  const { id } = mention();
  const userId = local.x.world.userByName('sam_works')?.id ?? '';
  const read = () => local.network.recentPosts(local.tokensOf('sam_works'), userId, 0);
  local.x.world.lagMs = (post) => (post.text === 'Soon.' ? 300 : 0);
  await answer(id, 'Soon.');
  expect((await read()).posts.map(({ text }) => text)).not.toContain('Soon.');
  await expect.poll(async () => (await read()).posts.map(({ text }) => text)).toContain('Soon.');
});

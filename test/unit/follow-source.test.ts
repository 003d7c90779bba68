import { expect, it, vi } from 'vitest';
import { UnavailableError } from '../../src/errors.ts';
import type { MentionSource, SourceBatch } from '../../src/ports.ts';
import type { IngestResult } from '../../src/stores.ts';
import { type FollowSourceDeps, followSource } from '../../src/usecases/follow-source.ts';
import { testClock } from '../support/clock.ts';
import { aPost } from '../support/samples.ts';
import { NOW, silentLog } from '../support/store.ts';

const POSTS = Array.from({ length: 420 }, (_, index) => aPost({ id: String(1000 + index) }));

type Receive = FollowSourceDeps['receive'];

/** What was stored together, and with which cursor. `answer`: what comes of each post. */
async function stored(answer: IngestResult['kind']): Promise<{ ids: string[]; cursor: string | null }[]> {
  const steps: { ids: string[]; cursor: string | null }[] = [];
  await followWith(async ({ cursor, posts, after }) => {
    const fine = await after;
    if (fine) steps.push({ ids: posts.map(({ id }) => id), cursor });
    return posts.map(() => ({ kind: fine ? answer : 'fenced' }) as IngestResult);
  });
  return steps;
}

const POSTED: SourceBatch = { posts: POSTS, cursor: '1419' };

async function followWith(receive: Receive, read: MentionSource['read'] = once): Promise<void> {
  const stop = new AbortController();
  const follow = followSource({
    leases: {
      acquire: async () => ({ token: 1 }),
      renew: async () => true,
      release: async () => stop.abort(),
      holder: async () => null,
    },
    mentions: { cursor: async () => null } as never,
    receive,
    holder: 'one',
    clock: testClock(NOW),
    log: silentLog,
  });
  await follow({ id: 's', brand: 'acme', read }, stop.signal);
}

async function* once(): AsyncGenerator<SourceBatch> {
  yield POSTED;
}

it('stores what came together in steps of a hundred, of which only the last moves the cursor', async () => {
  const steps = await stored('duplicate');
  expect(steps.map(({ ids, cursor }) => [ids.length, cursor])).toEqual([
    [100, null],
    [100, null],
    [100, null],
    [100, null],
    [20, '1419'],
  ]);
  expect(steps.flatMap(({ ids }) => ids)).toEqual(POSTS.map(({ id }) => id));
});

it('stores no more when another process has the source', async () => {
  expect(await stored('fenced')).toHaveLength(1);
});

it('decides the next two hundred while the last hundred are stored, and no more', async () => {
  const said: string[] = [];
  await followWith(async ({ posts, after }) => {
    const first = posts[0]?.id;
    said.push(`decides ${first}`);
    await after;
    said.push(`stores ${first}`);
    await new Promise((resolve) => setImmediate(resolve));
    said.push(`stored ${first}`);
    return posts.map(() => ({ kind: 'duplicate' }));
  });
  const order = (...events: string[]) => events.map((event) => said.indexOf(event));
  for (const events of [
    ['decides 1100', 'decides 1200', 'stored 1000', 'stores 1100', 'stored 1100', 'stores 1200'],
    ['stored 1000', 'decides 1300', 'stored 1100', 'decides 1400', 'stored 1200'],
  ])
    expect(order(...events)).toEqual(order(...events).toSorted((one, other) => one - other));
  expect(said).toHaveLength(15);
});

it('stores nothing of what follows when a step breaks', async () => {
  const begun: string[] = [];
  await followWith(async ({ posts, after }) => {
    await after;
    begun.push(String(posts[0]?.id));
    throw new UnavailableError('store-unavailable', 'Redis is away.');
  });
  expect(begun).toEqual(['1000']);
});

it('waits for no more posts to say that a step broke', async () => {
  let ended = false;
  await followWith(
    async () => {
      throw new UnavailableError('store-unavailable', 'Redis is away.');
    },
    async function* (_cursor, signal) {
      yield { posts: [aPost()], cursor: '1001' };
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      ended = true;
    },
  );
  expect(ended).toBe(true);
});

it('reads no more when it could not renew its lease for so long that another process may have it', async () => {
  const clock = testClock(NOW);
  const stop = new AbortController();
  let renewals = 0;
  let reading = false;
  const follow = followSource({
    leases: {
      acquire: async () => (renewals === 0 ? { token: 1 } : null),
      async renew() {
        renewals += 1;
        throw new UnavailableError('store-unavailable', 'Redis is away.');
      },
      release: async () => undefined,
      holder: async () => null,
    },
    mentions: { cursor: async () => null } as never,
    receive: async () => [],
    holder: 'one',
    clock,
    log: silentLog,
  });
  const source = {
    id: 's',
    brand: 'acme',
    async *read(_cursor: string | null, signal: AbortSignal) {
      reading = true;
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      reading = false;
      yield { posts: [], cursor: null };
    },
  };
  const following = follow(source, stop.signal);
  await vi.waitFor(() => expect(reading).toBe(true));
  await vi.waitFor(() => {
    clock.advance(2_500);
    expect(reading).toBe(false);
  });
  expect(renewals).toBe(3);
  stop.abort();
  await following;
});

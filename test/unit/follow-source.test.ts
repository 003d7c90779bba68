import { expect, it, vi } from 'vitest';
import type { Post } from '../../src/domain/glossary.ts';
import { UnavailableError } from '../../src/errors.ts';
import type { IngestResult } from '../../src/stores.ts';
import { followSource } from '../../src/usecases/follow-source.ts';
import { testClock } from '../support/clock.ts';
import { aPost } from '../support/samples.ts';
import { NOW, silentLog } from '../support/store.ts';

const POSTS = Array.from({ length: 220 }, (_, index) => aPost({ id: String(1000 + index) }));

/** What was stored together, and with which cursor. `answer`: what comes of each post. */
async function stored(answer: IngestResult['kind']): Promise<{ ids: string[]; cursor: string | null }[]> {
  const steps: { ids: string[]; cursor: string | null }[] = [];
  const stop = new AbortController();
  const follow = followSource({
    leases: {
      acquire: async () => ({ token: 1 }),
      renew: async () => true,
      release: async () => undefined,
      holder: async () => null,
    },
    mentions: { cursor: async () => null } as never,
    async receive({ cursor, posts }) {
      steps.push({ ids: posts.map(({ id }) => id), cursor });
      return posts.map(() => ({ kind: answer }) as IngestResult);
    },
    holder: 'one',
    clock: testClock(NOW),
    log: silentLog,
  });
  const source = {
    id: 's',
    brand: 'acme',
    async *read() {
      yield { posts: POSTS as readonly Post[], cursor: '1219' };
      stop.abort();
    },
  };
  setImmediate(() => stop.abort());
  await follow(source, stop.signal);
  return steps;
}

it('stores what came together in steps of a hundred, of which only the last moves the cursor', async () => {
  const steps = await stored('duplicate');
  expect(steps.map(({ ids, cursor }) => [ids.length, cursor])).toEqual([
    [100, null],
    [100, null],
    [20, '1219'],
  ]);
  expect(steps.flatMap(({ ids }) => ids)).toEqual(POSTS.map(({ id }) => id));
});

it('stores no more when another process has the source', async () => {
  expect(await stored('fenced')).toHaveLength(1);
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

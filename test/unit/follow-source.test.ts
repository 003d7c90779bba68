import { expect, it } from 'vitest';
import type { Post } from '../../src/domain/glossary.ts';
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

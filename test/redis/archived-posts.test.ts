import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PostLookup } from '../../src/conversations.ts';
import type { DeletedPostSettings } from '../../src/domain/following.ts';
import { nextUtcDay } from '../../src/domain/prices.ts';
import { UnavailableError } from '../../src/errors.ts';
import { checkArchives } from '../../src/usecases/check-archives.ts';
import { recheckPosts } from '../../src/usecases/recheck-posts.ts';
import { CHANNEL } from '../support/desk.ts';
import { freshStore } from '../support/fresh-store.ts';
import { openKeepingDesk } from '../support/keeping-desk.ts';
import { aLongThread } from '../support/long-thread.ts';
import { aDesk, aPost } from '../support/samples.ts';
import { anIngest, claimedThread, NOW, silentLog } from '../support/store.ts';

const fresh = freshStore();
const DAY_MS = 24 * 60 * 60 * 1000;
let desk: Awaited<ReturnType<typeof openKeepingDesk>>;
let asked: string[][];
/** Ids that X does not show any more. */
let gone: Set<string>;
let failing: Error | null;

beforeEach(async () => {
  desk = await openKeepingDesk(fresh);
  [asked, gone, failing] = [[], new Set(), null];
});
afterEach(() => desk.close());

const lookups: PostLookup = {
  async lookUp(ids) {
    if (failing) throw failing;
    asked.push([...ids]);
    return {
      posts: [],
      missing: ids.filter((id) => gone.has(id)).map((id) => ({ id, why: 'deleted' as const })),
    };
  },
  searchConversation: async () => [],
};

function deps(over: Partial<DeletedPostSettings>) {
  const deletedPosts = { ...aDesk().deletedPosts, storedPerDay: 100, ...over };
  const { store, clock } = fresh;
  const { archive, eraser } = desk;
  return { ...store, archive, eraser, lookups, desk: aDesk({ deletedPosts }), clock, log: silentLog };
}
const round = (over: Partial<DeletedPostSettings> = {}) => checkArchives(deps(over))();

/** The long thread in the archives, with a card in Slack. */
async function archived(): Promise<void> {
  const { store, clock } = fresh;
  await aLongThread(store);
  const thread = (await store.threads.get('x-1001')) as NonNullable<
    Awaited<ReturnType<typeof store.threads.get>>
  >;
  const card = { thread, brandName: 'Acme', brandHandle: 'acme', holderName: null };
  const ts = await desk.slack.notifier().postCard('card:x-1001', card);
  await store.messages.posted('card:x-1001', ts, { channel: CHANNEL, threadTs: null });
  clock.advance(181 * DAY_MS);
  await desk.retain();
}

describe('archived posts', () => {
  it('are asked for once a day, and go from archive and Slack when X does not have them', async () => {
    await archived();
    expect(await round()).toEqual({ again: fresh.clock.now() + 5_000 });
    expect(asked).toEqual([expect.arrayContaining(['1001', '1002', '1004'])]);
    expect(await desk.search(['line is dead'])).toEqual(['archive:threads', `slack:${CHANNEL}`]);
    expect(await round()).toEqual({ again: fresh.clock.now() + 60 * 60_000 });
    expect(asked).toHaveLength(1);
    fresh.clock.advance(DAY_MS);
    gone.add('1001').add('900');
    await round();
    expect(asked).toHaveLength(2);
    expect(await desk.search(['line is dead'])).toEqual([]);
    expect(await desk.search(['who lives in Rome'])).toEqual(['archive:threads']);
    expect(await desk.search(['token:dead', 'token:rome'])).toEqual([]);
  });

  it('are asked for no more than a day may cost, and the rest on the next day', async () => {
    await archived();
    await round({ storedPerDay: 2 });
    expect(asked.flat()).toHaveLength(2);
    expect(await round({ storedPerDay: 2 })).toEqual({ again: nextUtcDay(fresh.clock.now()) });
    fresh.clock.advance(DAY_MS);
    await round({ storedPerDay: 2 });
    expect(new Set(asked.flat()).size).toBe(4);
  });

  it('are not asked for when that is turned off, or they are too old', async () => {
    await archived();
    await round({ storedPerDay: 0 });
    await round({ everyMs: 0 });
    fresh.clock.advance(10 * DAY_MS);
    await round({ storedMs: 5 * DAY_MS });
    expect(asked).toEqual([]);
  });

  it('are asked for later when X cannot be reached', async () => {
    await archived();
    failing = new UnavailableError('x-away', 'X is away.', { retryAfterMs: 7_000 });
    expect(await round()).toEqual({ again: fresh.clock.now() + 7_000 });
    failing = null;
    await round();
    expect(asked).toHaveLength(1);
  });
});

describe('posts that nobody works with', () => {
  it('are asked for once a day within what a day may cost', async () => {
    const { store, clock } = fresh;
    const author = (id: string) => ({ id, handle: `c${id}`, name: 'C', avatarUrl: null });
    for (const id of ['11', '12', '13']) {
      const post = aPost({ id, conversationId: id, author: author(`5${id}`) });
      await store.mentions.ingest(anIngest({ post, checkAfterMs: 60_000 }));
      await claimedThread(store, 'USAM', post);
      await store.threads.resolve(`x-${id}`, 'USAM', false, NOW);
    }
    clock.advance(8 * DAY_MS);
    const look = () => recheckPosts(deps({ storedPerDay: 2 }))();
    await look();
    expect(asked).toEqual([['11', '12']]);
    clock.advance(60_000);
    await look();
    expect(asked).toHaveLength(1);
    gone.add('13');
    clock.advance(DAY_MS);
    await look();
    expect(asked[1]).toContain('13');
    expect((await store.threads.get('x-13'))?.root.erased).toBe('deleted');
  });
});

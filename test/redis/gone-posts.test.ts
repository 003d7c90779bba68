import { beforeEach, describe, expect, it } from 'vitest';
import type { DeskSettings } from '../../src/domain/brand.ts';
import { nextUtcDay } from '../../src/domain/prices.ts';
import { UnavailableError } from '../../src/errors.ts';
import { POSTING_GRACE_MS } from '../../src/outbox.ts';
import { recheckPosts } from '../../src/usecases/recheck-posts.ts';
import { tellFollowup } from '../../src/usecases/tell-followup.ts';
import { tellGone } from '../../src/usecases/tell-gone.ts';
import { tellOther } from '../../src/usecases/tell-other.ts';
import { AGAIN, otherWrote } from '../support/conversation-cases.ts';
import { followingDesk } from '../support/following-desk.ts';
import { aPost, aReply } from '../support/samples.ts';
import { anIngest, claimedThread, NOW } from '../support/store.ts';

const on = followingDesk();
const MINUTE_MS = 60_000;

describe('a round of looking for deleted posts', () => {
  const round = (desk: Partial<DeskSettings> = {}) => recheckPosts(on.deps(desk))();
  const later = () => on.fresh.clock.advance(2 * MINUTE_MS);
  beforeEach(async () => {
    await on.fresh.store.mentions.ingest(anIngest({ checkAfterMs: MINUTE_MS }));
    await on.fresh.store.threads.claim('x-1001', 'USAM', NOW);
    await on.fresh.store.replies.submit(aReply());
  });

  it('asks X, forgets what is gone, and stops the answer to it', async () => {
    expect(await round()).toEqual({ again: NOW + MINUTE_MS });
    expect(on.asked).toEqual([]);
    later();
    await round();
    expect(on.asked).toEqual([['1001']]);
    expect(await on.thread()).toMatchObject({ root: { erased: 'deleted', text: '' } });
    expect(await on.fresh.store.replies.get('r-1')).toMatchObject({
      state: 'withdrawn',
      reason: expect.stringContaining('deleted their post'),
    });
  });

  it('asks again an hour after it was there', async () => {
    on.onX.set('1001', aPost());
    later();
    await round();
    expect((await on.thread())?.root.erased).toBeUndefined();
    later();
    await round();
    expect(on.asked).toHaveLength(1);
    on.fresh.clock.advance(60 * MINUTE_MS);
    await round();
    expect(on.asked).toHaveLength(2);
  });

  it('takes a hundred in one call, and goes on at once', async () => {
    for (let index = 0; index < 120; index += 1) {
      const id = String(20_000 + index);
      on.onX.set(id, aPost({ id }));
      await on.fresh.store.mentions.ingest(anIngest({ post: aPost({ id }), checkAfterMs: MINUTE_MS }));
    }
    on.onX.set('1001', aPost());
    later();
    expect(await round()).toEqual({ again: on.fresh.clock.now() });
    await round();
    expect(on.asked.map((ids) => ids.length)).toEqual([100, 21]);
  });

  it('asks for what is closed only for so long', async () => {
    on.onX.set('1001', aPost());
    await on.fresh.store.replies.withdraw('r-1', 'USAM', NOW);
    await on.fresh.store.threads.resolve('x-1001', 'USAM', false, NOW);
    later();
    await round();
    expect(on.asked).toHaveLength(1);
    on.fresh.clock.advance(8 * 24 * 60 * MINUTE_MS);
    await round();
    expect(on.asked).toHaveLength(1);
    expect(await on.fresh.store.watch.due(on.fresh.clock.now() * 2, 9)).toEqual([]);
  });

  it('waits for the next day when the money is for answers, and for X when it is away', async () => {
    later();
    on.failing = new UnavailableError('x-limited', 'Wait.', { retryAfterMs: 9_000 });
    expect(await round()).toEqual({ again: on.fresh.clock.now() + 9_000 });
    const budget = { perDay: 10, warnAt: 0.8 };
    await on.fresh.store.spending.add({ id: 'e', call: 'create', micros: 8, at: NOW }, null);
    expect(await round({ budget })).toEqual({ again: nextUtcDay(NOW) });
    expect((await on.thread())?.root.erased).toBeUndefined();
  });
});

describe('a post that is gone', () => {
  const tell = () => {
    const given = on.deps();
    return tellGone({ ...given, tellOther: tellOther(given) });
  };
  const erase = (id: string) => on.fresh.store.watch.erase({ id, around: null }, 'deleted', '', NOW);

  it('loses its words in every note that quoted it, and its holder is told', async () => {
    await claimedThread(on.fresh.store);
    await on.carded();
    await on.fresh.store.mentions.ingest(anIngest({ post: AGAIN }));
    await on.done(() => tellFollowup(on.deps())('1003'));
    await erase('1003');
    await on.done(() => tell()('1003'));
    expect(on.updates.slice(0, 1)).toMatchObject([
      { ts: '1.1', view: { kind: 'followup', post: { text: '', erased: 'deleted' } } },
    ]);
    expect(on.notes.at(-1)).toMatchObject({
      key: 'gone:1003',
      view: { kind: 'gone', ping: 'USAM', left: true },
    });
    expect(await tell()('1003')).toMatchObject({ done: true, homes: ['USAM'] });
  });

  it('waits for whoever is just posting its old words', async () => {
    await claimedThread(on.fresh.store);
    await on.carded();
    await on.fresh.store.mentions.ingest(anIngest({ post: AGAIN }));
    await on.fresh.store.messages.begin('followup:1003', NOW);
    await erase('1003');
    expect(await tell()('1003')).toEqual({ again: NOW + POSTING_GRACE_MS });
  });

  it('of another person only changes their note', async () => {
    await otherWrote(on.fresh.store);
    await on.carded();
    await on.done(() => tellOther(on.deps())('1002'));
    await erase('1002');
    await on.done(() => tell()('1002'));
    expect(on.notes).toHaveLength(1);
    expect(on.updates.at(-1)?.view).toMatchObject({ kind: 'other', post: { text: '', erased: 'deleted' } });
  });
});

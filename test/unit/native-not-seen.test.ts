import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/domain/glossary.ts';
import type { LookResult } from '../../src/stores.ts';
import { type ReconcileReplyDeps, reconcileReply } from '../../src/usecases/reconcile-reply.ts';
import { testClock } from '../support/clock.ts';
import { aDesk, aPost, aReply, aThread } from '../support/samples.ts';
import { silentLog } from '../support/store.ts';

const DAY_MS = 24 * 60 * 60_000;
const waiting = aReply({
  state: 'held',
  steps: ['native'],
  part: 'answer',
  awaitsPost: true,
  sendingAt: aReply().createdAt,
  looks: 3,
});

/** What follows after a day in which nothing was seen; `complete`: all the account's posts could be read. */
async function afterADay(complete: boolean): Promise<LookResult | null> {
  let result: LookResult | null = null;
  const deps = {
    replies: {
      ownerOf: async () => ({ reply: null, byHand: false }),
      looked: async (reply: Reply, look: LookResult) => {
        result = look;
        return reply;
      },
    },
    threads: { post: async () => aPost(), get: async () => aThread(), seenAt: async () => null },
    accounts: { byId: async () => ({ id: '701', handle: 'sam_works' }) },
    network: { recentPosts: async () => ({ posts: [], complete }) },
    tokens: { get: async () => ({}) },
    desk: aDesk(),
    clock: testClock(waiting.createdAt + DAY_MS),
    log: silentLog,
  };
  await reconcileReply(deps as unknown as ReconcileReplyDeps)(waiting);
  return result;
}

describe('an answer that its responder should have posted by hand', () => {
  it('ends when it was not seen within a day', async () => {
    expect(await afterADay(true)).toEqual({ kind: 'not-posted' });
  });

  it('is a matter for people when not all posts could be looked through', async () => {
    expect(await afterADay(false)).toMatchObject({
      kind: 'given-up',
      reason: expect.stringMatching(/posts so much/u),
    });
  });
});

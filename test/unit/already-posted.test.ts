import { describe, expect, it } from 'vitest';
import { UnavailableError } from '../../src/errors.ts';
import { type AlreadyPostedDeps, alreadyPosted } from '../../src/usecases/already-posted.ts';
import { testClock } from '../support/clock.ts';
import { aPost, aReply } from '../support/samples.ts';
import { silentLog } from '../support/store.ts';

const TEXT = 'Your street is back at six.';
const reply = aReply({ steps: ['direct'], part: 'answer', state: 'sending', text: TEXT });
const ours = aPost({ id: '77', text: TEXT, inReplyTo: reply.inReplyTo, createdAt: reply.createdAt });

/** X says "duplicate", and the account has these posts; null: they cannot be read. */
function ask(posts: ReturnType<typeof aPost>[] | null, over: Partial<typeof reply> = {}) {
  const read = async () => {
    if (posts === null) throw new UnavailableError('x-unavailable', 'Away.');
    return { posts, complete: true };
  };
  const deps = {
    replies: { ownerOf: async () => ({ reply: null, byHand: false }) },
    threads: { post: async () => null, get: async () => null },
    accounts: { byId: async () => ({ id: '2', handle: 'sam_works' }) },
    network: { recentPosts: read, postUrl: () => 'https://x.com/sam_works/status/77' },
    tokens: { get: async () => ({}) },
    desk: { settleMs: 60_000 },
    clock: testClock(reply.createdAt),
    log: silentLog,
  };
  return alreadyPosted(deps as unknown as AlreadyPostedDeps)({ ...reply, ...over }, TEXT);
}

describe('a text that X says it has already', () => {
  it('is this answer when it stands in its place', async () => {
    expect(await ask([ours])).toMatchObject({ kind: 'sent', postId: '77' });
  });

  it('is refused when it is an earlier answer to somebody else', async () => {
    expect(await ask([{ ...ours, inReplyTo: '7' }])).toBeNull();
  });

  it.each([
    ['X does not show it yet', []],
    ['X cannot be searched now', null],
  ])('is in doubt while %s', async (_why, posts) => {
    expect(await ask(posts)).toMatchObject({ kind: 'unknown', duplicate: true });
  });

  it.each([
    ['said so before', { duplicates: 1 }],
    ['left an attempt in doubt before', { unknownSince: reply.createdAt }],
    ['took very long', { unknownSince: reply.createdAt - 9_000_000, createdAt: reply.createdAt - 9_000_000 }],
  ])('is in doubt again when X %s: this attempt may have been carried out too', async (_what, over) => {
    expect(await ask([], over)).toMatchObject({
      kind: 'unknown',
      duplicate: true,
      lookAt: reply.createdAt + 15_000,
    });
  });
});

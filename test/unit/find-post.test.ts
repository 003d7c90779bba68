import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/domain/glossary.ts';
import { type FindPostDeps, findPost } from '../../src/usecases/find-post.ts';
import { aDesk, aPost, aReply, aThread } from '../support/samples.ts';

const WRITTEN = aReply().createdAt;
const asked = aPost({ createdAt: WRITTEN - 600_000 });
const own = (id: string, over: Partial<ReturnType<typeof aPost>> = {}) =>
  aPost({ id, inReplyTo: '1001', createdAt: WRITTEN + 1_000, text: 'We are on it', ...over });
type Owners = Record<string, { reply: string | null; byHand: boolean }>;

/** Which of the account's posts is found for this reply. */
async function find(posts: ReturnType<typeof aPost>[], over: Partial<Reply>, owners: Owners = {}) {
  const deps = {
    replies: {
      ownerOf: async ([id = '']: readonly string[]) => owners[id] ?? { reply: null, byHand: false },
    },
    threads: {
      post: async () => asked,
      get: async () => aThread({ root: asked }),
      // Half a minute later.
      seenAt: async () => asked.createdAt + 30_000,
    },
    accounts: {
      byId: async () => ({ id: '701', handle: 'sam_works' }),
      byOwner: async () => ({ id: '900', handle: 'acme' }),
    },
    people: { get: async () => ({ firstName: 'Sam' }) },
    network: { recentPosts: async () => ({ posts, complete: true }) },
    tokens: { get: async () => ({}) },
    desk: aDesk(),
  };
  const reply = aReply({ part: 'answer', ...over });
  return (await findPost(deps as unknown as FindPostDeps)(reply)).post?.id ?? null;
}

const another = { reply: 'r-0', byHand: false };
const hand = { reply: null, byHand: true };
const native = { steps: ['native'], awaitsPost: true } as const;

describe('the post that is found for a reply', () => {
  it('is none that belongs to another one, also where the hand changed its words', async () => {
    const posts = [own('8'), own('7')];
    expect(await find(posts, { steps: ['direct'] }, { 8: another })).toBe('7');
    expect(await find(posts, native, { 8: another, 7: another })).toBeNull();
    expect(await find(posts, native, { 8: { reply: 'r-1', byHand: true } })).toBe('8');
  });

  it('is none that somebody typed by hand before, unless it says the very same', async () => {
    expect(await find([own('7')], native, { 7: hand })).toBeNull();
    expect(await find([own('7')], { steps: ['direct'] }, { 7: hand })).toBe('7');
  });

  it('is none that was there before it was written, where only the place tells', async () => {
    // X made it seconds before the answer was written in Slack.
    const before = own('7', { createdAt: WRITTEN - 40_000 });
    expect(await find([before], native)).toBeNull();
    expect(await find([own('8'), before], native)).toBe('8');
  });

  it("is the brand's by the signed words", async () => {
    const posts = [own('7'), own('8', { text: 'We are on it – Sam, Acme' })];
    expect(await find(posts, { steps: ['brand'] })).toBe('8');
  });
});

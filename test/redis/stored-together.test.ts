import { describe, expect, it } from 'vitest';
import type { Post } from '../../src/domain/glossary.ts';
import type { IngestInput, MentionRoute } from '../../src/stores.ts';
import { freshStore } from '../support/fresh-store.ts';
import { aPost } from '../support/samples.ts';
import { anIngest, MENTION, NOW } from '../support/store.ts';

const fresh = freshStore();
const { source, token, now } = anIngest();
const CHECK_AFTER = 60_000;

const by = (id: string) => ({ id, handle: `customer_${id}`, name: `Customer ${id}`, avatarUrl: null });
const told = (post: Partial<Post>, as: IngestInput['as'] = MENTION) => ({
  post: aPost({ createdAt: NOW + Number(post.id), ...post }),
  as,
});
const because = [{ kind: 'keyword', value: 'line' }] as const;
const muted = { action: 'mute', reason: 'giveaway', why: 'says "giveaway"' } as const;

const mention = (over: Partial<MentionRoute>) => ({ ...MENTION, ...over }) as IngestInput['as'];

/** Everything that a post can be to us, and what looks at the threads that were opened a moment before. */
const POSTS = [
  told({ id: '1001', author: by('501') }),
  told({ id: '1002', author: by('502') }, mention({ because })),
  told({ id: '1003', author: by('501'), conversationId: '1001', inReplyTo: '1001' }),
  told({ id: '1004', author: by('503'), conversationId: '1002', inReplyTo: '1002' }),
  told({ id: '1005', author: by('504') }, mention({ noise: muted })),
  told({ id: '1006', author: by('505') }, { kind: 'dropped', reason: 'repost' }),
  told({ id: '1007', author: by('900'), conversationId: '1002', inReplyTo: '1002' }, { kind: 'own' }),
  told({ id: '1008', author: by('506'), quotes: { postId: '77', authorId: null } }),
  told({ id: '1009', author: by('506'), conversationId: '1008', versions: ['1008', '1009'] }),
  told({ id: '1002', author: by('502') }),
  told({ id: '1010', author: by('501') }),
];

/** All that is stored. Entries of the audit are named by their place: their ids are times. */
async function stored(): Promise<Record<string, string>> {
  const dump = await fresh.store.dump();
  const ids = await fresh.store.redis.xrange('{T0TEST}:audit', '-', '+');
  const named = (text: string) => ids.reduce((all, [id], place) => all.replaceAll(id, `#${place}`), text);
  return Object.fromEntries(Object.entries(dump).map(([key, text]) => [key, named(text)]));
}

describe('posts that are stored together', () => {
  it('leave what they leave when they are stored one after the other', async () => {
    const { mentions, redis } = fresh.store;
    const apart = [];
    for (const { post, as } of POSTS)
      apart.push(
        await mentions.ingest({ source, token, cursor: post.id, now, checkAfterMs: CHECK_AFTER, post, as }),
      );
    const before = await stored();
    await redis.flushall();
    const input = { source, token, cursor: '1010', now, checkAfterMs: CHECK_AFTER };
    expect(await mentions.ingestAll({ ...input, posts: POSTS })).toEqual(apart);
    expect(await stored()).toEqual(before);
    expect(new Set(apart.map(({ kind }) => kind))).toEqual(
      new Set(['opened', 'joined', 'other', 'muted', 'dropped', 'own', 'edited', 'duplicate']),
    );
  });

  it('are whole when one after them breaks, and are read again with it', async () => {
    const { mentions, outbox, redis } = fresh.store;
    const input = { source, token, cursor: '1003', now, checkAfterMs: CHECK_AFTER };
    const posts = ['1001', '1002', '1003'].map((id) => told({ id, author: by(id) }));
    await redis.hset('{T0TEST}:join:acme:1002:1002', 'not', 'a thread');
    await expect(mentions.ingestAll({ ...input, posts })).rejects.toThrow('WRONGTYPE');
    expect(await mentions.cursor(source)).toBeNull();
    expect(await outbox.take(NOW, 10, 1_000)).toMatchObject([{ member: 'card:x-1001' }]);
    expect(await redis.zrange('{T0TEST}:threads:open', '0', '-1')).toEqual(['x-1001']);

    await redis.del('{T0TEST}:join:acme:1002:1002');
    const again = await mentions.ingestAll({ ...input, posts });
    expect(again.map(({ kind }) => kind)).toEqual(['duplicate', 'opened', 'opened']);
    expect(await mentions.cursor(source)).toBe('1003');
  });
});

import { describe, expect, it } from 'vitest';
import { readPosts, readUser } from '../../src/networks/x/posts.ts';

const USER = { id: '5', username: 'customer_one', name: 'One', profile_image_url: 'https://x.com/a.png' };

const read = (record: object, includes: object = { users: [USER] }) =>
  readPosts({ data: { id: '1001', text: 'hello', author_id: '5', ...record }, includes }).posts[0];

describe.each([
  ['old', 'tweets', 'referenced_tweets', 'note_tweet', 'edit_history_tweet_ids', 'retweeted'],
  ['new', 'posts', 'referenced_posts', 'note_post', 'edit_history_post_ids', 'reposted'],
])("X's %s names", (_which, around, references, note, history, repost) => {
  it('for what a post answers and quotes', () => {
    const post = read(
      {
        [history]: ['1000', '1001'],
        [references]: [
          { type: 'replied_to', id: '900' },
          { type: 'quoted', id: '800' },
        ],
      },
      { users: [USER], [around]: [{ id: '800', author_id: '77' }] },
    );
    expect(post).toMatchObject({
      inReplyTo: '900',
      quotes: { postId: '800', authorId: '77' },
      repostOf: null,
      versions: ['1000', '1001'],
    });
  });

  it('for a quoted post that X did not send along', () => {
    expect(read({ [references]: [{ type: 'quoted', id: '800' }] })?.quotes).toEqual({
      postId: '800',
      authorId: null,
    });
  });

  it('for a post that only repeats another', () => {
    expect(read({ [references]: [{ type: repost, id: '700' }] })?.repostOf).toBe('700');
  });

  it('for the whole of a long post, when it has one', () => {
    expect(read({ [note]: { text: 'x'.repeat(25_000) } })?.text).toHaveLength(25_000);
    expect(read({ [note]: {} })?.text).toBe('hello');
  });
});

describe('the versions of a post', () => {
  it.each([
    ['none are named', undefined, ['1001']],
    ['they are no list', '1001', ['1001']],
    ['it is left out itself', ['1000'], ['1000', '1001']],
    ['one is no id', ['<1>', '1000', '1001'], ['1000', '1001']],
    ['it is not the newest', ['1000', '1001', '1002'], ['1000', '1001', '1002']],
  ])('where %s', (_what, history, versions) => {
    expect(read({ edit_history_tweet_ids: history })?.versions).toEqual(versions);
  });
});

describe('a text', () => {
  it.each([
    ['&lt;3 &amp; &gt;', '<3 & >'],
    ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['&quot; &nbsp;', '&quot; &nbsp;'],
  ])('%j was typed as %j', (sent, typed) => {
    expect(read({ text: sent })?.text).toBe(typed);
  });
});

describe('an author', () => {
  it('whom X did not send along is unknown, but the post is kept', () => {
    expect(read({}, {})?.author).toEqual({ id: '5', handle: 'unknown', name: 'Unknown', avatarUrl: null });
  });

  it.each(['<!here>', 'a b', '', 'x'.repeat(16), 'a/../b', 'аcme'])(
    'cannot have the handle %j',
    (username) => {
      expect(readUser({ ...USER, username }).handle).toBe('unknown');
    },
  );
});

describe('a record that is no post', () => {
  it.each([
    ['has no id', { id: undefined }],
    ['has an id that is no number', { id: '10<1' }],
    ['has an id too long', { id: '1'.repeat(20) }],
    ['has no author', { author_id: undefined }],
    ['has no text', { text: undefined }],
    ['has a text of another kind', { text: { a: 1 } }],
  ])('because it %s is left out', (_what, record) => {
    expect(read(record)).toBeUndefined();
  });
});

describe('what may be missing', () => {
  it('is null, empty or the post itself', () => {
    expect(read({})).toMatchObject({
      conversationId: '1001',
      createdAt: 0,
      inReplyTo: null,
      quotes: null,
      mentions: [],
      images: [],
      language: null,
    });
  });

  it('in pictures leaves out what has no address; a film shows its first picture', () => {
    const media = [
      { media_key: 'm1', type: 'video', preview_image_url: 'https://x.com/v.png' },
      { media_key: 'm2', type: 'photo' },
    ];
    const post = read({ attachments: { media_keys: ['m1', 'm2', 'm3'] } }, { users: [USER], media });
    expect(post?.images).toEqual([{ url: 'https://x.com/v.png', alt: null }]);
  });
});

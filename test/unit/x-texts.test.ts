import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../src/networks/x/outcomes.ts';
import { earlierId, firstIdAt, newerId, readPosts } from '../../src/networks/x/posts.ts';
import { backoffMs } from '../../src/networks/x/stream-backoff.ts';
import { measureText } from '../support/measure-text.ts';

const NOW = 1_700_000_000_000;

describe('the count of a text', () => {
  it.each([
    ['plain words', 11],
    ['é and ü', 7],
    ['日本語', 6],
    ['👍', 2],
    ['👨‍👩‍👧‍👦', 2],
    ['🏳️‍🌈 ok', 5],
    ['see https://a-very-long-domain.example.com/with/a/long/path?and=query', 27],
    ['acme.com', 23],
  ])('of %s is %i, as X counts', (text, length) => {
    expect(measureText(text).length).toBe(length);
  });

  it('knows the price of a link and counts cashtags', () => {
    expect(measureText('hello')).toMatchObject({ hasUrl: false, price: 0.015, limit: 280 });
    expect(measureText('see acme.com')).toMatchObject({ hasUrl: true, price: 0.2 });
    expect(measureText('$ACME and $BETA').cashtags).toBe(2);
  });
});

describe("X's answer", () => {
  const user = { id: '5', username: 'customer_one', name: 'One', profile_image_url: 'https://x.com/a.png' };
  const old = {
    data: {
      id: '1001',
      text: 'Tom &amp; Ann &lt;3',
      author_id: '5',
      conversation_id: '900',
      created_at: '2023-11-14T22:13:20.000Z',
      referenced_tweets: [
        { type: 'replied_to', id: '900' },
        { type: 'quoted', id: '800' },
      ],
      entities: { mentions: [{ id: '9', username: 'acme' }] },
      note_tweet: { text: 'Tom &amp; Ann, at length' },
      attachments: { media_keys: ['m1'] },
    },
    includes: {
      users: [user],
      tweets: [{ id: '800', author_id: '77' }],
      media: [{ media_key: 'm1', type: 'photo', url: 'https://x.com/p.png', alt_text: 'a router' }],
    },
  };
  const post = {
    id: '1001',
    network: 'x',
    author: { id: '5', handle: 'customer_one', name: 'One', avatarUrl: 'https://x.com/a.png' },
    text: 'Tom & Ann, at length',
    createdAt: NOW,
    conversationId: '900',
    inReplyTo: '900',
    quotes: { postId: '800', authorId: '77' },
    repostOf: null,
    mentions: [{ id: '9', handle: 'acme' }],
    images: [{ url: 'https://x.com/p.png', alt: 'a router' }],
    versions: ['1001'],
    language: null,
  };

  it('is read by its old names', () => {
    expect(readPosts(old)).toEqual({ posts: [post], malformed: 0 });
  });

  it('is read by its new names', () => {
    const { referenced_tweets, note_tweet, ...rest } = old.data;
    const { tweets, ...includes } = old.includes;
    const renamed = {
      data: { ...rest, referenced_posts: referenced_tweets, note_post: note_tweet },
      includes: { ...includes, posts: tweets },
    };
    expect(readPosts(renamed)).toEqual({ posts: [post], malformed: 0 });
  });

  it('may be a list, empty, or partly nonsense', () => {
    expect(readPosts({ data: [old.data, { id: 'x' }, null], includes: old.includes })).toMatchObject({
      posts: [{ id: '1001' }],
      malformed: 2,
    });
    for (const nothing of [{}, { meta: {} }, null, 'text']) expect(readPosts(nothing).posts).toEqual([]);
  });
});

describe('ids', () => {
  it('are compared as numbers and carry their time', () => {
    expect(newerId('999', '1000')).toBe('1000');
    expect(newerId(null, '5')).toBe('5');
    const id = firstIdAt(NOW);
    expect(newerId(id, firstIdAt(NOW + 1))).toBe(firstIdAt(NOW + 1));
    expect(earlierId(firstIdAt(NOW), 60_000)).toBe(firstIdAt(NOW - 60_000));
    expect(earlierId('5', 60_000)).toBe('0');
  });
});

describe('what X answers to a post', () => {
  const failure = {
    status: null,
    detail: '',
    resetAt: null,
    networkCode: null,
    oauthCode: null,
    parameters: [],
  };

  it.each([
    [
      'the reply rule',
      { status: 403, detail: 'not been mentioned or otherwise engaged by' },
      'refused',
      'step',
    ],
    [
      'a duplicate',
      { status: 403, detail: 'You are not allowed to create a Tweet with duplicate content.' },
      'refused',
      'reply',
    ],
    [
      'a deleted post',
      { status: 403, detail: 'a Tweet that is deleted or not visible to you' },
      'refused',
      'reply',
    ],
    ['a customer who is suspended', { status: 403, detail: 'User has been suspended.' }, 'refused', 'step'],
    ['any other 403', { status: 403, detail: 'Something new' }, 'refused', 'step'],
    ['a bad request', { status: 400, detail: 'Bad' }, 'refused', 'reply'],
  ])('for %s is refused for good', (_what, over, kind, scope) => {
    expect(outcomeOf({ ...failure, ...over }, NOW)).toMatchObject({ kind, scope });
  });

  it.each([
    ['500', { status: 500 }],
    ['503', { status: 503 }],
    ['408', { status: 408 }],
    ['a cut connection', { networkCode: 'ECONNRESET' }],
    ['a time-out', { networkCode: 'ETIMEDOUT' }],
    ['nonsense', { networkCode: null }],
  ])('for %s is unknown, never sent again', (_what, over) => {
    expect(outcomeOf({ ...failure, ...over }, NOW)).toMatchObject({ kind: 'unknown' });
  });

  it('is tried again only where X certainly knows nothing of it', () => {
    expect(outcomeOf({ ...failure, networkCode: 'ECONNREFUSED' }, NOW)).toMatchObject({ kind: 'retry' });
    expect(outcomeOf({ ...failure, status: 429, resetAt: NOW + 5_000 }, NOW)).toMatchObject({
      kind: 'retry',
      at: NOW + 5_000,
    });
    expect(outcomeOf({ ...failure, status: 429 }, NOW)).toMatchObject({ kind: 'retry', at: NOW + 900_000 });
    expect(outcomeOf({ ...failure, status: 401 }, NOW)).toMatchObject({ kind: 'token-dead' });
  });
});

describe('the back-off of a stream', () => {
  const waits = (failure: Parameters<typeof backoffMs>[0], times: number[]) =>
    times.map((count) => backoffMs(failure, count, NOW));

  it('is linear for the network, exponential for HTTP, from a minute for 429, as X documents', () => {
    expect(waits({ kind: 'network', reason: 'cut' }, [1, 2, 3, 65, 99])).toEqual([
      0, 250, 500, 16_000, 16_000,
    ]);
    expect(waits({ kind: 'http', status: 503, resetAt: null }, [1, 2, 3, 7, 9])).toEqual([
      5_000, 10_000, 20_000, 320_000, 320_000,
    ]);
    expect(waits({ kind: 'http', status: 429, resetAt: null }, [1, 2])).toEqual([60_000, 120_000]);
  });
});

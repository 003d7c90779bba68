import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetCustomer } from '../../src/usecases/forget-customer.ts';
import { forgetResponder } from '../../src/usecases/forget-responder.ts';
import { TOKENS } from '../support/account.ts';
import { A_RULE, OTHER } from '../support/conversation-cases.ts';
import { ADA, CHANNEL } from '../support/desk.ts';
import { freshStore } from '../support/fresh-store.ts';
import { openKeepingDesk } from '../support/keeping-desk.ts';
import { aLongThread, CUSTOMER_WORDS } from '../support/long-thread.ts';
import { anAccount, aPost, aReply } from '../support/samples.ts';
import { anIngest, claimedThread, NOW } from '../support/store.ts';

const fresh = freshStore();
const DAY_MS = 24 * 60 * 60 * 1000;
const NEIGHBOUR = { id: '599', handle: 'somebody_else', name: 'Somebody', avatarUrl: null };
let desk: Awaited<ReturnType<typeof openKeepingDesk>>;

beforeEach(async () => {
  desk = await openKeepingDesk(fresh);
});
afterEach(() => desk.close());

const openForget = (store: typeof fresh.store) =>
  forgetCustomer({ ...store, archive: desk.archive, eraser: desk.eraser, clock: fresh.clock });

/** A thread of customer_one in the archives, and all that there is of them today. */
async function fill(): Promise<void> {
  const { store, clock } = fresh;
  await aLongThread(store);
  clock.advance(181 * DAY_MS);
  await desk.retain();
  const notifier = desk.slack.notifier();
  const post = aPost({ id: '7001', conversationId: '7001', text: 'My router glows like a lighthouse' });
  const threadId = await claimedThread(store, ADA, post);
  const thread = (await store.threads.get(threadId)) as NonNullable<
    Awaited<ReturnType<typeof store.threads.get>>
  >;
  const card = { thread, brandName: 'Acme', brandHandle: 'acme', holderName: null };
  const ts = await notifier.postCard(`card:${threadId}`, card);
  await store.messages.posted(`card:${threadId}`, ts, { channel: CHANNEL, threadTs: null });
  await notifier.postNote('followup:7001', { ...thread, cardTs: ts }, { kind: 'followup', post, ping: null });
  await desk.slack.slack.person.message({ user: ADA, channel: CHANNEL, text: 'I call them', threadTs: ts });
  await notifier.tell(ADA, '@customer_one wrote again.');
  await store.noise.add({ ...A_RULE, until: null });
  await store.redis.sadd('{T0TEST}:shields:501', ADA);
  await store.listing.index(thread, ['@customer_one', 'customer', 'lighthouse']);
  // Somebody else's thread, in which they wrote too.
  const theirs = {
    id: '8001',
    conversationId: '8001',
    author: NEIGHBOUR,
    text: 'Ask @customer_one, same here',
  };
  await claimedThread(store, ADA, aPost(theirs));
  const aside = aPost({
    id: '8002',
    conversationId: '8001',
    inReplyTo: '8001',
    text: '@acme my router glows too',
  });
  await store.mentions.ingest(anIngest({ post: aside }));
}

const WORDS = [...CUSTOMER_WORDS, 'lighthouse', 'glows'];

describe('forgetting a customer', () => {
  it('leaves nothing of theirs in Redis, archives and Slack', async () => {
    await fill();
    const before = await desk.search(WORDS);
    for (const place of [
      'redis:post:7001',
      'redis:post:8002',
      'redis:token:@customer_one',
      'archive:threads',
    ])
      expect(before).toContain(place);
    expect(before).toEqual(expect.arrayContaining([`slack:${CHANNEL}`, `slack:D${ADA.slice(1)}`]));
    const ended = await desk.forgetCustomer('Customer_One', false);
    expect(await desk.search(WORDS)).toEqual([]);
    expect(ended).toMatchObject({ left: [], people: 1, homes: expect.arrayContaining([ADA]) });
    expect(ended.counts).toMatchObject({
      threads: 1,
      posts: 1,
      'posts in threads of others': 1,
      'messages in Slack': 2,
      'private messages': 1,
      'lines of archives': 1,
      'mentions by others': 1,
      'noise rules': 1,
      shields: 1,
    });
    expect(await fresh.store.threads.get('x-8001')).toMatchObject({
      claimedBy: ADA,
      root: { text: 'Ask @somebody, same here', author: { handle: 'somebody_else' } },
    });
    const messages = desk.slack.slack.workspace.messages.map(({ text }) => text);
    expect(messages).toContain('I call them');
  });

  it('reaches what the audit says in archives', async () => {
    await fill();
    await desk.retain({ auditKept: 1 });
    expect(await desk.search(['x-7001'])).toContain('archive:audit');
    await desk.forgetCustomer('customer_one', false);
    expect(await desk.search([...WORDS, 'x-7001'])).toEqual([]);
  });

  it('says what it would erase, and erases nothing', async () => {
    await fill();
    const before = await fresh.store.dump();
    const found = await desk.search(WORDS);
    const would = await desk.forgetCustomer('customer_one', true);
    expect(would.counts).toMatchObject({ threads: 1, 'lines of archives': 1, 'noise rules': 1, shields: 1 });
    const lock = '{T0TEST}:lock:archive';
    expect({ ...(await fresh.store.dump()), [lock]: '' }).toEqual({ ...before, [lock]: '' });
    expect(await desk.search(WORDS)).toEqual(found);
  });

  it('leaves one line in the audit that names nobody', async () => {
    await fill();
    await desk.forgetCustomer('customer_one', false);
    const lines = await fresh.store.redis.xrevrange('{T0TEST}:audit', '+', '-', 'COUNT', 1);
    const [[, flat] = ['', []]] = lines;
    expect(flat).toEqual(expect.arrayContaining(['operations', 'customer-forgotten']));
    expect(flat.join(' ')).toMatch(/threads: 1/u);
    expect(flat.join(' ')).not.toMatch(/customer_one|7001|501/u);
  });

  it('does not let an old post come back, and takes a new one for what it is', async () => {
    await fill();
    await desk.forgetCustomer('customer_one', false);
    const { mentions } = fresh.store;
    const old = aPost({ id: '7001', conversationId: '7001', text: 'My router glows like a lighthouse' });
    expect(await mentions.ingest(anIngest({ post: old }))).toMatchObject({ kind: 'duplicate' });
    expect(await desk.search(WORDS)).toEqual([]);
    const next = aPost({ id: '9001', conversationId: '7001', inReplyTo: '7001', text: 'And now it hums' });
    expect(await mentions.ingest(anIngest({ post: next }))).toMatchObject({ kind: 'opened' });
  });

  it('can be done again, and finds nobody by a handle that nobody had', async () => {
    await fill();
    await desk.forgetCustomer('customer_one', false);
    const before = await fresh.store.dump();
    expect(await desk.forgetCustomer('customer_one', false)).toMatchObject({ counts: {} });
    expect(await desk.forgetCustomer('one', false)).toMatchObject({ counts: {} });
    expect(await fresh.store.dump()).toEqual(before);
  });

  it('goes on where it was stopped, though their posts are gone', async () => {
    await fill();
    const { forgetting } = fresh.store;
    const stopped = openForget({
      ...fresh.store,
      forgetting: {
        ...forgetting,
        scrub: async () => {
          throw new Error('stopped');
        },
      },
    });
    await expect(stopped('customer_one', false)).rejects.toThrow('stopped');
    expect(await fresh.store.threads.get('x-7001')).toBeNull();
    expect(await desk.search(['@customer_one'])).not.toEqual([]);
    await desk.forgetCustomer('customer_one', false);
    expect(await desk.search(WORDS)).toEqual([]);
  });

  it('unlearns what their thread taught', async () => {
    await fill();
    const { redis, topics } = fresh.store;
    const taught = (await redis.hgetall('{T0TEST}:examples:taught')) ?? {};
    await redis.hset(
      '{T0TEST}:examples:taught',
      'x-7001',
      JSON.stringify({ topic: 'net', by: 'rule', at: NOW }),
    );
    await redis.zadd('{T0TEST}:examples', 50, 'x-7001');
    await redis.set('{T0TEST}:examples:place', 50);
    await desk.forgetCustomer('customer_one', false);
    expect(await redis.hgetall('{T0TEST}:examples:taught')).toEqual(taught);
    expect((await topics.examples(50)).changes).toEqual([{ threadId: 'x-7001', taught: null }]);
  });
});

describe('forgetting a responder', () => {
  const SAM = ['USAM', 'sam_works', 'Line repaired'];

  async function answered(): Promise<void> {
    const { store } = fresh;
    await store.accounts.link(anAccount(), TOKENS, NOW);
    const threadId = await claimedThread(store);
    const notifier = desk.slack.notifier();
    const thread = (await store.threads.get(threadId)) as NonNullable<
      Awaited<ReturnType<typeof store.threads.get>>
    >;
    const ts = await notifier.postCard(`card:${threadId}`, {
      thread,
      brandName: 'Acme',
      brandHandle: 'acme',
      holderName: 'sam_works',
    });
    await store.messages.posted(`card:${threadId}`, ts, { channel: CHANNEL, threadTs: null });
    const due = aReply().notBefore;
    await store.replies.submit(aReply({ text: 'Line repaired for you' }));
    await store.replies.begin('r-1', due);
    const postUrl = 'https://x.com/sam_works/status/5001';
    await store.replies.finish('r-1', 1, { kind: 'sent', postId: '5001', postUrl }, due);
    await store.mentions.ingest(
      anIngest({
        as: { kind: 'own' } as const,
        post: aPost({
          id: '5001',
          text: 'Line repaired for you',
          author: { ...NEIGHBOUR, id: '701', handle: 'sam_works' },
        }),
      }),
    );
    await store.listing.index(thread, ['by:USAM']);
    await store.listing.thanked('USAM', '1001', NOW);
    await store.mentions.ingest(anIngest({ post: { ...OTHER, text: '@sam_works thank you' } }));
  }

  it('ends the link and leaves neither name nor words', async () => {
    await answered();
    const before = await desk.search(SAM);
    for (const place of [
      'redis:account:701',
      'redis:reply:r-1',
      'redis:audit',
      'redis:thread:x-1001',
      `slack:${CHANNEL}`,
    ])
      expect(before).toContain(place);
    const ended = await desk.forgetResponder('USAM', false);
    expect(await desk.search(SAM)).toEqual([]);
    expect(desk.revoked).toEqual([TOKENS.accessToken]);
    expect(ended).toMatchObject({ revoked: true, left: [], counts: { links: 1, answers: 1 } });
    const thread = await fresh.store.threads.get('x-1001');
    expect(thread).toMatchObject({ claimedBy: null, root: { author: { handle: 'customer_one' } } });
    const { entries } = await fresh.store.listing.history('x-1001', 0, 50);
    expect(entries.map(({ what }) => what)).toContain('reply-submitted');
  });

  /** The card of a neighbour's post that names Sam, who never had to do with it. */
  async function named(): Promise<string> {
    const post = aPost({ id: '7101', conversationId: '7101', author: NEIGHBOUR, text: 'Ask @sam_works' });
    await fresh.store.mentions.ingest(anIngest({ post }));
    const text = 'Ask @sam_works';
    const { ts = '' } = await desk.slack.client().chat.postMessage({ channel: CHANNEL, text });
    await fresh.store.messages.posted('card:x-7101', ts, { channel: CHANNEL, threadTs: null });
    return ts;
  }
  const forgetWith = (over: object) =>
    forgetResponder({
      ...fresh.store,
      archive: desk.archive,
      eraser: desk.eraser,
      network: { revoke: async () => true } as never,
      clock: fresh.clock,
      ...over,
    })('USAM', false);

  it('reaches cards that only name them, and one that is drawn meanwhile', async () => {
    await answered();
    const ts = await named();
    let drawn = 0;
    const eraser = {
      ...desk.eraser,
      async changeThread(channel: string, card: string, change: (json: string) => string) {
        const changed = await desk.eraser.changeThread(channel, card, change);
        if (card === ts && drawn === 0) {
          drawn += 1;
          await desk.slack.client().chat.update({ channel, ts, text: 'Ask @sam_works, or <@USAM>' });
        }
        return changed;
      },
    };
    await forgetWith({ eraser });
    expect([drawn, await desk.search(SAM)]).toEqual([1, []]);
  });

  it('goes on where it was stopped, though nothing in Redis names them any more', async () => {
    await answered();
    const ts = await named();
    const forgetting = {
      ...fresh.store.forgetting,
      async drop() {
        await desk.slack.client().chat.update({ channel: CHANNEL, ts, text: 'Ask @sam_works, or <@USAM>' });
        throw new Error('stopped');
      },
    };
    await expect(forgetWith({ forgetting })).rejects.toThrow('stopped');
    expect(await desk.search(SAM)).toContain(`slack:${CHANNEL}`);
    await forgetWith({});
    expect(await desk.search(SAM)).toEqual([]);
    expect(await fresh.store.redis.exists('{T0TEST}:forgetting:usam')).toBe(0);
  });

  it('keeps the audit in its order while others write', async () => {
    await answered();
    const { redis } = fresh.store;
    const before = await redis.xrange('{T0TEST}:audit', '-', '+');
    await desk.forgetResponder('USAM', false);
    const after = await redis.xrange('{T0TEST}:audit', '-', '+');
    expect(after.slice(0, before.length).map(([id]) => id)).toEqual(before.map(([id]) => id));
    expect(after.at(-1)?.[1].join(' ')).toContain('responder-forgotten');
  });

  it('says what it would erase, and erases nothing', async () => {
    await answered();
    const before = await fresh.store.dump();
    const would = await desk.forgetResponder('USAM', true);
    expect(would.counts).toMatchObject({ links: 1, answers: 1 });
    expect(await fresh.store.dump()).toEqual(before);
    expect(desk.revoked).toEqual([]);
  });

  it('reaches archives too', async () => {
    await aLongThread(fresh.store);
    fresh.clock.advance(181 * DAY_MS);
    await desk.retain();
    expect(await desk.search(['USAM', 'We are on it'])).toContain('archive:threads');
    await desk.forgetResponder('USAM', false);
    expect(await desk.search(['USAM', 'We are on it'])).toEqual([]);
  });
});

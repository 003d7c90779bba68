import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/domain/glossary.ts';
import type { RefusedError } from '../../src/errors.ts';
import { type LookForEcho, lookForEcho } from '../../src/usecases/look-for-echo.ts';
import { submitOwnWords } from '../../src/usecases/submit-own-words.ts';
import { TOKENS } from '../support/account.ts';
import { freshStore } from '../support/fresh-store.ts';
import { aBrand, aBrandAccount, aDesk, anAccount, aPost, aReply } from '../support/samples.ts';
import { anIngest, claimedThread, NOW } from '../support/store.ts';

const fresh = freshStore();
const DAY_MS = aDesk().sameText.windowMs;
const DUE = aReply().notBefore;
const TEXT = 'The tower in your street lost power this morning. Our engineer is there, it is back by six.';
const OTHER = 'Please hold the reset button of your router for ten seconds and tell me what its light does.';

const looking = () => lookForEcho({ ...fresh.store, desk: aDesk(), clock: fresh.clock });

/** A claimed thread of its own, its reply, and what is known of it when it is submitted. */
async function written(number: number, text: string, over: Partial<Reply> = {}) {
  const responder = `UP${number}`;
  const post = aPost({ id: String(1_000 + number) });
  const threadId = await claimedThread(fresh.store, responder, post);
  const account = anAccount({ id: String(700 + number), owner: { kind: 'responder', slackUser: responder } });
  const ids = { id: `r-${number}`, threadId, responder, accountId: account.id, inReplyTo: post.id };
  return { reply: aReply({ ...ids, text, ...over }), plan: { brand: aBrand(), account } };
}

async function submit(
  { reply, plan }: Awaited<ReturnType<typeof written>>,
  look: LookForEcho = looking(),
): Promise<string> {
  try {
    const deps = { replies: fresh.store.replies, lookForEcho: look };
    return (await submitOwnWords(deps, reply, plan as never)).kind;
  } catch (error) {
    return (error as RefusedError).code;
  }
}

const recent = async (since = NOW - DAY_MS) =>
  (await fresh.store.replies.recentTexts(since)).texts.map(({ entry }) => entry);

async function end(number: number, update: Parameters<typeof fresh.store.replies.finish>[2]): Promise<void> {
  await fresh.store.replies.begin(`r-${number}`, DUE);
  await fresh.store.replies.finish(`r-${number}`, 1, update, DUE);
}

describe('a text that another account sent', () => {
  it('is not accepted, and nothing of it is stored', async () => {
    expect(await submit(await written(1, TEXT))).toBe('accepted');
    const second = await written(2, TEXT.replace('six', 'seven'));
    const before = await fresh.store.dump();
    expect(await submit(second)).toBe('same-text');
    expect(await fresh.store.dump()).toEqual(before);
    second.reply.text = OTHER;
    expect(await submit(second)).toBe('accepted');
  });

  it('does not count when it was taken back or refused', async () => {
    await submit(await written(1, TEXT));
    await fresh.store.replies.withdraw('r-1', 'UP1', NOW);
    expect(await submit(await written(2, TEXT))).toBe('accepted');
    await end(2, { kind: 'refused', reason: 'no' });
    expect(await recent()).toEqual([]);
    expect(await submit(await written(3, TEXT))).toBe('accepted');
  });

  it('counts while it may be public, and for the window once it is', async () => {
    await submit(await written(1, TEXT));
    await end(1, { kind: 'unknown', lookAt: 0, reason: 'cut' });
    expect(await recent(NOW + DAY_MS * 3)).toEqual(['reply:r-1']);
    await fresh.store.replies.adopt('r-1', '5001', 'https://x.com/a/status/5001', DUE);
    expect(await recent(DUE)).toEqual(['reply:r-1']);
    expect(await recent(DUE + 1)).toEqual([]);
    fresh.clock.advance(DAY_MS * 2);
    expect(await submit(await written(2, TEXT))).toBe('accepted');
  });

  it('counts when it was typed on X itself, once', async () => {
    const author = { id: '701', handle: 'ada_fixes', name: 'Ada', avatarUrl: null };
    const post = aPost({ id: '2001', text: `@customer_one ${TEXT}`, author });
    for (let times = 0; times < 2; times += 1)
      await fresh.store.mentions.ingest(anIngest({ post, as: { kind: 'own' } }));
    expect(await recent()).toEqual(['post:2001']);
    expect(await recent(post.createdAt + 1)).toEqual([]);
    expect(await submit(await written(2, TEXT))).toBe('same-text');
  });

  it('is one text when X brings it back to us', async () => {
    await submit(await written(1, TEXT));
    await fresh.store.replies.begin('r-1', DUE);
    await fresh.store.mentions.ingest(
      anIngest({ post: aPost({ id: '5001', text: TEXT }), as: { kind: 'own' } }),
    );
    await fresh.store.replies.finish('r-1', 1, { kind: 'sent', postId: '5001', postUrl: 'u' }, DUE);
    expect(await recent()).toEqual(['reply:r-1']);
  });
});

describe("an account's own text", () => {
  it('is not accepted again to the letter, however short; nearly so it is', async () => {
    const first = await written(1, 'Thank you!');
    const same = { responder: 'UP1', accountId: '701' };
    await submit(first);
    const again = async (number: number, text: string) => {
      const next = await written(number, text, same);
      await fresh.store.threads.release(next.reply.threadId, `UP${number}`, true, NOW);
      await fresh.store.threads.claim(next.reply.threadId, 'UP1', NOW);
      return submit({ ...next, plan: first.plan });
    };
    expect(await again(2, 'Thank you!')).toBe('repeated-text');
    expect(await again(3, TEXT)).toBe('accepted');
    expect(await again(4, TEXT.replace('six', 'seven'))).toBe('accepted');
  });

  it('is the brand’s where the brand sends it', async () => {
    await fresh.store.accounts.link(aBrandAccount(), TOKENS, NOW);
    await submit(await written(1, TEXT, { steps: ['brand'] }));
    const { texts } = await fresh.store.replies.recentTexts(NOW);
    expect(texts).toMatchObject([{ accountId: '900', responder: 'UP1' }]);
    expect(await submit(await written(2, TEXT, { steps: ['brand'] }))).toBe('repeated-text');
    expect(await submit(await written(3, TEXT))).toBe('same-text');
    const { plan } = await written(4, TEXT);
    const { echo } = await looking()({ ...plan, text: TEXT, steps: ['direct'] } as never);
    expect(echo).toMatchObject({ handle: 'acme', own: false, refused: true });
  });

  it('sent by the same modal again is the reply that it was', async () => {
    const first = await written(1, TEXT);
    await submit(first);
    expect(await fresh.store.replies.submit(first.reply, 'reply:of-long-ago')).toMatchObject({
      kind: 'repeated',
    });
  });
});

describe('texts that are submitted at the same moment', () => {
  it('are one that is accepted when they are nearly the same', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, index) => written(index, TEXT.replace('six', `six o'clock ${index}`))),
    );
    const ends = await Promise.all(all.map((one) => submit(one)));
    expect(ends.filter((kind) => kind === 'accepted')).toHaveLength(1);
    expect(ends.filter((kind) => kind === 'same-text')).toHaveLength(19);
    expect(await recent()).toHaveLength(1);
  });

  it('are all accepted when each has its own words', async () => {
    const words = [
      'router',
      'tower',
      'cable',
      'invoice',
      'engineer',
      'splice',
      'modem',
      'parcel',
      'tariff',
      'van',
    ];
    const all = await Promise.all(words.map((word, index) => written(index, `${word} `.repeat(10))));
    expect(await Promise.all(all.map((one) => submit(one)))).toEqual(words.map(() => 'accepted'));
  });

  it('lose even where the other one came between looking and recording', async () => {
    const [first, second] = [await written(1, TEXT), await written(2, TEXT)];
    const look = looking();
    let looked = 0;
    const slowly: LookForEcho = async (input) => {
      const found = await look(input);
      looked += 1;
      if (looked === 1) await submit(first);
      return found;
    };
    expect(await submit(second, slowly)).toBe('same-text');
    expect(looked).toBe(2);
  });
});

describe('what is remembered', () => {
  it('is bounded, holds no words, and ends', async () => {
    const { redis } = fresh.store;
    for (let count = 0; count < 1_200; count += 1) await redis.lpush('{T0TEST}:said', `reply:old-${count}`);
    await submit(await written(1, TEXT));
    expect(await redis.llen('{T0TEST}:said')).toBe(1_000);
    expect((await redis.lrange('{T0TEST}:said', 0, 0)).join()).toBe('reply:r-1');
    expect(await redis.pttl('{T0TEST}:said')).toBeGreaterThan(0);
    expect(await recent()).toEqual(['reply:r-1']);
  });
});

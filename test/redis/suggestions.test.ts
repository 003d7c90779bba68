import { describe, expect, it } from 'vitest';
import type { Brand } from '../../src/domain/brand.ts';
import type { Post } from '../../src/domain/glossary.ts';
import { UnavailableError } from '../../src/errors.ts';
import { receiveMention } from '../../src/usecases/receive-mention.ts';
import { suggestTopic } from '../../src/usecases/suggest-topic.ts';
import { freshStore } from '../support/fresh-store.ts';
import { aBrand, aDesk, aPost } from '../support/samples.ts';
import { NOW, type OpenStore, silentLog } from '../support/store.ts';

const fresh = freshStore();
const brand = aBrand();
const TOPICS = ['bills', 'net'].map((name) => ({
  name,
  channel: `C0${name.toUpperCase()}`,
  priority: 'normal' as const,
  brands: [],
  rules: [],
}));
const desk = aDesk({ topics: TOPICS, suggestions: { minExamples: 20, minConfidence: 0.5 } });
const WORDS: Record<string, string> = {
  bills: 'my bill and the invoice were charged twice, refund',
  net: 'no signal, the router is offline, such an outage',
};

let count = 0;
function aMention(text: string): Post {
  count += 1;
  const author = { ...aPost().author, id: String(9_000 + count) };
  return aPost({ id: String(50_000 + count), text: `@acme ${text}`, author });
}

/** One process that receives mentions. */
function receiver(over: Partial<OpenStore> = {}, settings = desk, of: Brand = brand) {
  const store = { ...fresh.store, ...over };
  const clock = { now: () => NOW, sleep: () => Promise.resolve() };
  const suggest = suggestTopic({ topics: store.topics, desk: settings, clock, log: silentLog });
  const { mentions, noise } = store;
  const receive = receiveMention({ mentions, noise, suggestTopic: suggest, desk: settings, clock });
  return async (post: Post) => {
    await receive({ source: 's', token: 1, cursor: null, post, brand: of });
    return fresh.store.threads.get(`x-${post.id}`);
  };
}

/** A person moves it there. */
async function teach(name: string, text = WORDS[name] ?? ''): Promise<string> {
  const post = aMention(`${text} ${count}`);
  await receiver()(post);
  const thread = await fresh.store.threads.get(`x-${post.id}`);
  const to = { name, channel: `C0${name.toUpperCase()}`, priority: 'normal' } as const;
  const given = { threadId: `x-${post.id}`, slackUser: 'USAM', asLead: false, to, why: '', now: NOW };
  await fresh.store.topics.move({ ...given, how: 'moved', expected: thread?.reroutes ?? 0 });
  return post.id;
}

async function teachBoth(times: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < times; index += 1) ids.push(await teach('bills'), await teach('net'));
  return ids;
}

describe('what Faccia suggests', () => {
  it('is nothing until people have taught it enough, then a topic with how sure it is', async () => {
    const receive = receiver();
    await teachBoth(9);
    expect((await receive(aMention('the bill is wrong')))?.suggestion).toBeNull();
    await teachBoth(3);
    const thread = await receive(aMention('the invoice of my bill is wrong'));
    expect(thread).toMatchObject({ topic: null, channel: 'C0CARE', suggestion: { topic: 'bills' } });
    expect(thread?.suggestion?.confidence).toBeGreaterThan(0.5);
    expect((await receive(aMention('router, no signal')))?.suggestion).toMatchObject({ topic: 'net' });
  });

  it('is nothing where a rule gave the topic, or where it is not sure', async () => {
    await teachBoth(12);
    const rules = aBrand({ routes: [{ keywords: ['invoice'], channel: 'C0X', topic: 'bills' }] });
    const ruled = receiver({}, aDesk({ ...desk, brands: [rules] }), rules);
    expect(await ruled(aMention('the invoice of my bill'))).toMatchObject({
      topic: 'bills',
      suggestion: null,
    });
    const unsure = receiver({}, { ...desk, suggestions: { minExamples: 20, minConfidence: 1 } });
    expect((await unsure(aMention('the bill')))?.suggestion).toBeNull();
    expect((await receiver()(aMention('xyzzy')))?.suggestion).toBeNull();
  });

  it('is nothing while what people teach has nothing to do with the words', async () => {
    for (let index = 0; index < 24; index += 1) await teach(index % 2 ? 'bills' : 'net', WORDS.bills);
    expect((await receiver()(aMention('my bill')))?.suggestion).toBeNull();
  });

  it('is never a topic that the configuration does not have for this brand', async () => {
    await teachBoth(12);
    const [bills, net] = TOPICS as [(typeof TOPICS)[number], (typeof TOPICS)[number]];
    const other = aDesk({ ...desk, topics: [{ ...bills, brands: ['other'] as never[] }, net] });
    expect((await receiver({}, other)(aMention('the invoice, my bill')))?.suggestion).toBeNull();
  });

  it('is learnt by every process, and by one that starts later', async () => {
    const early = receiver();
    await early(aMention('hello'));
    await teachBoth(12);
    for (const receive of [early, receiver()])
      expect((await receive(aMention('router offline')))?.suggestion).toMatchObject({ topic: 'net' });
  });

  it('forgets a post that its author deletes', async () => {
    await teachBoth(12);
    const odd = await teach('net', 'xyzzy plugh');
    const receive = receiver();
    expect((await receive(aMention('xyzzy plugh')))?.suggestion).toMatchObject({ topic: 'net' });
    await fresh.store.threads.markGone(`x-${odd}`, NOW);
    expect((await receive(aMention('xyzzy plugh')))?.suggestion).toBeNull();
  });

  it('never keeps a mention from being stored', async () => {
    const examples = () => Promise.reject(new UnavailableError('redis-unavailable', 'Away.'));
    const receive = receiver({ topics: { ...fresh.store.topics, examples } });
    expect(await receive(aMention('hello'))).toMatchObject({ state: 'open', suggestion: null });
  });
});

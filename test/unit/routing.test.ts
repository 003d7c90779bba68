import { describe, expect, it } from 'vitest';
import { classifyIncoming } from '../../src/domain/incoming.ts';
import { createRouter } from '../../src/domain/routing.ts';
import type { Topic, TopicRule } from '../../src/domain/topic.ts';
import { topicChoices } from '../../src/domain/topic-choices.ts';
import { aBrand, aDesk, aPost } from '../support/samples.ts';

const brand = aBrand({
  routes: [
    { keywords: ['bill', 'prélèvement'], channel: 'C0BILLS', topic: 'billing' },
    { keywords: ['no signal'], channel: 'C0NET', topic: 'network' },
    { keywords: ['hello'], channel: 'C0HELLO', topic: null },
  ],
});

function aTopic(name: string, rules: Partial<TopicRule>[], over: Partial<Topic> = {}): Topic {
  const none = { keywords: [], hashtags: [], authors: [], languages: [], networks: [], pattern: null };
  return {
    name,
    channel: `C0${name.toUpperCase()}`,
    priority: 'normal',
    brands: [],
    rules: rules.map((rule) => ({ ...none, ...rule })),
    ...over,
  };
}

const DEFAULT = { channel: 'C0CARE', topic: null, priority: 'normal', because: [] };

describe("a brand's own rules", () => {
  const route = createRouter(
    aDesk({ brands: [brand], topics: [aTopic('billing', [], { priority: 'high' })] }),
  );
  it.each([
    ['My BILL is wrong', 'C0BILLS', 'billing', 'bill'],
    ['#bill!', 'C0BILLS', 'billing', 'bill'],
    ['le prelevement est passé deux fois', 'C0BILLS', 'billing', 'prélèvement'],
    ['there is no  signal here', 'C0NET', 'network', 'no signal'],
    ['hello', 'C0HELLO', null, 'hello'],
  ])('send %j to %s, and say why', (text, channel, topic, value) => {
    expect(route(brand, aPost({ text }))).toMatchObject({
      channel,
      topic,
      because: [{ kind: 'keyword', value }],
    });
  });

  it.each(['a billion thanks', ''])('leave %j in the default channel', (text) => {
    expect(route(brand, aPost({ text }))).toEqual(DEFAULT);
  });

  it('give the priority that their topic has, where there is one of this name', () => {
    expect(route(brand, aPost({ text: 'bill' })).priority).toBe('high');
    expect(route(brand, aPost({ text: 'no signal' })).priority).toBe('normal');
  });
});

describe("a topic's rules", () => {
  const topics = [
    aTopic('press', [{ authors: ['Angry_Press'] }], { priority: 'high' }),
    aTopic('outage', [{ hashtags: ['DownAgain'], languages: ['en'] }, { keywords: ['outage'] }]),
    aTopic('orders', [{ pattern: '\\border\\s+#?\\d{4,}' }], { brands: ['acme'] }),
    aTopic('italia', [{ languages: ['it'], networks: ['x'] }]),
  ];
  const other = aBrand({ id: 'other', handle: 'other', defaultChannel: 'C0OTHER' });
  const route = createRouter(aDesk({ brands: [brand, other], topics }));

  it.each([
    ['an author, in any case', { author: { ...aPost().author, handle: 'ANGRY_press' } }, 'press', 'author'],
    ['a hashtag in any case, with a language', { text: 'hm #downagain!' }, 'outage', 'hashtag'],
    ['a keyword of another rule', { text: 'an outage?' }, 'outage', 'keyword'],
    ['a pattern, in any case', { text: 'my ORDER #123456 is lost' }, 'orders', 'pattern'],
    ['a language with its country', { language: 'it-CH', text: 'ciao' }, 'italia', 'language'],
  ])('fit by %s', (_what, over, topic, kind) => {
    const taken = route(brand, aPost(over));
    expect(taken).toMatchObject({ topic, channel: `C0${topic.toUpperCase()}` });
    expect(taken.because.map((reason) => reason.kind)).toContain(kind);
  });

  it('must fit whole: a hashtag in another language is not enough, nor a part of one', () => {
    expect(route(brand, aPost({ text: 'hm #downagain', language: 'de' }))).toEqual(DEFAULT);
    expect(route(brand, aPost({ text: 'hm #downagainst' }))).toEqual(DEFAULT);
    expect(route(brand, aPost({ text: '', language: null }))).toEqual(DEFAULT);
  });

  it('say everything that fitted', () => {
    const { because } = route(brand, aPost({ text: 'ciao', language: 'it' }));
    expect(because).toEqual([
      { kind: 'language', value: 'it' },
      { kind: 'network', value: 'x' },
    ]);
  });

  it('are for the brands that they name only', () => {
    expect(route(other, aPost({ text: 'order 12345' })).topic).toBeNull();
    expect(route(other, aPost({ text: 'bill' })).channel).toBe('C0OTHER');
  });

  it("come after the brand's own, and the first of them decides", () => {
    expect(route(brand, aPost({ text: 'outage on my bill' })).topic).toBe('billing');
    expect(route(brand, aPost({ text: 'outage, order 12345' })).topic).toBe('outage');
  });

  it('are choices for people, with the topics that only a brand names, and none', () => {
    const names = (of = brand) => topicChoices(aDesk({ topics }), of).map(({ name }) => name);
    expect(names()).toEqual(['press', 'outage', 'orders', 'italia', 'billing', 'network', null]);
    expect(names(other)).toEqual(['press', 'outage', 'italia', null]);
  });
});

describe('what a post is to us', () => {
  const brands = [brand, aBrand({ id: 'other', handle: 'Other' })];
  const classify = (post = aPost()) =>
    classifyIncoming(post, brand, brands, new Set(['701']), () => null, createRouter(aDesk({ brands })));

  it('takes a customer as a mention, with its route', () => {
    expect(classify()).toEqual({ kind: 'mention', brand: 'acme', noise: null, ...DEFAULT });
  });

  it('takes linked accounts and every brand of ours as our own', () => {
    const by = (author: object) => classify(aPost({ author: { ...aPost().author, ...author } }));
    expect(by({ id: '701' })).toEqual({ kind: 'own' });
    expect(by({ handle: 'ACME' })).toEqual({ kind: 'own' });
    expect(by({ handle: 'other' })).toEqual({ kind: 'own' });
  });

  it('drops what only repeats another post', () => {
    expect(classify(aPost({ repostOf: '7' }))).toEqual({ kind: 'dropped', reason: 'repost' });
  });
});

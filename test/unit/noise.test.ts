import { describe, expect, it } from 'vitest';
import type { Post } from '../../src/domain/glossary.ts';
import { ignoredText, muteWords } from '../../src/domain/ignoring.ts';
import { classifyIncoming } from '../../src/domain/incoming.ts';
import { createNoiseJudge, type LearnedRule, type NoiseRule } from '../../src/domain/noise.ts';
import { createRouter } from '../../src/domain/routing.ts';
import { aBrand, aPost } from '../support/samples.ts';

const rule = (over: Partial<NoiseRule>): NoiseRule => ({ reason: 'r', action: 'mute', ...over });
const found = (post: Partial<Post>, over: Partial<NoiseRule>) =>
  createNoiseJudge([rule(over)])(aPost(post), 'acme', [])?.why ?? null;
const by = (handle: string) => ({ ...aPost().author, handle });
const mentioning = (count: number) =>
  Array.from({ length: count }, (_one, index) => ({ id: String(index), handle: `h${index}` }));

describe('a noise rule', () => {
  it.each<[string, Partial<Post>, Partial<NoiseRule>, string | null]>([
    ['a keyword', { text: 'Win a FREE phone!' }, { keywords: ['x', 'free phone'] }, 'says "free phone"'],
    ['a part of a word', { text: 'freephones' }, { keywords: ['free'] }, null],
    ['accents', { text: 'è un Più bel premio' }, { keywords: ['piu bel'] }, 'says "piu bel"'],
    ['a hashtag', { text: 'look #AirDrop2' }, { hashtags: ['airdrop2'] }, 'has the hashtag "airdrop2"'],
    ['the word without its sign', { text: 'airdrop2' }, { hashtags: ['airdrop2'] }, null],
    ['whom it mentions', {}, { handles: ['ACME'] }, 'mentions "ACME"'],
    ['its author', { author: by('Win_Big') }, { authors: ['win_big'] }, 'is by "win_big"'],
    ['another author', { author: by('winbig') }, { authors: ['win_big'] }, null],
    ['a language', { language: 'ru' }, { languages: ['ru', 'ja'] }, 'is written in "ru"'],
    ['a language with its region', { language: 'pt-BR' }, { languages: ['pt'] }, 'is written in "pt"'],
    ['a language that is kept', { language: 'it' }, { languagesExcept: ['it'] }, null],
    ['any other', { language: 'ru' }, { languagesExcept: ['it', 'en'] }, 'is written in "ru"'],
    ['a language that X does not know', { language: 'qme' }, { languagesExcept: ['it'] }, null],
    ['no language at all', { language: null }, { languagesExcept: ['it'] }, null],
    ['many mentions', { mentions: mentioning(6) }, { mentionsFrom: 6 }, 'mentions 6 accounts'],
    ['fewer', { mentions: mentioning(5) }, { mentionsFrom: 6 }, null],
    ['links', { text: 'http://a.b https://c.d/e' }, { linksFrom: 2 }, 'has 2 links'],
    [
      'mentions, links and emoji only',
      { text: '@acme 😂👨‍👩‍👧 https://t.co/x …!' },
      { saysNothing: true },
      'has nothing but mentions, links and emoji',
    ],
    ['one word', { text: '@acme help' }, { saysNothing: true }, null],
    ['a hashtag that says it', { text: '@acme #nosignal' }, { saysNothing: true }, null],
    ['words of any script', { text: '@acme 助けて' }, { saysNothing: true }, null],
    ['a picture', { text: '@acme', images: [{ url: 'u', alt: null }] }, { saysNothing: true }, null],
    ['a prize draw', { text: 'Follow & RT to win: GIVEAWAY' }, { giveaway: true }, 'says "giveaway"'],
    ['a gift that was given away', { text: 'they gave it away' }, { giveaway: true }, null],
    [
      'a pattern',
      { text: 'WhatsApp me: 555123' },
      { regex: 'whats ?app.*\\d{6}' },
      'fits the pattern whats ?app.*\\d{6}',
    ],
    ['another text', { text: 'whats app?' }, { regex: 'whats ?app.*\\d{6}' }, null],
    ['a retweet', { repostOf: '9' }, { retweets: true }, 'is a retweet'],
  ])('looks at %s', (_what, post, over, why) => {
    expect(found(post, over)).toBe(why);
  });

  it('with several conditions asks for all of them', () => {
    const both = { keywords: ['prize'], linksFrom: 1 };
    expect(found({ text: 'a prize' }, both)).toBeNull();
    expect(found({ text: 'a prize https://a.b' }, both)).toBe('says "prize", has 1 link');
  });

  it('that comes first decides, before those that were made from cards', () => {
    const learned: LearnedRule[] = [
      {
        id: 'n-1',
        brand: 'acme',
        match: { kind: 'author', authorId: '501', handle: 'customer_one' },
        until: null,
        by: 'ULEAD',
        at: 1,
      },
      {
        id: 'n-2',
        brand: 'acme',
        match: { kind: 'words', words: ['dead', 'line'] },
        until: null,
        by: 'U',
        at: 1,
      },
    ];
    const judge = (post: Partial<Post>, rules: NoiseRule[] = [], brand = 'acme') =>
      createNoiseJudge(rules)(aPost(post), brand, learned);
    expect(judge({}, [rule({ reason: 'mine', action: 'drop', keywords: ['dead'] })])).toMatchObject({
      action: 'drop',
      reason: 'mine',
    });
    expect(judge({})).toMatchObject({ action: 'mute', reason: 'author' });
    const other = { author: { ...aPost().author, id: '502' } };
    expect(judge({ ...other, text: 'The LINE is dead' })).toEqual({
      action: 'mute',
      reason: 'words',
      why: 'says "dead", "line"',
    });
    expect(judge({ ...other, text: 'the line is up' })).toBeNull();
    expect(judge({}, [], 'other')).toBeNull();
  });
});

describe('a retweet', () => {
  const classify = (...set: NoiseRule[]) => {
    const judge = createNoiseJudge(set);
    return classifyIncoming(
      aPost({ repostOf: '7' }),
      aBrand(),
      [aBrand()],
      new Set(),
      (post) => judge(post, 'acme', []),
      createRouter({ brands: [aBrand()], topics: [] }),
    );
  };

  it('is dropped, unless a rule mutes it', () => {
    expect(classify()).toEqual({ kind: 'dropped', reason: 'repost' });
    expect(classify(rule({ reason: 'rt', action: 'drop', retweets: true }))).toEqual({
      kind: 'dropped',
      reason: 'rt',
    });
    expect(classify(rule({ reason: 'rt', retweets: true }))).toMatchObject({
      kind: 'mention',
      noise: { action: 'mute', reason: 'rt' },
    });
  });
});

describe('the words that a lead wants muted', () => {
  it.each([
    ['free crypto,  airdrop\nairdrop', ['free crypto', 'airdrop']],
    ['', null],
    [' , ', null],
    ['a', null],
    ['the prize, it', null],
    ['🎁🎁🎁', null],
    ['aaa,bbb,ccc,ddd,eee,fff,ggg,hhh,iii', null],
  ])('%j are %j', (typed, words) => {
    expect(muteWords(typed)).toEqual(words);
  });
});

describe('why something is ignored', () => {
  it.each([
    ['spam', '', 'Spam'],
    ['other', 'a test', 'Another reason: a test'],
    ['giveaway', 'says "airdrop"', 'giveaway: says "airdrop"'],
  ])('is said for %s', (reason, why, text) => {
    expect(ignoredText({ by: null, reason, why, at: 1, since: 0 })).toBe(text);
  });
});

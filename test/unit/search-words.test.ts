import { describe, expect, it } from 'vitest';
import { tagsOf, tokensOf, wantedOf } from '../../src/domain/search-words.ts';
import { thanksUs } from '../../src/domain/thanks.ts';
import { aPost, aThread } from '../support/samples.ts';

describe('what finds a thread', () => {
  it('is its words, without accents and links, and the customer', () => {
    const root = aPost({
      text: '@acme Perché il Wi-Fi è giù? https://t.co/abc',
      author: { ...aPost().author, name: 'Zoë' },
    });
    expect(tokensOf(aThread({ root, lastCustomerPost: root }))).toEqual(
      expect.arrayContaining(['@customer_one', 'perche', 'giu', 'zoe', 'acme']),
    );
    expect(tokensOf(aThread({ root, lastCustomerPost: root })).join(' ')).not.toMatch(/t\.co|abc|https/u);
  });

  it('is who has it, who answered, its tags and its topic', () => {
    const thread = aThread({
      claimedBy: 'UADA',
      answeredBy: 'UBEN',
      tags: ['vip'],
      topic: 'Bills & refunds',
    });
    expect(tokensOf(thread)).toEqual(
      expect.arrayContaining(['by:UADA', 'by:UBEN', 'tag:vip', 'topic:bills', 'topic:refunds']),
    );
  });

  it('is nothing of a post that the customer deleted', () => {
    const root = aPost({ text: 'secret words', erased: 'deleted' });
    expect(tokensOf(aThread({ root, lastCustomerPost: root }))).toEqual([]);
  });
});

describe('what somebody looks for', () => {
  it.each([
    ['red router', ['red', 'router'], null],
    ['@Maro_K', ['@maro_k'], null],
    ['by:<@U0ADA> #VIP', ['by:U0ADA', 'tag:vip'], null],
    ['<@u0ada|ada>', ['by:U0ADA'], null],
    ['by:me topic:Billing is:open', ['by:UME', 'topic:billing'], 'open'],
    ['is:nonsense', [], null],
    ['  ', [], null],
    ['perché perche', ['perche'], null],
  ])('is read from "%s"', (query, tokens, state) => {
    expect(wantedOf(query, 'UME')).toEqual({ tokens, state });
  });
});

describe('tags', () => {
  it('are small, plain, once and in order', () => {
    expect(tagsOf('#VIP, outage vip  <@U1> "x"')).toEqual(['outage', 'u1', 'vip', 'x']);
    expect(tagsOf(' ')).toEqual([]);
  });
});

describe('thanks', () => {
  it.each([
    'Thanks, it works again!',
    'thank you so much',
    'Grazie mille Ada',
    'Danke!',
    '@ada_fixes merci',
    'ありがとうございます',
  ])('are heard in "%s"', (text) => expect(thanksUs(text)).toBe(true));

  it.each(['thanks for nothing', 'thanks, but when does it work?', 'thankless', 'the empty tank', ''])(
    'are not heard in "%s"',
    (text) => expect(thanksUs(text)).toBe(false),
  );
});

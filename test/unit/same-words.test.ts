import { describe, expect, it } from 'vitest';
import { isSameText, saysThis } from '../../src/domain/same-words.ts';
import { readPosts } from '../../src/networks/x/posts.ts';

const said = (text: string, links?: string[]) => ({ text, ...(links ? { links } : {}) });

describe('a post says what we sent', () => {
  it.each([
    ['with mentions before it', said('@ada @acme  Hello THERE'), 'Hello there'],
    ['with an accent written in two signs', said('Caf\u00e9'), 'Cafe\u0301'],
    ['with its link shortened', said('See https://t.co/x, please'), 'See https://acme.com/a/b, please'],
    [
      'with its link shortened, and named',
      said('(https://t.co/x)', ['https://acme.com/a_(b)']),
      '(https://acme.com/a_(b))',
    ],
    [
      'with a link made of bare words',
      said('See https://t.co/x.', ['http://acme.com/help']),
      'See Acme.com/help.',
    ],
    ['with a picture', said('Look https://t.co/x', ['https://x.com/a/status/1/photo/1']), 'Look'],
    ['that is only a link', said('@ada https://t.co/x', ['https://acme.com/a']), 'https://acme.com/a'],
    ['that is only a mention', said('@customer @ada'), '@ada'],
    [
      'in a script without spaces',
      said('\u8a73\u7d30\u306fhttps://t.co/x\u3067\u3059'),
      '\u8a73\u7d30\u306fhttps://a.jp/x\u3067\u3059',
    ],
  ])('%s', (_how, post, text) => {
    expect(saysThis(post, text)).toBe(true);
  });

  it.each([
    ['it says more', said('We look into it, and tell you by noon'), 'We look into it'],
    [
      'it begins alike',
      said('We look into it and tell you by noon.'),
      'We look into it and tell you by six.',
    ],
    ['it leads elsewhere', said('See https://t.co/x', ['https://acme.com/b']), 'See https://acme.com/a'],
    ['both are links, and nobody says where to', said('https://t.co/x'), 'https://acme.com/a'],
    ['only it has words', said('@ada yes'), '@ada'],
  ])('not when %s', (_why, post, text) => {
    expect(saysThis(post, text)).toBe(false);
  });
});

describe('the network takes a post for the same text', () => {
  it('whomever it answers, but not when other people are mentioned in it', () => {
    expect(isSameText(said('@ben Thank you'), 'Thank you')).toBe(true);
    expect(isSameText(said('@ben Thank you'), '@ada Thank you')).toBe(false);
    expect(isSameText(said('@ben @ada Thank you'), '@ada Thank you')).toBe(false);
    expect(isSameText(said('https://t.co/x'), 'https://acme.com')).toBe(false);
  });
});

describe('where links lead', () => {
  it('is read from what X says of its own short ones', () => {
    const urls = [{ url: 'https://t.co/x', expanded_url: 'https://acme.com/a' }, { url: 'https://t.co/y' }];
    const data = { id: '1', author_id: '2', text: 'See https://t.co/x', entities: { urls } };
    expect(readPosts({ data }).posts[0]?.links).toEqual(['https://acme.com/a', 'https://t.co/y']);
  });
});

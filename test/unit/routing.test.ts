import { describe, expect, it } from 'vitest';
import { classifyIncoming } from '../../src/domain/incoming.ts';
import { routeMention } from '../../src/domain/routing.ts';
import { aBrand, aPost } from '../support/samples.ts';

const brand = aBrand({
  routes: [
    { keywords: ['bill', 'prélèvement'], channel: 'C0BILLS', topic: 'billing' },
    { keywords: ['no signal'], channel: 'C0NET', topic: 'network' },
  ],
});

describe('routing', () => {
  it.each([
    ['My BILL is wrong', 'C0BILLS', 'billing'],
    ['#bill!', 'C0BILLS', 'billing'],
    ['le prelevement est passé deux fois', 'C0BILLS', 'billing'],
    ['there is no  signal here', 'C0NET', 'network'],
    ['a billion thanks', 'C0CARE', null],
    ['', 'C0CARE', null],
  ])('sends %j to %s', (text, channel, topic) => {
    expect(routeMention(brand, text)).toEqual({ channel, topic });
  });
});

describe('what a post is to us', () => {
  const classify = (post = aPost()) =>
    classifyIncoming(post, brand, [brand, aBrand({ id: 'other', handle: 'Other' })], new Set(['701']), {
      set: [],
      learned: [],
    });

  it('takes a customer as a mention, with its route', () => {
    expect(classify()).toEqual({
      kind: 'mention',
      brand: 'acme',
      noise: null,
      channel: 'C0CARE',
      topic: null,
    });
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

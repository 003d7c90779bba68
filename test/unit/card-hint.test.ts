import { describe, expect, it } from 'vitest';
import type { LinkedAccount, Post } from '../../src/domain/glossary.ts';
import type { LearnedRefusal } from '../../src/domain/learned.ts';
import { type CardHintDeps, cardHint } from '../../src/usecases/card-hint.ts';
import { testClock } from '../support/clock.ts';
import { aBrand, aBrandAccount, anAccount, aPost, aThread } from '../support/samples.ts';

const sam = anAccount();
const ben = anAccount({ id: '702', handle: 'ben_pulls', owner: { kind: 'responder', slackUser: 'UBEN' } });
const mentions = [aBrandAccount(), sam, ben].map(({ id, handle }) => ({ id, handle }));

function hintFor({
  post = {},
  accounts = [sam, ben],
  brand = {},
  learned = [],
}: {
  post?: Partial<Post>;
  accounts?: LinkedAccount[];
  brand?: Parameters<typeof aBrand>[0];
  learned?: LearnedRefusal[];
}) {
  const deps = {
    accounts: {
      byId: async (id: string) => accounts.find((account) => account.id === id) ?? null,
      byOwner: async () => aBrandAccount(),
    },
    holders: { shieldedFrom: async () => new Set<string>() },
    learned: { all: async () => learned },
    clock: testClock(),
  };
  const thread = aThread({ root: aPost({ mentions, ...post }) });
  return cardHint(deps as unknown as CardHintDeps, thread, aBrand(brand));
}

describe('colleagues whom the customer addressed', () => {
  it('are named when X lets them answer straight', async () => {
    expect(await hintFor({})).toEqual({ kind: 'addressed', slackUsers: ['USAM', 'UBEN'] });
  });

  it('are left out when their own link is dead', async () => {
    const accounts = [{ ...sam, state: 'dead' as const }, ben];
    expect(await hintFor({ accounts })).toEqual({ kind: 'addressed', slackUsers: ['UBEN'] });
  });

  it.each([
    [
      'the customer shows posts only to whom they approved',
      { post: { author: { ...aPost().author, isProtected: true } } },
    ],
    ['the brand does not use the straight way', { brand: { ladder: ['introduce', 'brand'] as const } }],
    [
      'X refused that way a short while ago',
      {
        learned: [
          {
            step: 'direct',
            ground: 'summoned',
            code: 'not-mentioned',
            reason: 'no',
            count: 1,
            until: testClock().now() + 1,
          } as const,
        ],
      },
    ],
  ])('are not shown when %s', async (_why, given) => {
    expect(await hintFor(given)).not.toMatchObject({ kind: 'addressed' });
  });
});

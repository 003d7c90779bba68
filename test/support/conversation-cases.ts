import type { LearnedRule } from '../../src/domain/noise.ts';
import type { RouteTaken } from '../../src/domain/routing.ts';
import type { IngestInput } from '../../src/stores.ts';
import { aPost, aReply } from './samples.ts';
import { anIngest, claimedThread, MENTION, NOW, type OpenStore } from './store.ts';

/** Posts and threads around the thread x-1001 of the customer 501, held by Sam. */

export const ROUTE: RouteTaken = { channel: 'C0CARE', topic: null, priority: 'normal', because: [] };
export const OTHER = aPost({
  id: '1002',
  conversationId: '1001',
  inReplyTo: '1001',
  text: '@acme mine too!',
  author: { id: '502', handle: 'neighbour', name: 'Neighbour', avatarUrl: null },
});
export const AGAIN = aPost({
  id: '1003',
  conversationId: '1001',
  inReplyTo: '1001',
  text: '@acme hello?',
  createdAt: aPost().createdAt + 1_000,
});
export const NOISE = { action: 'mute', reason: 'giveaway', why: 'says "giveaway"' } as const;
export const MUTED: IngestInput['as'] = { ...MENTION, noise: NOISE } as IngestInput['as'];
export const A_RULE: LearnedRule = {
  id: 'n-1',
  brand: 'acme',
  match: { kind: 'author', authorId: '501', handle: 'customer_one' },
  until: NOW + 1_000,
  by: 'ULEAD',
  at: NOW,
};

type Step = (store: OpenStore) => Promise<unknown>;

export const ignored: Step = async (store) => {
  await claimedThread(store);
  await store.noise.ignore('x-1001', 'USAM', false, { reason: 'spam', why: '' }, NOW);
};
/** Answered by Sam, who has let go of it; then the customer wrote again. */
export const writtenAgain: Step = async (store) => {
  await claimedThread(store);
  await answered(store);
  await store.threads.release('x-1001', 'USAM', false, NOW);
  await store.mentions.ingest(anIngest({ post: AGAIN }));
};
export const otherWrote: Step = async (store) => {
  await claimedThread(store);
  await store.mentions.ingest(anIngest({ post: OTHER }));
};

/** By Sam's answer 5001. */
export async function answered(store: OpenStore): Promise<void> {
  const due = aReply().notBefore;
  await store.replies.submit(aReply());
  await store.replies.begin('r-1', due);
  await store.replies.finish('r-1', 1, { kind: 'sent', postId: '5001', postUrl: 'u' }, due);
}

const inContext: Step = (store) =>
  store.conversations.keepContext(
    '1001',
    [{ id: '900', how: 'answered', post: aPost({ id: '900' }), missing: null }],
    NOW,
  );

/** Every script of conversations and noise, as test/redis/sent-twice wants them. */
export const CONVERSATION_CASES: { script: string; given?: Step; when: Step; second?: unknown }[] = [
  {
    script: 'change-thread (ignore)',
    given: (store) => claimedThread(store),
    when: ({ noise }) => noise.ignore('x-1001', 'USAM', false, { reason: 'spam', why: '' }, NOW),
    second: ['already'],
  },
  {
    script: 'bring-back',
    given: ignored,
    when: ({ noise }) => noise.bringBack('x-1001', 'USAM', NOW),
    second: ['already'],
  },
  {
    script: 'give-back (to whoever answered)',
    given: writtenAgain,
    when: ({ conversations }) => conversations.giveBack('x-1001', 'USAM', null, NOW),
    second: 0,
  },
  {
    script: 'give-back (to the channel)',
    given: writtenAgain,
    when: ({ conversations }) => conversations.giveBack('x-1001', 'USAM', 'paused', NOW),
    second: 0,
  },
  {
    script: 'separate',
    given: otherWrote,
    when: ({ conversations }) => conversations.separate(OTHER, ROUTE, 'USAM', NOW),
    second: ['already', 'x-1002'],
  },
  {
    script: 'erase-post',
    given: (store) => claimedThread(store),
    when: ({ watch }) => watch.erase({ id: '1001', around: null }, 'deleted', 'gone', NOW),
    second: 0,
  },
  { script: 'keep-context', when: inContext },
  {
    script: 'erase-context',
    given: inContext,
    when: ({ watch }) => watch.erase({ id: '900', around: '1001' }, 'hidden', 'gone', NOW),
    second: 0,
  },
  {
    script: 'watched-seen',
    given: (store) => store.mentions.ingest(anIngest({ checkAfterMs: 60_000 })),
    when: ({ watch }) => watch.seen([{ id: '1001', around: null }], NOW + 9, NOW),
  },
  {
    script: 'searched',
    given: async (store) => {
      await claimedThread(store);
      await answered(store);
    },
    when: ({ conversations }) => conversations.searched('x-1001', '6001'),
    second: 0,
  },
  { script: 'add-noise-rule', when: ({ noise }) => noise.add(A_RULE), second: 0 },
  {
    script: 'remove-noise-rule',
    given: ({ noise }) => noise.add(A_RULE),
    when: ({ noise }) => noise.remove('n-1', 'ULEAD', NOW),
    second: 0,
  },
];

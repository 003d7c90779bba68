import { AGAIN, answered, OTHER } from './conversation-cases.ts';
import { aPost, aReply } from './samples.ts';
import { anIngest, claimedThread, NOW, type OpenStore } from './store.ts';

/** What only the customer of the thread x-1001 wrote or is. */
export const CUSTOMER_WORDS = ['customer_one', 'Customer One', 'line is dead', 'hello?', 'who lives in Rome'];

const WATCH_MS = 60_000;

/** The thread x-1001 with something in every place where a thread can stand, resolved by Sam; and what stood around it. */
export async function aLongThread(store: OpenStore): Promise<void> {
  const threadId = await claimedThread(store);
  const ingest = (post: ReturnType<typeof aPost>) =>
    store.mentions.ingest(anIngest({ post, checkAfterMs: WATCH_MS }));
  await ingest(OTHER);
  await store.conversations.keepContext(
    '1001',
    [{ id: '900', how: 'answered', post: aPost({ id: '900' }), missing: null }],
    NOW,
  );
  await store.messages.begin(`card:${threadId}`, NOW);
  await store.messages.posted(`card:${threadId}`, '17.1', { channel: 'C0CARE', threadTs: null });
  await store.messages.posted('note:r-1', '17.2', { channel: 'C0CARE', threadTs: '17.1' });
  await answered(store);
  await ingest(AGAIN);
  await ingest(
    aPost({ ...AGAIN, id: '1004', versions: ['1003', '1004'], text: '@acme hello? who lives in Rome' }),
  );
  await store.replies.submit(aReply({ id: 'r-2', inReplyTo: '1004', createdAt: NOW + 1 }));
  await store.replies.withdraw('r-2', 'USAM', NOW + 2);
  await store.listing.tag(threadId, ['vip-customer_one'], 'USAM', NOW);
  await store.listing.thanked('USAM', '1004', NOW);
  await store.listing.index((await store.threads.get(threadId)) as never, [
    '@customer_one',
    'line',
    'dead',
    'rome',
  ]);
  await store.threads.resolve(threadId, 'USAM', false, NOW + 3);
  await settleAll(store);
}

/** The same, packed. */
export async function packedThread(store: OpenStore): Promise<void> {
  await aLongThread(store);
  const done = await store.keeping.pack(NOW + 400 * 24 * 60 * 60 * 1000, 100);
  if (done.packed !== 1) throw new Error(`${done.packed} threads were packed.`);
}

/** What was to be done was done. */
export async function settleAll(store: OpenStore): Promise<void> {
  for (;;) {
    const works = await store.outbox.take(NOW + 400 * 24 * 60 * 60 * 1000, 500, 1);
    const left = works.filter(({ member }) => !member.startsWith('recheck:'));
    for (const work of left) await store.outbox.complete(work);
    if (left.length === 0) return;
  }
}

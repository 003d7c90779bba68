import { beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/domain/glossary.ts';
import { freshStore } from '../support/fresh-store.ts';
import { aPost, aReply } from '../support/samples.ts';
import { anIngest, claimedThread, NOW } from '../support/store.ts';

const fresh = freshStore();
const DUE = aReply().notBefore;
const LATER = aPost({ id: '1002', conversationId: '1001', inReplyTo: '1001' });

/** Nobody knows what became of r-1; the thread was resolved, and the customer wrote again. */
beforeEach(async () => {
  const { store } = fresh;
  await claimedThread(store);
  await store.replies.submit(aReply());
  await store.replies.begin('r-1', DUE);
  await store.replies.finish('r-1', 1, { kind: 'unknown', reason: 'cut', lookAt: NOW }, DUE);
  await store.threads.resolve('x-1001', 'USAM', false, DUE);
  await store.mentions.ingest(anIngest({ post: LATER }));
  await store.threads.claim('x-1001', 'UBEN', DUE);
});

const next = () => aReply({ id: 'r-2', responder: 'UBEN', inReplyTo: LATER.id });
const active = async () => (await fresh.store.threads.get('x-1001'))?.activeReplyId;

describe('an answer of unknown fate in a thread that went on', () => {
  it('leaves the next answer under way when it is found', async () => {
    const { replies } = fresh.store;
    await replies.submit(next());
    expect(await replies.adopt('r-1', '5001', 'u', DUE)).toMatchObject({ reply: { state: 'sent' } });
    expect(await active()).toBe('r-2');
    expect(await replies.submit({ ...next(), id: 'r-3' })).toMatchObject({ kind: 'reply-active' });
  });

  it('goes on under its introduction as the one answer under way', async () => {
    const { replies } = fresh.store;
    expect(await replies.adoptIntroduction('r-1', '4001', DUE)).toMatchObject({ reply: { state: 'queued' } });
    expect(await active()).toBe('r-1');
    expect(await replies.submit(next())).toMatchObject({ kind: 'reply-active', reply: { id: 'r-1' } });
  });

  it('does not go on while another answer is under way', async () => {
    const { replies, outbox } = fresh.store;
    await replies.submit(next());
    expect(await replies.adoptIntroduction('r-1', '4001', DUE)).toMatchObject({
      reply: { state: 'unknown' },
    });
    expect(await active()).toBe('r-2');
    const found = await replies.get('r-1');
    await replies.looked(found as Reply, { kind: 'given-up', reason: 'another one is under way' }, DUE);
    const work = await outbox.take(DUE + NOW, 100, 1_000);
    expect(work.map(({ member }) => member)).not.toContain('send:r-1');
  });
});

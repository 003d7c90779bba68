import { beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/domain/glossary.ts';
import type { ReplyUpdate } from '../../src/domain/outcome.ts';
import { freshStore, twice } from '../support/fresh-store.ts';
import { aReply } from '../support/samples.ts';
import { claimedThread } from '../support/store.ts';

const fresh = freshStore();
const DUE = aReply().notBefore;
const reason = "The brand's introduction is not there any more.";
const introductionGone = true;

beforeEach(() => claimedThread(fresh.store));

async function begun(id: string, over: Partial<Reply> = {}): Promise<Reply | null> {
  const { replies } = fresh.store;
  await replies.submit(aReply({ id, steps: ['introduce', 'brand'], ...over }));
  const begin = await replies.begin(id, DUE);
  return begin.kind === 'go' ? begin.reply : null;
}

/** Begins and ends one attempt after the other. */
async function ends(id: string, ...updates: ReplyUpdate[]): Promise<Reply | null> {
  for (const [index, update] of updates.entries()) {
    if (index > 0) await fresh.store.replies.begin(id, DUE);
    const attempt = (await fresh.store.replies.get(id))?.attempt ?? 0;
    await twice(fresh.store, () => fresh.store.replies.finish(id, attempt, update, DUE));
  }
  return fresh.store.replies.get(id);
}

const introduced = (introductionId: string): ReplyUpdate => ({ kind: 'introduced', introductionId });
const sent = (postId: string): ReplyUpdate => ({ kind: 'sent', postId, postUrl: 'u' });

describe('an introduction that the network does not have any more', () => {
  it.each([
    ['ends the reply', ['introduce'], { kind: 'refused', reason, introductionGone }, 'refused'],
    [
      'makes it take the next way',
      ['introduce', 'brand'],
      { kind: 'next-step', refused: 'introduce', reason, introductionGone },
      'queued',
    ],
  ] as const)('%s, and the next reply introduces anew', async (_how, steps, update, state) => {
    await begun('r-1', { steps });
    expect(await ends('r-1', introduced('4001'), update)).toMatchObject({ state, introductionId: null });
    if (state === 'queued') await begunAgain('r-1');
    expect(await begun('r-2')).toMatchObject({ part: 'introduction', introductionId: null });
  });

  it('stays forgotten when the answer under it is deleted later; the new one stays known', async () => {
    const { deletions } = fresh.store;
    await begun('r-1');
    await ends('r-1', introduced('4001'), sent('5001'));
    expect(await begun('r-2')).toMatchObject({ part: 'answer', introductionId: '4001' });
    await ends('r-2', { kind: 'refused', reason, introductionGone });
    await begun('r-3');
    await ends('r-3', introduced('4003'), sent('5003'));
    await deletions.begin('r-1', 'USAM', DUE);
    expect(await begun('r-4')).toMatchObject({ part: 'answer', introductionId: '4003' });
  });
});

/** Its next way is taken, and ends it. */
async function begunAgain(id: string): Promise<void> {
  await fresh.store.replies.begin(id, DUE);
  await ends(id, sent('5001'));
}

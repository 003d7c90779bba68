import { describe, expect, it } from 'vitest';
import type { DeliveryStep, Reply } from '../../src/domain/glossary.ts';
import { type SubmitReplyDeps, submitReply } from '../../src/usecases/submit-reply.ts';
import { testClock } from '../support/clock.ts';
import { measureText } from '../support/measure-text.ts';
import { aBrand, aBrandAccount, aDesk, anAccount, aPost, aThread } from '../support/samples.ts';

const mentions = [aBrandAccount(), anAccount()].map(({ id, handle }) => ({ id, handle }));

/** Submits out of a window that showed this step. */
function submit(
  text: string,
  shownStep: DeliveryStep,
  ladder: readonly DeliveryStep[] = ['direct', 'brand'],
) {
  const brand = aBrand({ ladder });
  const deps = {
    replies: {
      get: async () => null,
      draft: async () => null,
      submit: async (reply: Reply) => ({ kind: 'accepted', reply }),
    },
    threads: { get: async () => aThread({ root: aPost({ mentions }), state: 'claimed', claimedBy: 'USAM' }) },
    accounts: {
      byOwner: async ({ kind }: { kind: string }) => (kind === 'brand' ? aBrandAccount() : anAccount()),
    },
    learned: { all: async () => [] },
    savedReplies: { all: async () => [] },
    approvals: { sentBy: async () => 0 },
    network: { messageUrl: () => 'https://x.com/messages' },
    people: {
      get: async () => ({ firstName: 'Sam', employee: true }),
      isResponder: async () => true,
      leads: async () => [],
    },
    counters: { add: async () => undefined },
    lookForEcho: async () => ({ echo: null, newest: '' }),
    desk: aDesk({ brands: [brand] }),
    measure: measureText,
    clock: testClock(),
  };
  const input = { replyId: 'r-1', threadId: 'x-1001', slackUser: 'USAM', text, shownStep };
  return submitReply(deps as unknown as SubmitReplyDeps)(input);
}

/** Fits without the signature " – Sam, Acme" only. */
const LONG = 'x'.repeat(275);

describe('an answer that is too long only with the signature', () => {
  it('is refused by how many characters, where it was shown to go out signed', async () => {
    await expect(submit(LONG, 'brand')).rejects.toMatchObject({
      code: 'too-long',
      sentence: expect.stringMatching(/signature X counts 287 characters and takes 280: 7 too many/u),
    });
    await expect(submit(LONG, 'brand', ['brand'])).rejects.toMatchObject({ code: 'too-long' });
  });

  it('goes out by the other ways', async () => {
    expect(await submit(LONG, 'direct')).toMatchObject({ reply: { steps: ['direct'] } });
    expect(await submit('x'.repeat(260), 'direct')).toMatchObject({ reply: { steps: ['direct', 'brand'] } });
  });

  it('still hears that its way has changed when that is so', async () => {
    await expect(submit(LONG, 'introduce')).rejects.toMatchObject({ code: 'step-changed' });
  });
});

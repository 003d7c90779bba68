import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SubmitReplyInput } from '../../src/usecases/submit-reply.ts';
import { freshStore } from '../support/fresh-store.ts';
import { type LocalX, openLocalX } from '../support/local-x.ts';
import { type PictureDesk, pictureDesk } from '../support/picture-desk.ts';
import { aBrand, aPost } from '../support/samples.ts';
import { claimedThread } from '../support/store.ts';

const fresh = freshStore();
let local: LocalX;
let desk: PictureDesk;
let threadId: string;
const ladder = aBrand({ access: 'enterprise', ladder: ['direct', 'native'] });

beforeEach(async () => {
  local = await openLocalX(2_000, { clock: fresh.clock });
  desk = pictureDesk(fresh, local, { brands: [ladder] });
  await desk.link();
  threadId = await claimedThread(fresh.store, 'USAM', aPost());
});
afterEach(() => local.close());

const submit = (over: Partial<SubmitReplyInput> = {}, on: PictureDesk = desk) =>
  on.useCases.submitReply({
    replyId: 'r-V1',
    threadId,
    slackUser: 'USAM',
    text: 'It looks like this:',
    shownStep: 'direct',
    fileIds: ['F1', 'F2'],
    ...over,
  });
const nothing = async () => expect(await fresh.store.replies.get('r-V1')).toBeNull();

describe('an answer with pictures', () => {
  it('is accepted once they are described, and once only', async () => {
    expect(await submit()).toMatchObject({
      kind: 'describe',
      files: [{ name: 'F1.png' }, { name: 'F2.png' }],
    });
    await nothing();
    const alts = { F1: 'A red light', F2: 'The box' };
    const first = await submit({ alts });
    expect(first).toMatchObject({
      kind: 'accepted',
      reply: {
        steps: ['direct'],
        files: [
          { id: 'F1', kind: 'image', alt: 'A red light', upload: null },
          { id: 'F2', kind: 'image', alt: 'The box', upload: null },
        ],
      },
    });
    expect(await submit({ alts })).toEqual(first);
  });

  it('is not accepted with a description missing, where the desk wants all', async () => {
    expect(await submit({ alts: { F1: 'A red light', F2: '  ' } })).toMatchObject({ kind: 'describe' });
    await nothing();
    const relaxed = pictureDesk(fresh, local, { brands: [ladder], media: { altText: 'optional' } });
    expect(await submit({}, relaxed)).toMatchObject({ kind: 'describe' });
    expect(await submit({ alts: {} }, relaxed)).toMatchObject({ kind: 'accepted' });
  });

  it('that is a video is not asked about', async () => {
    desk.files.put('F9', Buffer.alloc(9), { name: 'tour.mp4', mimeType: 'video/mp4' });
    expect(await submit({ fileIds: ['F9'] })).toMatchObject({ kind: 'accepted' });
  });

  it('is refused for its text before anybody describes anything', async () => {
    await expect(submit({ text: 'x'.repeat(281) })).rejects.toMatchObject({ code: 'too-long' });
    await submit({ alts: { F1: 'one', F2: 'two' } });
    const other = aPost({ id: '1002', conversationId: '1002' });
    const next = await claimedThread(fresh.store, 'USAM', other);
    await expect(submit({ replyId: 'r-V2', threadId: next })).rejects.toMatchObject({
      code: 'repeated-text',
    });
  });

  it('is refused by hand, with the way on, and goes by another way', async () => {
    await expect(submit({ shownStep: 'native' })).rejects.toMatchObject({
      code: 'file-step',
      sentence: expect.stringMatching(/cannot be opened with pictures.*Pick another way/u),
    });
    expect(await submit({ shownStep: 'native', fileIds: [] })).toMatchObject({ kind: 'accepted' });
  });

  it.each([
    ['of a wrong type', { mimeType: 'application/pdf' }, 'file-unfit'],
    ['too large', { size: 6 * 1024 * 1024 }, 'file-unfit'],
  ] as const)('of which one is %s is refused', async (_what, over, code) => {
    desk.files.put('F2', Buffer.alloc(9), over);
    await expect(submit()).rejects.toMatchObject({ code });
    await nothing();
  });

  it('of which one was deleted is refused', async () => {
    desk.files.held.delete('F2');
    await expect(submit()).rejects.toMatchObject({ code: 'file-gone' });
  });
});

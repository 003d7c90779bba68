import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SandboxMessage } from '../../sandbox/slack/client-api.ts';
import type { StoredPost } from '../../sandbox/x/world.ts';
import {
  ADA,
  BEN,
  BRAND,
  buttonOf,
  type Desk,
  GUEST,
  keyOf,
  LEA,
  openDesk,
  until,
  wordsOf,
} from '../support/desk.ts';

const DELETE = 'DELETE /2/tweets/:id';
const DIRECT_MESSAGES = `D${ADA.slice(1)}`;

let desk: Desk;
let count = 0;

/** A customer has Ada's answer: straight where they name her, by an introduction where not. */
async function answered(names = '@ada_fixes'): Promise<StoredPost> {
  count += 1;
  const post = desk.mention(`@${BRAND.handle} ${names} no signal ${count}`, { by: `customer_${count}` });
  await desk.take(ADA, post);
  await desk.reply(ADA, post, `We look into it ${count}.`);
  await desk.untilNote(post, /\*Sent\*/u);
  return post;
}

const noteWith = (post: StoredPost, actionId: string): Promise<SandboxMessage> =>
  until(async () => {
    const card = await desk.untilCard(post);
    return desk.messages(card.ts).find((note) => buttonOf(note, actionId));
  });
const remove = async (user: string, post: StoredPost) =>
  desk.click(user, await noteWith(post, 'delete_post'), 'delete_post');
const answerTo = (post: StoredPost) => {
  const wanted = post.text.split(' ').at(-1);
  const found = desk.postsBy('ada_fixes').find(({ text }) => text === `We look into it ${wanted}.`);
  if (!found) throw new Error('There is no answer.');
  return found;
};

describe('a public answer', () => {
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.close());

  it('is deleted by its author, the customer waits again, and the text is there to be changed', async () => {
    const post = await answered();
    await desk.untilCard(post, /Answered/u);
    await remove(ADA, post);
    await desk.untilNote(post, /\*Deleted\* from X by <@U0ADA>/u);
    await desk.untilWhisper(ADA, /is being deleted/u);
    expect(answerTo(post).deleted).toBe(true);
    await desk.untilCard(post, /<@U0ADA> has it.*the answer was deleted/su);
    const viewId = await desk.openReply(ADA, post);
    expect(JSON.stringify(desk.slack.workspace.views.get(viewId)?.view)).toContain(`it ${count}.`);
    await desk.submit(ADA, viewId, `Better said ${count}.`);
    await desk.untilNote(post, /\*Sent\*/u);
    expect(wordsOf(await desk.untilCard(post, /Answered/u))).not.toContain('was deleted');
  });

  it('takes its introduction with it, as the question before says', async () => {
    const post = await answered('');
    const note = await noteWith(post, 'delete_post');
    expect(JSON.stringify(note.blocks)).toContain("The brand's introduction goes too");
    await remove(ADA, post);
    await desk.untilNote(post, /\*Deleted\*.*introduction is gone too/u);
    const introduction = desk.x.world.posts.get(answerTo(post).inReplyTo ?? '');
    expect(introduction).toMatchObject({ deleted: true, inReplyTo: post.id });
    expect(answerTo(post).deleted).toBe(true);
  });

  it('is safe from colleagues, guests and leads', async () => {
    const post = await answered();
    await remove(BEN, post);
    await desk.untilWhisper(BEN, /<@U0ADA>'s own account: only they can delete it/u);
    await remove(GUEST, post);
    await desk.untilWhisper(GUEST, /guests cannot/u);
    await remove(LEA, post);
    await desk.untilWhisper(LEA, /only they can delete it\. You can ask them/u);
    await desk.click(BEN, await noteWith(post, 'ask_delete'), 'ask_delete');
    await desk.untilWhisper(BEN, /Only a care lead can ask/u);
    expect(answerTo(post).deleted).toBe(false);
    expect(
      desk.messages(null, DIRECT_MESSAGES).filter((message) => buttonOf(message, 'delete_post')),
    ).toEqual([]);
  });

  it('is deleted from the private request of a lead, who is told', async () => {
    const post = await answered();
    await desk.click(LEA, await noteWith(post, 'ask_delete'), 'ask_delete');
    await desk.untilNote(post, /<@U0LEA> asked <@U0ADA> to delete it/u);
    await desk.untilWhisper(LEA, /<@U0ADA> is asked in private/u);
    const request = await until(() =>
      desk.messages(null, DIRECT_MESSAGES).find((message) => buttonOf(message, 'delete_post')),
    );
    expect(wordsOf(request)).toMatch(/<@U0LEA>, a care lead, asks you.*only you can/su);
    expect(answerTo(post).deleted).toBe(false);
    await desk.click(ADA, request, 'delete_post');
    await desk.untilNote(post, /<@U0LEA> .*\*Deleted\* from X by <@U0ADA>/u);
    expect(answerTo(post).deleted).toBe(true);
    await desk.click(ADA, request, 'delete_post');
    await desk.untilWhisper(ADA, /It is deleted already/u);
  });

  it('that its author deleted by hand was gone already', async () => {
    const post = await answered();
    desk.x.world.delete(answerTo(post).id);
    await remove(ADA, post);
    await desk.untilNote(post, /gone from X already/u);
    await desk.untilCard(post, /the answer was deleted/u);
  });

  it('is deleted when X is back', async () => {
    const post = await answered();
    desk.x.faults.arm({ route: DELETE, times: 1, kind: { do: 'status', status: 503, when: 'before' } });
    await remove(ADA, post);
    await desk.untilNote(post, /Being deleted.*error of its own \(503\): it is asked again/u);
    await desk.untilNote(post, /\*Deleted\* from X/u);
    expect(answerTo(post).deleted).toBe(true);
  });

  it('stays public with the reason when X refuses, and the button comes back', async () => {
    const post = await answered();
    const body = { title: 'Forbidden', status: 403, detail: 'Your account is suspended.' };
    desk.x.faults.arm({ route: DELETE, times: 1, kind: { do: 'status', status: 403, when: 'before', body } });
    await remove(ADA, post);
    await desk.untilNote(post, /<@U0ADA> .*Not deleted.*still public.*account is suspended/u);
    await remove(ADA, post);
    await desk.untilNote(post, /\*Deleted\* from X/u);
  });

  it('waits for its author’s link when X ended it', async () => {
    const post = await answered();
    desk.x.tokens.revokeUser(desk.x.world.userByName('ada_fixes')?.id ?? '');
    await remove(ADA, post);
    await desk.untilNote(post, /<@U0ADA> .*Not deleted yet: the link is needed.*\/care link/su);
    await desk.stage.link(ADA, 'ada_fixes');
    await desk.untilNote(post, /\*Deleted\* from X/u);
    expect(answerTo(post).deleted).toBe(true);
  });

  it('leaves no message twice', () => {
    const keys = desk.slack.workspace.messages.map(keyOf).filter((key) => key !== undefined);
    expect(new Set(keys).size).toBe(keys.length);
    expect(desk.slack.workspace.lateAcks).toEqual([]);
  });
});

describe("an answer on the brand's account", () => {
  it('may be deleted by a lead, and by no colleague', async () => {
    desk = await openDesk({ brand: { ladder: ['brand'] } });
    try {
      const post = desk.mention('@acme no signal');
      await desk.take(ADA, post);
      await desk.reply(ADA, post, 'Signed and wrong.');
      await desk.untilNote(post, /\*Sent\*/u);
      const note = await noteWith(post, 'delete_post');
      expect(buttonOf(note, 'ask_delete')).toBeUndefined();
      await remove(BEN, post);
      await desk.untilWhisper(BEN, /brand's account: only <@U0ADA> or a care lead/u);
      await remove(LEA, post);
      await desk.untilNote(post, /\*Deleted\* from X by <@U0LEA>/u);
      expect(desk.postsBy(BRAND.handle)).toMatchObject([{ deleted: true }]);
    } finally {
      await desk.close();
    }
  });
});

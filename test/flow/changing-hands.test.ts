import { afterEach, describe, expect, it } from 'vitest';
import { wordsOf } from '../../sandbox/slack/message-words.ts';
import type { StoredPost } from '../../sandbox/x/world.ts';
import { ADA, BEN, type Desk, GUEST, LEA, openDesk, until } from '../support/desk.ts';

let desk: Desk;
afterEach(() => desk.close());

/** The newest direct message to this person that says so. */
const direct = (user: string, says: RegExp) =>
  until(() => desk.direct(user).findLast((message) => says.test(wordsOf(message))));

/** Presses a button of the card and answers the window that it opens. */
const opened = async (user: string, post: StoredPost, actionId: string) => {
  const card = await desk.untilCard(post, /has it|Waiting|wrote again|Answered/u);
  return desk.openWindow(user, () => desk.click(user, card, actionId));
};

/** More… on the card, then an entry in it. */
const more = async (user: string, post: StoredPost, actionId: string) => {
  const window = await opened(user, post, 'more');
  return desk.openWindow(user, () => desk.press(user, window.id, actionId));
};

const give = (to: string, over: object = {}) => ({ person: { user: to }, ...over });

describe('a lead', () => {
  it('gives a thread away while its holder writes, and the customer is told who goes on', async () => {
    desk = await openDesk({ settings: { claims: { handover_by: ['colleague', 'brand'] } } });
    await desk.stage.link(BEN, 'ben_pulls');
    const first = desk.mention('@acme my line is dead');
    await desk.take(ADA, first);
    await desk.reply(ADA, first, 'Please restart the router.');
    await desk.untilCard(first, /Answered/u);
    const answer = await until(() => desk.postsBy('ada_fixes').at(-1));
    desk.mention('@acme @ada_fixes still dead', { inReplyTo: answer.id });
    await desk.untilCard(first, /<@U0ADA> has it/u);

    await desk.click(BEN, await desk.untilCard(first, /has it/u), 'reassign');
    await desk.untilWhisper(BEN, /Only a care lead can do this: ask <@U0LEA>/u);
    const writing = await desk.openReply(ADA, first);
    const window = await opened(LEA, first, 'reassign');
    expect(window.words).toMatch(/<@U0ADA> is writing an answer/u);
    const refused = await desk.submitWindow(LEA, window.id, give(GUEST));
    expect(refused.errors?.person).toMatch(/does not answer customers here/u);
    const publicly = { in_public: { public: ['public'] }, word: { text: 'She has done all she could.' } };
    await desk.submitWindow(LEA, window.id, give(BEN, publicly));
    await desk.untilWindow(window.id, /<@U0BEN> has it now/u);
    await desk.untilNote(first, /gave this to <@U0BEN>.*<@U0ADA>'s.*She has done all she could/su);

    const late = await desk.submit(ADA, writing, 'I have another idea for you.');
    expect(late).toMatchObject({
      closed: false,
      errors: { reply_text: expect.stringContaining('has this thread now') },
    });
    const told = await direct(BEN, /<@U0LEA> gave you a thread/u);
    const reply = await desk.openWindow(BEN, () => desk.press(BEN, told, 'reply_open'));
    expect(reply.words).toMatch(
      /Before your answer, public, as @ada_fixes.*@ben_pulls takes over|looks after you|goes on/su,
    );
    await desk.submit(BEN, reply.id, 'A colleague comes by today.');
    await desk.untilCard(first, /Answered.*<@U0BEN>/u);
    const [, handover] = desk.postsBy('ada_fixes');
    const [answered] = desk.postsBy('ben_pulls');
    expect(handover?.text).toContain('@ben_pulls');
    expect(answered).toMatchObject({ text: 'A colleague comes by today.', inReplyTo: handover?.id });
    expect(desk.postsBy('acme')).toHaveLength(1);
    await desk.untilNote(first, /Handed over in public.*@ada_fixes/su);
  });

  it('moves several threads at once, and takes one over', async () => {
    desk = await openDesk();
    await desk.stage.link(BEN, 'ben_pulls');
    const posts = ['one', 'two', 'three'].map((by) => desk.mention(`@acme no signal, ${by}`, { by }));
    for (const post of posts) await desk.untilCard(post);
    await desk.take(ADA, posts[0] as StoredPost);
    const command = { user: LEA, channel: 'C0CARE', command: '/care', text: 'assign' };
    const window = await desk.openWindow(LEA, () => desk.slack.person.command(command));
    expect(window.words).toMatch(/\*3\* threads/u);
    const chosen = posts.slice(0, 2).map(({ id }) => `x-${id}`);
    await desk.submitWindow(LEA, window.id, { threads_0: { chosen }, ...give(BEN) });
    await desk.untilWindow(window.id, /\*2\* are with <@U0BEN> now/u);
    for (const post of posts.slice(0, 2)) await desk.untilCard(post, /<@U0BEN> has it/u);
    const taking = await more(LEA, posts[1] as StoredPost, 'take_over');
    await desk.submitWindow(LEA, taking.id);
    await desk.untilCard(posts[1] as StoredPost, /<@U0LEA> has it/u);
    await desk.untilNote(posts[1] as StoredPost, /took this over.*<@U0BEN>'s/su);
  });
});

describe('a claim', () => {
  it('is asked about before its end, kept by a press, and ends when its holder is away', async () => {
    desk = await openDesk({ settings: { claims: { lease_minutes: 0.1, warn_minutes: 0.05 } } });
    const post = desk.mention('@acme my line is dead');
    const card = await desk.take(ADA, post);
    const asked = await direct(ADA, /Do you still have this\?/u);
    await desk.press(ADA, asked, 'keep_it');
    await desk.untilWhisper(ADA, /You keep it for another 6 s/u);
    await desk.slack.person.message({
      user: ADA,
      channel: 'C0CARE',
      threadTs: card.ts,
      text: 'I look into it',
    });
    await until(() => desk.direct(ADA).filter((message) => /still have/u.test(wordsOf(message))).length > 1);
    expect(wordsOf(await desk.untilCard(post))).toMatch(/<@U0ADA> has it/u);
    await desk.slack.person.setPresence({ user: ADA, presence: 'away' });
    await desk.untilNote(post, /Back in the channel.*<@U0ADA> had this since/su);
    await desk.untilCard(post, /Waiting/u);
    await desk.press(ADA, asked, 'keep_it');
    await desk.untilWhisper(ADA, /went back to its channel already/u);
  });
});

describe('somebody who is harassed', () => {
  it('is taken off: a lead answers as the brand, without a name, and the words do not reach them', async () => {
    desk = await openDesk();
    const post = desk.mention('@acme @ada_fixes you are useless');
    await desk.take(ADA, post);
    const window = await more(ADA, post, 'take_off');
    await desk.submitWindow(ADA, window.id);
    await desk.untilWindow(window.id, /It is off you/u);
    await desk.untilCard(post, /only care leads answer/u);
    for (const user of [ADA, BEN]) await desk.click(user, await desk.untilCard(post), 'take_it');
    await desk.untilWhisper(ADA, /You asked to be kept from this person/u);
    await desk.untilWhisper(BEN, /only care leads answer here/u);
    const told = await direct(LEA, /<@U0ADA> asked to be taken off/u);
    await desk.press(LEA, told, 'take_it');
    await desk.untilCard(post, /<@U0LEA> has it/u);
    desk.mention('@acme @ada_fixes I know where you live', { inReplyTo: post.id });
    const note = await desk.untilNote(post, /wrote again.*hidden here/su);
    expect(note).not.toContain('where you live');
    const reply = await desk.openReply(LEA, post);
    expect(desk.windowNow(reply)?.words).toMatch(/I know where you live.*without a name/su);
    await desk.submit(LEA, reply, 'Please keep it civil.');
    const posted = await until(() => desk.postsBy('acme').at(-1));
    expect(posted.text).toBe('Please keep it civil.');
  });
});

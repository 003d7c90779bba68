import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoredPost } from '../../sandbox/x/world.ts';
import { ADA, BEN, BRAND, buttonOf, type Desk, GUEST, keyOf, LEA, openDesk, until } from '../support/desk.ts';

/** A responder whom the customer names is answered directly: one post, one call to X. */
const CREATE = 'POST /2/tweets';

describe('an answer', () => {
  let desk: Desk;
  let count = 0;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.close());

  async function taken(text = 'no signal'): Promise<StoredPost> {
    count += 1;
    const post = desk.mention(`@acme @ada_fixes ${text} ${count}`, { by: `customer_${count}` });
    await desk.take(ADA, post);
    return post;
  }

  const answersTo = (post: StoredPost) =>
    [...desk.x.world.posts.values()].filter((answer) => answer.inReplyTo === post.id && answer.via !== null);

  const arm = (kind: Parameters<Desk['x']['faults']['arm']>[0]['kind'], times = 1) =>
    desk.x.faults.arm({ route: CREATE, kind, times });

  async function press(post: StoredPost, actionId: string, user = ADA): Promise<void> {
    const card = await desk.untilCard(post);
    const message = desk.messages(card.ts).find((note) => buttonOf(note, actionId));
    if (!message) throw new Error(`There is no ${actionId}.`);
    await desk.click(user, message, actionId);
  }

  const callsWith = (words: string) =>
    desk.x.requests.filter(
      (seen) => seen.route === CREATE && (seen.body as { text: string }).text.includes(words),
    ).length;

  it('is found by itself when X took it and its answer was lost', async () => {
    const post = await taken();
    arm({ do: 'cut', when: 'after' });
    await desk.reply(ADA, post, `We look into it ${count}.`);
    await desk.untilNote(post, /Unknown: it may or may not be public.*Faccia looks for it on X/su);
    await desk.untilNote(post, /Sent/u);
    expect(answersTo(post)).toHaveLength(1);
  });

  it('is found by itself when X answers with something that nobody can read', async () => {
    const post = await taken();
    arm({ do: 'malformed', when: 'after' });
    await desk.reply(ADA, post, `We look into it ${count}.`);
    await desk.untilNote(post, /Sent/u);
    expect(answersTo(post)).toHaveLength(1);
  });

  it('is sent again, once, when X had an error of its own and does not have it', async () => {
    const post = await taken();
    arm({ do: 'status', status: 503, when: 'before' });
    await desk.reply(ADA, post, `We look into it ${count}.`);
    await desk.untilNote(post, /Unknown.*X answered with an error of its own \(503\)/su);
    await desk.untilNote(post, /Sent/u);
    expect(answersTo(post)).toHaveLength(1);
    expect(callsWith(`it ${count}.`)).toBe(2);
  });

  it('stays unknown while X cannot be searched; only a lead may send it anyway', async () => {
    const post = await taken();
    const timeline = 'GET /2/users/:id/tweets';
    desk.x.faults.arm({ route: timeline, times: 1_000, kind: { do: 'status', status: 503, when: 'before' } });
    arm({ do: 'status', status: 503, when: 'before' });
    await desk.reply(ADA, post, `We look into it ${count}.`);
    await desk.untilNote(post, /Unknown/u);
    await press(post, 'check_again');
    await desk.untilWhisper(ADA, /X cannot be reached now/u);
    await press(post, 'check_again', BEN);
    await desk.untilWhisper(BEN, /Only <@U0ADA> or a care lead/u);
    await press(post, 'send_anyway', ADA);
    await desk.untilWhisper(ADA, /Only a care lead can send it anyway/u);
    expect(answersTo(post)).toEqual([]);
    await press(post, 'send_anyway', LEA);
    await desk.untilNote(post, /Sent/u);
    expect(answersTo(post)).toHaveLength(1);
    desk.x.faults.clear();
  });

  it('waits and goes out by itself when X limits the account', async () => {
    const post = await taken();
    const headers = {
      'x-rate-limit-limit': '100',
      'x-rate-limit-remaining': '0',
      'x-rate-limit-reset': String(Math.ceil(Date.now() / 1000) + 1),
    };
    arm({ do: 'status', status: 429, when: 'before', headers });
    await desk.reply(ADA, post, `We look into it ${count}.`);
    await desk.untilNote(post, /Sent/u);
    expect(answersTo(post)).toHaveLength(1);
  });

  it('is refused when the mention was deleted before, and the card says so', async () => {
    const post = await taken();
    const viewId = await desk.openReply(ADA, post);
    desk.x.world.delete(post.id);
    await desk.submit(ADA, viewId, 'Too late, maybe.');
    await desk.untilNote(post, /<@U0ADA>.*Refused: nobody saw it.*deleted/su);
    await desk.untilCard(post, /the customer deleted this post/iu);
    expect(answersTo(post)).toEqual([]);
  });

  it('is refused when X has these words from the account, and the text comes back in the modal', async () => {
    const authorId = desk.x.world.userByName('ada_fixes')?.id ?? '';
    desk.x.world.post({ authorId, text: 'The very same words.' });
    const second = await taken();
    await desk.reply(ADA, second, 'The very same words.');
    await desk.untilNote(second, /Refused.*same text twice/su);
    const viewId = await desk.openReply(ADA, second);
    expect(JSON.stringify(desk.slack.workspace.views.get(viewId)?.view)).toContain('The very same words.');
  });

  it('is one answer when its modal is submitted twice', async () => {
    const post = await taken();
    const viewId = await desk.openReply(ADA, post);
    const [one] = await Promise.all([
      desk.submit(ADA, viewId, `Once only ${count}.`),
      desk.slack.person.again(),
    ]);
    expect(one).toMatchObject({ ok: true, closed: true });
    await desk.slack.person.again();
    await desk.untilNote(post, /Sent/u);
    await desk.slack.person.again();
    const other = await taken();
    await desk.reply(ADA, other, `Something else ${count}.`);
    await desk.untilNote(other, /Sent/u);
    expect(answersTo(post)).toHaveLength(1);
    const keys = desk.slack.workspace.messages.map(keyOf).filter((key) => key !== undefined);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each([
    ['is too long', '😀'.repeat(141), /X counts 282 characters and takes 280: 2 too many/u],
    ['has two cashtags', 'Watch $ACME and $OTHER', /only one cashtag/u],
    ['is only spaces', '  \n ', /Write an answer first/u],
  ])('stays in the modal when it %s', async (_what, text, complaint) => {
    const post = await taken();
    const viewId = await desk.openReply(ADA, post);
    const answer = await desk.submit(ADA, viewId, text);
    expect(answer).toMatchObject({ ok: true, closed: false });
    expect(answer.errors?.reply_text).toMatch(complaint);
    expect(desk.slack.workspace.views.has(viewId)).toBe(true);
    expect(await desk.submit(ADA, viewId, `Better now ${count}.`)).toMatchObject({ closed: true });
    await desk.untilNote(post, /Sent/u);
  });

  it('is counted while it is typed, with the price of a link', async () => {
    const post = await taken();
    const viewId = await desk.openReply(ADA, post);
    const typed = 'See https://status.acme.com/streets/all-of-them-and-more 👍';
    await desk.slack.person.blockAction({
      user: ADA,
      viewId,
      actionId: 'text',
      blockId: 'reply_text',
      value: typed,
      state: { reply_text: { text: typed } },
    });
    await until(() => {
      const view = JSON.stringify(desk.slack.workspace.views.get(viewId)?.view);
      expect(view).toContain('*30* / 280');
      expect(view).toContain('*$0.20* instead of $0.015');
      return true;
    });
  });

  it('of somebody who may not is refused, whatever they send', async () => {
    const post = desk.mention('@acme hello there', { by: 'customer_guest' });
    await desk.click(GUEST, await desk.untilCard(post), 'take_it');
    await desk.untilWhisper(GUEST, /guests cannot/u);
    const card = await desk.take(ADA, post);
    await desk.click(BEN, card, 'reply_open');
    await desk.untilWhisper(BEN, /<@U0ADA> has this thread now/u);
  });

  it('that was begun on a card whose state has changed since ends in a sentence', async () => {
    const post = await taken();
    const stale = structuredClone(await desk.untilCard(post));
    const viewId = await desk.openReply(ADA, post);
    await desk.click(ADA, stale, 'release');
    await desk.untilCard(post, /Waiting/u);
    const answer = await desk.submit(ADA, viewId, 'Written for nothing?');
    expect(answer.errors?.reply_text).toMatch(/Nobody has this thread/u);
    await desk.click(ADA, stale, 'release');
    await desk.take(BEN, post);
    await desk.click(ADA, stale, 'resolve');
    await desk.untilWhisper(ADA, /<@U0BEN> has this thread now/u);
  });

  it('to an unknown button is a sentence', async () => {
    const post = await taken();
    const card = await desk.untilCard(post);
    await desk.slack.person.blockAction({
      user: BEN,
      message: { channel: card.channel, ts: card.ts },
      actionId: 'no_such_thing',
      blockId: 'thread_actions',
      value: 'x',
    });
    await desk.untilWhisper(BEN, /This button/u);
  });

  it('never doubles a card, an introduction or a post', () => {
    const keys = desk.slack.workspace.messages.map(keyOf).filter((key) => key !== undefined);
    expect(new Set(keys).size).toBe(keys.length);
    const sent = [...desk.postsBy('ada_fixes'), ...desk.postsBy(BRAND.handle)].map(
      ({ inReplyTo, text }) => `${inReplyTo} ${text}`,
    );
    expect(new Set(sent).size).toBe(sent.length);
    expect(desk.slack.workspace.lateAcks).toEqual([]);
  });
});

describe('the undo window', () => {
  it('lets the author, and nobody else, take the answer back', async () => {
    const desk = await openDesk({ settings: { undo_seconds: 120 } });
    const post = desk.mention('@acme @ada_fixes hm');
    await desk.take(ADA, post);
    await desk.reply(ADA, post, 'Said in anger.');
    await desk.untilNote(post, /Goes out/u);
    const card = await desk.untilCard(post);
    const note = desk.messages(card.ts).find((message) => buttonOf(message, 'undo'));
    if (!note) throw new Error('There is no Undo.');
    await desk.click(BEN, note, 'undo');
    await desk.untilWhisper(BEN, /Only <@U0ADA> can take this answer back/u);
    await desk.click(ADA, note, 'undo');
    await desk.untilNote(post, /Taken back/u);
    const viewId = await desk.openReply(ADA, post);
    expect(JSON.stringify(desk.slack.workspace.views.get(viewId)?.view)).toContain('Said in anger.');
    expect(desk.postsBy('ada_fixes')).toEqual([]);
    await desk.close();
  });
});

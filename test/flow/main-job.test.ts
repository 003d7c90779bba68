import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADA, BEN, BRAND, buttonOf, type Desk, LEA, openDesk, wordsOf } from '../support/desk.ts';

describe('the main job', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.close());

  it('brings a mention to a card, to an answer, and to X', async () => {
    const post = desk.mention('@acme my line is dead since this morning');
    const card = await desk.take(ADA, post);
    expect(wordsOf(card)).toContain('my line is dead since this morning');

    expect(await desk.reply(ADA, post, 'A broken splice in your street. Back by noon.')).toMatchObject({
      ok: true,
      closed: true,
    });
    const note = await desk.untilNote(post, /Sent/u);
    expect(note).toContain('@ada_fixes');
    const [introduction] = desk.postsBy(BRAND.handle);
    const [answer] = desk.postsBy('ada_fixes');
    expect(introduction).toMatchObject({ inReplyTo: post.id });
    expect(introduction?.text).toContain('@ada_fixes');
    expect(answer).toMatchObject({
      inReplyTo: introduction?.id,
      text: 'A broken splice in your street. Back by noon.',
    });
    await desk.untilCard(post, /Answered.*U0ADA/su);
  });

  it('sends nothing that is typed in the Slack thread', async () => {
    const post = desk.mention('@acme is the shop open?', { by: 'customer_two' });
    const card = await desk.take(ADA, post);
    const secret = 'between us: he is right, and we knew it';
    for (const user of [ADA, BEN])
      await desk.slack.person.message({ user, channel: card.channel, threadTs: card.ts, text: secret });
    await desk.slack.person.message({ user: ADA, channel: card.channel, text: secret });
    // The answer that follows goes through the same workers: whatever the thread had started would be out by then.
    await desk.reply(ADA, post, 'Yes, until eight.');
    await desk.untilNote(post, /Sent/u);
    const texts = [...desk.x.world.posts.values()].map(({ text }) => text);
    expect(texts.filter((text) => text.includes('between us'))).toEqual([]);
    const bodies = JSON.stringify(desk.x.requests.map(({ body }) => body));
    expect(bodies).not.toContain('between us');
  });

  it('lets the holder release and resolve, and shows it to all', async () => {
    const post = desk.mention('@acme how do I move my contract?', { by: 'customer_three' });
    const card = await desk.take(ADA, post);
    await desk.click(BEN, card, 'release');
    await desk.untilWhisper(BEN, /<@U0ADA> has this thread now/u);
    await desk.click(ADA, card, 'release');
    await desk.untilCard(post, /Waiting/u);
    await desk.take(BEN, post);
    await desk.click(LEA, await desk.untilCard(post, /U0BEN> has it/u), 'resolve');
    const resolved = await desk.untilCard(post, /Resolved/u);
    expect(buttonOf(resolved, 'take_it') ?? buttonOf(resolved, 'reply_open')).toBeUndefined();
  });

  it('puts what the customer writes next under the same card and rings the holder', async () => {
    const post = desk.mention('@acme slow again', { by: 'customer_four' });
    await desk.take(BEN, post);
    const next = desk.mention('@acme and now it is off', { by: 'customer_four', inReplyTo: post.id });
    const note = await desk.untilNote(post, /wrote again/u);
    expect(note).toContain(`<@${BEN}>`);
    expect(note).toContain('and now it is off');
    expect(desk.card(next)).toBeUndefined();
  });

  it('credits an answer that was typed by hand on X, and opens no thread for it', async () => {
    const post = desk.mention('@acme no dial tone', { by: 'customer_five' });
    await desk.untilCard(post);
    const ada = desk.x.world.userByName('ada_fixes');
    const byHand = desk.x.world.post({
      authorId: ada?.id ?? '',
      text: '@customer_five @acme try the other socket',
      inReplyTo: post.id,
    });
    await desk.untilNote(post, /answered by hand/u);
    await desk.untilCard(post, /Answered.*U0ADA/su);
    expect(desk.card(byHand)).toBeUndefined();
  });

  it('acknowledges everything in time', () => {
    expect(desk.slack.workspace.lateAcks).toEqual([]);
    expect(desk.slack.workspace.acks.length).toBeGreaterThan(10);
  });

  it("writes neither tokens nor customers' words into its log", () => {
    expect(desk.stage.product.lines.length).toBeGreaterThan(0);
    const log = desk.stage.product.lines.join('\n');
    for (const secret of ['xoxb-', 'xapp-', 'sandbox-client-secret', 'sandbox-app-bearer', 'my line is dead'])
      expect(log).not.toContain(secret);
    const tokens = desk.x.tokens
      .live()
      .flatMap(({ accessToken, refreshToken }) => [accessToken, refreshToken]);
    expect(tokens).toHaveLength(4);
    for (const token of tokens) expect(log).not.toContain(token);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { ADA, BEN, CHANNEL, type Desk, keyOf, LEA, openDesk, until, wordsOf } from '../support/desk.ts';

let desk: Desk;
afterEach(() => desk.close());

const QUICK = { follow_ups: { every_seconds: 3 }, context: { max_posts: 3 } };

describe('a conversation', () => {
  it('goes on with whoever answered, shows others as such, and forgets what its customer deletes', async () => {
    desk = await openDesk({ settings: QUICK });
    const stranger = desk.mention('is the network down in Harbour Street?', { by: 'a_stranger' });
    const post = desk.mention('@acme see above: dead since <!channel> this morning', {
      inReplyTo: stranger.id,
    });
    await desk.untilNote(post, /What this answers.*a_stranger.*Harbour Street/su);
    await desk.take(ADA, post);
    await desk.reply(ADA, post, 'We are on our way to Harbour Street.');
    await desk.untilNote(post, /\*Sent\*/u);
    await desk.click(ADA, await desk.untilCard(post, /Answered/u), 'release');

    // The customer answers Ada, and leaves the brand's name out: no source brings it.
    const answer = desk.postsBy('ada_fixes')[0];
    const next = desk.x.world.post({
      authorId: post.authorId,
      text: 'thank you! how long will it take?',
      inReplyTo: answer?.id ?? null,
      // Not X's own window, which carries everybody along.
      via: 'another app',
    });
    await desk.untilNote(post, /<@U0ADA> .*wrote again.*yours again.*how long will it take/su);
    await desk.untilCard(post, /<@U0ADA> has it/u);

    desk.mention('@acme same here, number 12', { by: 'neighbour', inReplyTo: post.id });
    await desk.untilNote(
      post,
      /@\S*neighbour\S* \(not the customer\) wrote in this conversation.*number 12/su,
    );
    await desk.untilCard(post, /1 post of other people/u);

    // X refuses an answer to what is not there; then its words go, everywhere.
    desk.x.world.delete(next.id);
    await desk.reply(ADA, post, 'About an hour.');
    await desk.untilNote(post, /<@U0ADA> .*The customer deleted this post.*removed here/su);
    await until(() => !JSON.stringify(desk.slack.workspace.messages).includes('how long will it take'));
    expect(wordsOf(await desk.untilCard(post))).toContain('dead since');
    expect(
      desk.slack.workspace.messages.flatMap((message) => desk.slack.workspace.pings(message)),
    ).not.toContain('<!channel>');
  });
});

describe('noise', () => {
  it('is muted, looked through and brought back; a card is ignored with a reason, and becomes a rule', async () => {
    desk = await openDesk({
      settings: {
        noise: [
          { reason: 'giveaway', action: 'mute', giveaway: true },
          { reason: 'empty', action: 'drop', says_nothing: true },
        ],
      },
      linked: false,
    });
    const muted = desk.mention('@acme GIVEAWAY: follow and RT', { by: 'win_big' });
    desk.mention('@acme 😂😂 https://a.example/x', { by: 'laughs' });
    const post = desk.mention('@acme you are all robots', { by: 'angry_one' });
    const card = await desk.untilCard(post);

    const window = await desk.openWindow(LEA, () => care(LEA, 'muted'));
    expect(window.words).toMatch(/1 to 1\* of 1.*win_big.*giveaway: says "giveaway".*follow and RT/su);
    await desk.press(LEA, window.id, 'bring_back');
    await desk.untilWindow(window.id, /Brought back.*Nothing is muted/su);
    expect(wordsOf(await desk.untilCard(muted))).toMatch(/Waiting.*GIVEAWAY|GIVEAWAY.*Waiting/su);

    const more = await desk.openWindow(LEA, () => desk.press(LEA, card, 'more'));
    const why = await desk.openWindow(LEA, () => desk.press(LEA, more.id, 'ignore'));
    const submit = (values: Record<string, Record<string, string>>) => desk.submitWindow(LEA, why.id, values);
    expect(await submit({ ignore_reason: { reason: 'other' } })).toMatchObject({
      errors: { ignore_why: expect.stringMatching(/few words/u) },
    });
    expect(
      await submit({ ignore_reason: { reason: 'abusive' }, ignore_rule: { rule: 'author' } }),
    ).toMatchObject({ closed: true });
    await desk.untilCard(post, /Ignored\* by <@U0LEA>: .*Abusive/u);
    desk.mention('@acme and you know it', { by: 'angry_one' });
    const list = await desk.openWindow(LEA, () => care(LEA, 'muted'));
    await until(async () => /muted\.author"\} 1\n/u.test(await metrics()));
    const rules = await desk.openWindow(LEA, () => desk.press(LEA, list.id, 'noise_rules'));
    expect(rules.words).toMatch(/angry.*Made by <@U0LEA>.*Remove.*\*giveaway\* \(mute\)/su);
    await desk.press(LEA, rules.id, 'forget_rule');
    await desk.untilWindow(rules.id, /Made from cards\nNone\./u);
    await desk.click(BEN, await desk.untilCard(post, /Ignored/u), 'bring_back');
    await desk.untilCard(post, /Waiting/u);
    expect(await metrics()).toMatch(/dropped\.empty"\} 1\n/u);
    expect(
      desk.slack.workspace.messages.filter((message) => /^card:/u.test(keyOf(message) ?? '')),
    ).toHaveLength(2);
  });
});

const care = (user: string, text: string) =>
  desk.slack.person.command({ user, channel: CHANNEL, command: '/care', text });
const metrics = async () => (await fetch(`${desk.stage.product.url}/metrics`)).text();

import { afterEach, describe, expect, it } from 'vitest';
import { ADA, BEN, type Desk, keyOf, openDesk, until, wordsOf } from '../support/desk.ts';

let desk: Desk;
afterEach(() => desk.close());

const MENTIONS = [{ kind: 'mentions', every_seconds: 3 }];
const counters = async () => (await fetch(`${desk.stage.product.url}/metrics`)).text();

describe('a customer who edits their post', () => {
  it.each([
    ['the stream', undefined],
    ['the mentions', MENTIONS],
  ])('is shown on the card, with one note, by %s', async (_source, sources) => {
    desk = await openDesk(sources ? { brand: { sources } } : {});
    const post = desk.mention('@acme my line is ded');
    await desk.take(ADA, post);
    const edited = desk.x.world.edit(post.id, '@acme my line is dead, in Harbour Street');
    const card = await desk.untilCard(post, /Harbour Street/u);
    expect(wordsOf(card)).toMatch(/Edited/u);
    expect(wordsOf(card)).not.toContain('is ded');
    expect(JSON.stringify(card.blocks)).toContain(`/status/${edited.id}`);
    await desk.untilNote(post, /<@U0ADA> .*edited a post.*Harbour Street/su);
    const again = desk.x.world.edit(edited.id, '@acme my line is dead, in Harbour Street 9');
    await desk.untilNote(post, /edited a post.*Street 9/su);
    await desk.reply(ADA, post, 'We are on our way to Harbour Street.');
    await desk.untilNote(post, /\*Sent\*/u);
    const introduction = desk.postsBy('acme')[0];
    expect(introduction?.inReplyTo).toBe(again.id);
    expect(
      desk.slack.workspace.messages.filter((message) => /^card:/u.test(keyOf(message) ?? '')),
    ).toHaveLength(1);
    expect(desk.notes(post).filter((note) => /edited a post/u.test(note))).toHaveLength(2);
    expect(await counters()).toMatch(/name="mentions\.edited"\} 2\n/u);
  });

  it('stops an answer in its undo window, and its author is told', async () => {
    desk = await openDesk({ settings: { undo_seconds: 120 } });
    const post = desk.mention('@acme @ada_fixes is it up?');
    await desk.take(ADA, post);
    await desk.reply(ADA, post, 'Yes, it is up.');
    await desk.untilNote(post, /Goes out/u);
    desk.x.world.edit(post.id, '@acme @ada_fixes is it down for good?');
    await desk.untilNote(post, /<@U0ADA> .*Stopped: nothing was posted.*edited their post.*text is kept/su);
    const viewId = await desk.openReply(ADA, post);
    const view = JSON.stringify(desk.slack.workspace.views.get(viewId)?.view);
    expect(view).toContain('Yes, it is up.');
    expect(view).toContain('down for good?');
    expect(desk.postsBy('ada_fixes')).toEqual([]);
  });

  it('whose first version nobody saw opens a card as anybody', async () => {
    desk = await openDesk();
    const post = desk.mention('hello world');
    const edited = desk.x.world.edit(post.id, '@acme hello world');
    expect(wordsOf(await desk.untilCard(edited))).toMatch(/Edited/u);
    await desk.take(BEN, edited);
  });

  it('and is edited while nobody was connected has the newest words when Faccia is back', async () => {
    desk = await openDesk();
    const post = desk.mention('@acme one');
    await desk.take(ADA, post);
    desk.stage.product.kill('SIGTERM');
    await desk.stage.product.exited;
    const second = desk.x.world.edit(post.id, '@acme two');
    desk.x.world.edit(second.id, '@acme three');
    await desk.stage.restart();
    await desk.untilNote(post, /edited a post.*@acme three/su);
    await until(() => wordsOf(desk.card(post) ?? { text: '', blocks: [] }).includes('@acme three'));
  });
});

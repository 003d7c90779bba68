import { afterEach, describe, expect, it } from 'vitest';
import type { StoredPost } from '../../sandbox/x/world.ts';
import { ADA, BEN, BRAND, buttonOf, type Desk, openDesk, until } from '../support/desk.ts';

let desk: Desk;
afterEach(() => desk.close());

/** What somebody types on X itself, outside Faccia. */
function typed(username: string, inReplyTo: string, text: string): StoredPost {
  const user = desk.x.world.userByName(username);
  if (!user) throw new Error(`X does not know @${username}.`);
  return desk.x.world.post({ authorId: user.id, text, inReplyTo });
}

async function noteWith(post: StoredPost, actionId: string) {
  const card = await desk.untilCard(post);
  return until(() => desk.messages(card.ts).find((message) => buttonOf(message, actionId)));
}

function addressOf(message: { blocks: unknown[] }): URL {
  const address = /"url":"(https:[^"]+intent[^"]+)"/u.exec(JSON.stringify(message.blocks))?.[1];
  return new URL(address ?? 'about:blank');
}

describe('the step native', () => {
  const WORDS = 'Off & on again? 100% = "yes" 😀';

  it("opens X's composer with text and place, and sees the post when it is public", async () => {
    desk = await openDesk({ brand: { ladder: ['direct', 'native'] } });
    const post = desk.mention('@acme it is broken');
    await desk.take(ADA, post);
    await desk.reply(ADA, post, WORDS);
    await desk.untilNote(post, /<@U0ADA>.*Waiting for your post.*as @ada_fixes/su);
    const address = addressOf(await noteWith(post, 'open_link'));
    expect(address.origin + address.pathname).toBe('https://x.com/intent/post');
    expect(Object.fromEntries(address.searchParams)).toEqual({ in_reply_to: post.id, text: WORDS });
    expect(desk.postsBy('ada_fixes')).toEqual([]);
    typed('ada_fixes', post.id, 'Off and on again, please.');
    await desk.untilNote(post, /Sent.*posted by hand.*in X/su);
    // What asked her to post it says how it ended.
    await until(() => desk.notes(post).every((note) => !/Waiting for your post/u.test(note)));
    await desk.untilCard(post, /Answered.*<@U0ADA>/su);
    // Another one to the same post: what was typed for the first is not it.
    await desk.reply(ADA, post, 'And then tell us what the lights do.');
    await desk.click(ADA, await noteWith(post, 'check_again'), 'check_again');
    await desk.untilWhisper(ADA, /does not see it on X yet/u);
  });

  it('finds a post that no source brings when its author says so, and lets them take it back before', async () => {
    desk = await openDesk({
      brand: { ladder: ['native'], sources: [{ kind: 'stream', rules: ['@acme broken'] }] },
    });
    const post = desk.mention('@acme it is broken');
    await desk.take(ADA, post);
    await desk.reply(ADA, post, WORDS);
    await desk.click(ADA, await noteWith(post, 'check_again'), 'check_again');
    await desk.untilWhisper(ADA, /does not see it on X yet/u);
    await desk.click(ADA, await noteWith(post, 'undo'), 'undo');
    await desk.untilNote(post, /Taken back/u);
    await desk.reply(ADA, post, `${WORDS} again`);
    const note = await until(async () => {
      const found = await noteWith(post, 'check_again');
      return addressOf(found).searchParams.get('text')?.endsWith('again') ? found : undefined;
    });
    typed('ada_fixes', post.id, WORDS);
    await desk.click(ADA, note, 'check_again');
    await desk.untilWhisper(ADA, /Found: it is public/u);
    await desk.untilNote(post, /Sent.*posted by hand/su);
  });
});

describe('an answer that somebody types on X', () => {
  it('takes back what still waits here, says so, and is credited to its author', async () => {
    desk = await openDesk({ settings: { undo_seconds: 120 } });
    await desk.stage.link(BEN, 'ben_pulls');
    const post = desk.mention('@acme it is broken');
    await desk.take(ADA, post);
    await desk.reply(ADA, post, 'I look into it right away, promised.');
    await desk.untilNote(post, /Goes out/u);
    typed('ben_pulls', post.id, 'Try it now.');
    await desk.untilNote(post, /<@U0BEN> answered by hand.*Try it now/su);
    await desk.untilNote(post, /<@U0ADA>.*Stopped.*@ben_pulls has just answered by hand/su);
    await desk.untilCard(post, /Answered.*<@U0BEN>/su);
    expect(desk.postsBy('ada_fixes')).toEqual([]);
    const viewId = await desk.openReply(ADA, post);
    expect(JSON.stringify(desk.slack.workspace.views.get(viewId)?.view)).toContain('promised');
  });
});

describe('the way in the modal', () => {
  it('is the one that the responder picks, with the text kept', async () => {
    desk = await openDesk();
    const post = desk.mention('@acme it is broken');
    await desk.take(ADA, post);
    const viewId = await desk.openReply(ADA, post);
    const text = 'The fuse is changed.';
    const state = { reply_text: { text } };
    await desk.slack.person.blockAction({
      user: ADA,
      viewId,
      actionId: 'step',
      blockId: 'reply_step',
      value: 'brand',
      state,
    });
    await until(() => {
      const shown = JSON.stringify(desk.slack.workspace.views.get(viewId)?.view);
      return shown.includes('Public, as @acme') && shown.includes(text);
    });
    await desk.submit(ADA, viewId, text);
    await desk.untilNote(post, /Sent.*brand/su);
    const [answer] = desk.postsBy(BRAND.handle);
    expect(answer).toMatchObject({ inReplyTo: post.id, text: `${text} – Ada, Acme` });
    expect(desk.postsBy('ada_fixes')).toEqual([]);
  });
});

describe('what X refused', () => {
  it('is not tried on everybody', async () => {
    desk = await openDesk({ brand: { access: 'enterprise', ladder: ['direct', 'brand'] } });
    const first = desk.mention('@acme one');
    const second = desk.mention('@acme two', { by: 'customer_two' });
    for (const post of [first, second]) await desk.take(ADA, post);
    await desk.reply(ADA, first, 'The first answer.');
    await desk.untilNote(first, /Sent.*brand.*X refused _Straight under the customer's post_/su);
    const viewId = await desk.openReply(ADA, second);
    expect(JSON.stringify(desk.slack.workspace.views.get(viewId)?.view)).toContain('Public, as @acme');
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askForLink } from '../../sandbox/launch/link.ts';
import { ADA, BEN, BRAND, CHANNEL, type Desk, GUEST, LEA, openDesk, until } from '../support/desk.ts';

describe('an account', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk({ linked: false });
    await desk.stage.link(LEA, BRAND.handle, true);
  });
  afterAll(() => desk.close());

  const care = (user: string, text: string) =>
    desk.slack.person.command({ user, channel: CHANNEL, command: '/care', text });

  it('is linked by a private link that says who is now linked to whom', async () => {
    const page = await desk.stage.link(ADA, 'ada_fixes');
    expect(page).toContain('@ada_fixes');
    expect(page).toMatch(/is now linked to\s*<strong>ada<\/strong> in <strong>Sandbox<\/strong>/u);
    await care(ADA, 'me');
    await desk.untilWhisper(ADA, /You answer as @ada_fixes, your own account/u);
  });

  it('cannot be linked with a link that was used', async () => {
    const { url } = await askForLink(desk.slack, BEN, false);
    const ticket = new URL(url).searchParams.get('ticket') ?? '';
    const start = () =>
      fetch(url.split('?', 1)[0] ?? '', {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({ ticket }),
      });
    // Slack's link previews read addresses: reading must not use it up.
    for (const _ of [1, 2]) expect((await fetch(url)).status).toBe(200);
    expect((await start()).status).toBe(303);
    const again = await start();
    expect(again.status).toBe(410);
    expect(await again.text()).toContain('used already');
  });

  it('cannot be linked from another browser than the one that began', async () => {
    const { url } = await askForLink(desk.slack, BEN, false);
    const ticket = new URL(url).searchParams.get('ticket') ?? '';
    const began = await fetch(url.split('?', 1)[0] ?? '', {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ ticket }),
    });
    const consent = new URL(began.headers.get('location') ?? '');
    const allowed = await fetch(consent.origin + consent.pathname, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({
        request: consent.search.slice(1),
        username: 'ben_pulls',
        decision: 'allow',
      }),
    });
    const finished = await fetch(allowed.headers.get('location') ?? '');
    expect(finished.status).toBe(400);
    await care(BEN, 'me');
    await desk.untilWhisper(BEN, /You have no X account linked/u);
  });

  it('that somebody else has linked is refused', async () => {
    expect(await desk.stage.link(BEN, 'ada_fixes')).toMatch(/already|somebody else/iu);
    await care(ADA, 'me');
    await until(
      () => desk.whispers(ADA).filter((text) => text.includes('You answer as @ada_fixes')).length === 2,
    );
  });

  it('of the brand is linked by leads only, and nobody links as a guest', async () => {
    await care(BEN, 'link brand');
    await desk.untilWhisper(BEN, /Only a care lead/u);
    await care(GUEST, 'link');
    await desk.untilWhisper(GUEST, /guests cannot/u);
  });

  it('whose tokens are old is renewed once, whoever needs it', async () => {
    const id = desk.x.world.userByName('ada_fixes')?.id ?? '';
    desk.x.tokens.expireAccess(id);
    const before = desk.x.tokens.refreshes;
    const posts = [1, 2, 3].map((index) =>
      desk.mention(`@acme @ada_fixes question ${index}`, { by: `customer_${index}` }),
    );
    for (const post of posts) await desk.take(ADA, post);
    const views: string[] = [];
    for (const post of posts) views.push(await desk.openReply(ADA, post));
    await Promise.all(views.map((view, index) => desk.submit(ADA, view, `Answer ${index}.`)));
    for (const post of posts) await desk.untilNote(post, /Sent/u);
    expect(desk.x.tokens.refreshes).toBe(before + 1);
    expect(desk.postsBy('ada_fixes')).toHaveLength(3);
  });

  it('that X does not accept any more parks the answer, asks to link again, and goes on by itself', async () => {
    const id = desk.x.world.userByName('ada_fixes')?.id ?? '';
    const post = desk.mention('@acme @ada_fixes still there?', { by: 'customer_5' });
    await desk.take(ADA, post);
    const viewId = await desk.openReply(ADA, post);
    desk.x.tokens.revokeUser(id);
    await desk.submit(ADA, viewId, 'Still here.');
    await desk.untilNote(post, /<@U0ADA>.*Waiting for your link.*\/care link/su);
    await desk.stage.link(ADA, 'ada_fixes');
    await desk.untilNote(post, /Sent/u);
    expect(desk.postsBy('ada_fixes').at(-1)).toMatchObject({ text: 'Still here.', inReplyTo: post.id });
  });

  it('is unlinked and revoked with X', async () => {
    const id = desk.x.world.userByName('ada_fixes')?.id ?? '';
    expect(desk.x.tokens.live().some(({ userId }) => userId === id)).toBe(true);
    await care(ADA, 'unlink');
    await desk.untilWhisper(ADA, /@ada_fixes is unlinked.*X confirmed/su);
    expect(desk.x.tokens.live().some(({ userId }) => userId === id)).toBe(false);
    await care(ADA, 'unlink');
    await desk.untilWhisper(ADA, /nothing to do/u);
  });

  it('is shown on the home tab beside the threads in hand', async () => {
    const post = desk.mention('@acme my turn', { by: 'customer_6' });
    await desk.take(BEN, post);
    await desk.slack.person.openHome(BEN);
    const home = await until(() => desk.slack.workspace.homes.get(BEN));
    expect(JSON.stringify(home.view)).toMatch(/my turn.*No X account is linked yet/su);
  });
});

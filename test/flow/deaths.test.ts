import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SandboxMessage } from '../../sandbox/slack/client-api.ts';
import type { StoredPost } from '../../sandbox/x/world.ts';
import {
  ADA,
  BEN,
  BRAND,
  buttonOf,
  CHANNEL,
  type Desk,
  LEA,
  openDesk,
  until,
  wordsOf,
} from '../support/desk.ts';

let desk: Desk;
let customers = 0;
beforeAll(async () => {
  // Long enough to submit all answers before the first of them finds out.
  desk = await openDesk({ settings: { undo_seconds: 4 } });
});
afterAll(() => desk.close());

const idOf = (username: string) => desk.x.world.userByName(username)?.id ?? '';
const direct = (user: string): SandboxMessage[] =>
  desk.slack.workspace.messages.filter(
    ({ channel, ephemeralFor }) => channel === `D${user.slice(1)}` && ephemeralFor === null,
  );
const notices = (user: string) => direct(user).filter((message) => buttonOf(message, 'link_again'));
const links = (user: string) =>
  desk.whispers(user).flatMap((text) => /<(https?:[^|>]+)\|Link /u.exec(text)?.[1] ?? []);
const care = (user: string, text: string) =>
  desk.slack.person.command({ user, channel: CHANNEL, command: '/care', text });

/** Ada has written an answer in each of these threads, and X's side changes before she sends the first. */
async function written(count: number, change: () => void): Promise<StoredPost[]> {
  const posts: StoredPost[] = [];
  const views: string[] = [];
  for (let index = 0; index < count; index += 1) {
    customers += 1;
    const post = desk.mention(`@acme @ada_fixes question ${customers}`, { by: `customer_${customers}` });
    await desk.take(ADA, post);
    views.push(await desk.openReply(ADA, post));
    posts.push(post);
  }
  change();
  // One after the other: they are to go on in the order in which they were written.
  for (const [index, view] of views.entries())
    await desk.submit(ADA, view, `Answer to ${posts[index]?.id ?? ''}.`);
  for (const post of posts) await desk.untilNote(post, /Waiting for your link/u);
  return posts;
}

/** The newest private message about a dead account, once there is one more than before. */
async function nextNotice(user: string, before: number): Promise<SandboxMessage> {
  return until(() => (notices(user).length > before ? notices(user).at(-1) : undefined));
}

async function sent(posts: readonly StoredPost[]): Promise<void> {
  for (const post of posts) await desk.untilNote(post, /Sent/u);
}

describe('an account that X takes no more', () => {
  let before: number;
  beforeEach(() => {
    before = notices(ADA).length;
  });

  it('parks its answers, tells its owner once in private, and lets them go on in order after a fresh link', async () => {
    const posts = await written(3, () => desk.x.tokens.revokeUser(idOf('ada_fixes')));
    const notice = await nextNotice(ADA, before);
    expect(wordsOf(notice)).toMatch(/does not accept the link to @ada_fixes/u);
    expect(links(ADA)).toEqual([]);
    // After lunch, and once more: each press gives another link.
    for (const count of [1, 2]) {
      await desk.click(ADA, notice, 'link_again');
      await until(() => links(ADA).length === count);
    }
    expect(new Set(links(ADA)).size).toBe(2);
    await desk.click(BEN, notice, 'link_again');
    await desk.untilWhisper(BEN, /colleague/u);
    await desk.stage.link(ADA, 'ada_fixes');
    for (const post of posts) await desk.untilNote(post, /Your account works again|Sent/u);
    await sent(posts);
    const answered = desk.postsBy('ada_fixes').map(({ inReplyTo }) => inReplyTo);
    expect(answered.slice(-3)).toEqual(posts.map(({ id }) => id));
    expect(notices(ADA)).toHaveLength(before + 1);
    await desk.click(ADA, notice, 'link_again');
    await desk.untilWhisper(ADA, /@ada_fixes is linked and works/u);
  });

  it('because its link may only read any more says that', async () => {
    const posts = await written(1, () => desk.x.tokens.loseWriting(idOf('ada_fixes')));
    expect(wordsOf(await nextNotice(ADA, before))).toMatch(/may not post on X any more.*agree to all/su);
    await care(ADA, 'me');
    await desk.untilWhisper(ADA, /may not post on X any more.*\/care link/su);
    await desk.stage.link(ADA, 'ada_fixes');
    await sent(posts);
  });

  it('because X locked it is used again when its owner says that it is solved, and not before', async () => {
    const posts = await written(1, () => desk.x.world.stop(idOf('ada_fixes'), 'locked'));
    const notice = await nextNotice(ADA, before);
    expect(wordsOf(notice)).toMatch(/X locked @ada_fixes.*Sign in at/su);
    await care(ADA, 'me');
    await desk.untilWhisper(ADA, /X locked @ada_fixes/u);
    await desk.slack.person.openHome(ADA);
    await until(() =>
      JSON.stringify(desk.slack.workspace.homes.get(ADA)?.view).includes('X locked @ada_fixes'),
    );
    const other = desk.mention('@acme @ada_fixes one more', { by: 'customer_more' });
    await desk.click(ADA, await desk.untilCard(other), 'take_it');
    await desk.untilWhisper(ADA, /You have it, but you cannot answer yet\. X locked/u);
    await desk.click(ADA, await desk.untilCard(other, /has it/u), 'reply_open');
    await desk.untilWhisper(ADA, /^X locked @ada_fixes.*It is solved/su);
    // Too early: X still refuses, which is another death and another message.
    await desk.click(ADA, notice, 'account_solved');
    const second = await nextNotice(ADA, before + 1);
    expect(desk.postsBy('ada_fixes').some(({ inReplyTo }) => inReplyTo === posts[0]?.id)).toBe(false);
    desk.x.world.stop(idOf('ada_fixes'), null);
    await desk.click(ADA, second, 'account_solved');
    await desk.untilWhisper(ADA, /@ada_fixes is used again/u);
    await sent(posts);
  });

  it('because X suspended it works again after a new link', async () => {
    const posts = await written(1, () => desk.x.world.stop(idOf('ada_fixes'), 'suspended'));
    expect(wordsOf(await nextNotice(ADA, before))).toContain('X suspended @ada_fixes');
    desk.x.world.stop(idOf('ada_fixes'), null);
    await desk.stage.link(ADA, 'ada_fixes');
    await sent(posts);
  });

  it('asks before it sends what the thread went past, and takes yes and no', async () => {
    const posts = await written(2, () => desk.x.tokens.revokeUser(idOf('ada_fixes')));
    const [sending, taking] = posts as [StoredPost, StoredPost];
    for (const post of posts) {
      await desk.click(LEA, await desk.untilCard(post, /has it/u), 'resolve');
      await desk.untilCard(post, /Resolved/u);
    }
    await desk.stage.link(ADA, 'ada_fixes');
    for (const post of posts) await desk.untilNote(post, /<@U0ADA>.*Shall this still go out.*resolved/su);
    const asked = (post: StoredPost) =>
      until(() =>
        desk
          .messages(desk.card(post)?.ts ?? '')
          .findLast((message) => buttonOf(message, 'send_asked') && wordsOf(message).includes(`<@${ADA}>`)),
      );
    await desk.click(BEN, await asked(sending), 'send_asked');
    await desk.untilWhisper(BEN, /Only <@U0ADA> decides/u);
    await desk.click(ADA, await asked(sending), 'send_asked');
    await desk.click(ADA, await asked(taking), 'undo');
    await sent([sending]);
    await desk.untilNote(taking, /Taken back/u);
    expect(desk.postsBy('ada_fixes').map(({ inReplyTo }) => inReplyTo)).not.toContain(taking.id);
  });

  it('of the brand is told to the leads in private, once, and the answer waits for it, and goes out', async () => {
    const leads = notices(LEA).length;
    desk.x.tokens.revokeUser(idOf(BRAND.handle));
    const post = desk.mention('@acme nobody in particular', { by: 'customer_brand' });
    await desk.take(ADA, post);
    await desk.reply(ADA, post, 'Hello from nobody in particular.');
    await desk.untilNote(post, /Waiting for the brand's link.*does not accept the link to @acme/su);
    const notice = await nextNotice(LEA, leads);
    expect(wordsOf(notice)).toMatch(/@acme.*All care leads got this message/su);
    await desk.click(LEA, notice, 'link_again');
    await desk.untilWhisper(LEA, /Link the brand's X account/u);
    await desk.stage.link(LEA, BRAND.handle, true);
    await desk.untilNote(post, /Sent.*introduced by the brand/su);
    expect(desk.postsBy('ada_fixes').at(-1)?.text).toBe('Hello from nobody in particular.');
    expect(notices(LEA)).toHaveLength(leads + 1);
    expect(notices(ADA)).toHaveLength(before);
  });
});

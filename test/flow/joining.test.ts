import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoredPost } from '../../sandbox/x/world.ts';
import { JOIN } from '../../src/slack/ids.ts';
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

const LEADS = 'S0LEADS';
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({
    linked: false,
    userGroups: [{ id: LEADS, handle: 'leads', name: 'Leads', users: [LEA] }],
    settings: {
      undo_seconds: 60,
      people: { leads: [LEADS], responders: 'everyone' },
      enrolment: { house_rules: 'Be kind.\nSay for whom you work.', approval: 'lead' },
    },
  });
  await desk.stage.link(LEA, BRAND.handle, true);
});
afterAll(() => desk.close());

const care = (user: string, text: string) =>
  desk.slack.person.command({ user, channel: CHANNEL, command: '/care', text });
const field = (id: string, value: string | string[]) => ({ [id]: { [id]: value } });
const version = (view: object) => (view as { private_metadata: string }).private_metadata;

async function untilTold(user: string, says: RegExp) {
  return until(() => {
    const found = desk.direct(user).findLast((message) => says.test(wordsOf(message)));
    if (!found) throw new Error(`Nothing says ${says}: ${JSON.stringify(desk.direct(user).map(wordsOf))}`);
    return found;
  });
}

/** Fills in the window of joining and sends it; answers what it says then. */
async function join(user: string): Promise<string> {
  const { id, view } = await desk.openWindow(user, () => care(user, 'join'));
  const answer = await desk.submitWindow(user, id, {
    ...field(JOIN.rules, [version(view)]),
    ...field(JOIN.languages, ['en', 'it']),
  });
  expect(answer).toMatchObject({ ok: true });
  return desk.windowNow(id)?.words ?? '';
}

describe('somebody who has not joined', () => {
  it('is told how, and takes nothing', async () => {
    const post = desk.mention('@acme anybody?', { by: 'customer_0' });
    await desk.click(BEN, await desk.untilCard(post), 'take_it');
    await desk.untilWhisper(BEN, /Only people who joined.*\/care join/su);
    await care(BEN, 'link');
    await until(() => desk.whispers(BEN).filter((text) => text.includes('/care join')).length === 2);
    expect(wordsOf(await desk.untilCard(post))).toContain('Waiting');
  });

  it('is declined by a lead with a reason, by one of them', async () => {
    expect(await join(BEN)).toMatch(/lead is asked/u);
    const asked = await untilTold(LEA, /<@U0BEN> wants to answer customers/u);
    const { id } = await desk.openWindow(LEA, () => desk.press(LEA, asked, 'decline_join'));
    await desk.submitWindow(LEA, id, field('decline_reason', 'After your training.'));
    await untilTold(BEN, /<@U0LEA> said no.*After your training/su);
    await untilTold(LEA, /Declined.*<@U0LEA>.*After your training/su);
  });

  it('goes from the list of all that waits once declined there', async () => {
    await join(BEN);
    await desk.home(LEA);
    const list = await desk.openWindow(LEA, () => desk.press(LEA, 'home', 'approvals'));
    expect(list.words).toMatch(/\*1\* person who wants to join waits/u);
    const { id } = await desk.openWindow(LEA, () => desk.press(LEA, list.id, 'decline_join'));
    expect(await desk.submitWindow(LEA, id, field('decline_reason', 'Later.'))).toMatchObject({
      closed: true,
    });
    await desk.untilWindow(list.id, /Nothing waits for your word/u);
    await desk.closeWindow(LEA, list.id);
  });
});

describe('somebody who joins', () => {
  it('links, is approved, takes, and leaves with three open threads', async () => {
    expect(await join(ADA)).toMatch(/lead is asked.*link your own X account/su);
    const page = await desk.stage.link(ADA, 'ada_fixes');
    expect(page).toContain('@ada_fixes');
    await untilTold(ADA, /its bio does not say whom you work for|bio does not say/iu);
    const asked = await untilTold(LEA, /<@U0ADA> wants to answer customers.*version/su);
    await desk.press(LEA, asked, 'approve_join');
    await untilTold(ADA, /<@U0LEA> said yes/u);
    await untilTold(LEA, /Approved.*<@U0LEA>/su);

    const posts = ['one', 'two', 'three'].map((word) =>
      desk.mention(`@acme @ada_fixes question ${word}`, { by: `customer_${word}` }),
    );
    for (const post of posts) await desk.take(ADA, post);
    const [first] = posts as [StoredPost, ...StoredPost[]];
    await desk.reply(ADA, first, 'I look into it.');
    await desk.untilNote(first, /Goes out/u);

    const userId = desk.x.world.userByName('ada_fixes')?.id ?? '';
    const { id, words } = await desk.openWindow(ADA, () => care(ADA, 'leave'));
    expect(words).toMatch(/3 threads that you hold.*@.*ada_fixes/su);
    await desk.submitWindow(ADA, id);
    expect(desk.windowNow(id)?.words).toMatch(/You have left.*3 threads went back/su);
    for (const post of posts) {
      await desk.untilCard(post, /Waiting/u);
      await desk.untilNote(post, /<@U0ADA> does not answer customers any more/u);
    }
    await desk.untilNote(first, /taken back/iu);
    await untilTold(ADA, /You have left.*X confirmed/su);
    expect(desk.x.tokens.live().some((session) => session.userId === userId)).toBe(false);
    expect(desk.postsBy('ada_fixes')).toEqual([]);
    await desk.click(ADA, await desk.untilCard(first), 'take_it');
    await desk.untilWhisper(ADA, /Only people who joined/u);
  });
});

describe('a lead', () => {
  it('who leaves the user group is none any more at once', async () => {
    await join(BEN);
    const asked = await until(() =>
      desk.direct(LEA).find((message) => buttonOf(message, 'approve_join')?.value.startsWith(`${BEN}:`)),
    );
    await desk.slack.person.changeGroup({ group: LEADS, users: [BEN] });
    await until(async () => {
      await desk.press(LEA, asked, 'approve_join');
      return desk.direct(LEA).some((message) => wordsOf(message).includes('Only a care lead'));
    });
    expect(
      desk.direct(LEA).some((message) => wordsOf(message).includes(`<@${BEN}> answers customers now`)),
    ).toBe(false);
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { StoredPost } from '../../sandbox/x/world.ts';
import { ADA, aUser, BEN, CHANNEL, type Desk, LEA, openDesk, until, wordsOf } from '../support/desk.ts';

let desk: Desk;
afterEach(() => desk.close());

const CREATE = 'POST /2/tweets';
const WINDOW_MS = 10_000;

describe('ten accounts, one of which X limits', () => {
  const TEN = Array.from({ length: 10 }, (_, index) => ({
    user: `U0P${index}`,
    handle: `person_${index}`,
    // A channel for each: one channel takes one message a second.
    channel: `C0P${index}`,
  }));
  const [first, ...others] = TEN;
  if (!first) throw new Error('nobody is there');
  const limited = first;

  it('nine send at once, the tenth after its reset, and X has to refuse no call', async () => {
    desk = await openDesk({
      channels: [CHANNEL, ...TEN.map(({ channel }) => channel)].map((id) => ({ id, name: id.toLowerCase() })),
      brand: {
        channels: {
          default: CHANNEL,
          rules: TEN.map(({ user, channel }) => ({ keywords: [user], channel })),
        },
      },
      users: [aUser(ADA), aUser(LEA, { lead: true }), ...TEN.map(({ user }) => aUser(user))],
      prepare(x) {
        for (const { handle } of TEN) x.world.addUser({ username: handle, kind: 'employee' });
      },
    });
    for (const { user, handle } of TEN) await desk.stage.link(user, handle);
    desk.x.limits.windowMs = WINDOW_MS;
    desk.x.limits.overrides.set(`${CREATE} ${desk.x.world.userByName(limited.handle)?.id}`, 1);

    const taken = await Promise.all([limited, limited, ...others].map(take));
    const opened = [];
    for (const { user, post } of taken) opened.push({ user, post, viewId: await desk.openReply(user, post) });
    const [before, after, ...theirs] = opened;
    if (!before || !after) throw new Error('nothing was opened');
    await desk.submit(limited.user, before.viewId, 'The first one.');
    await desk.untilNote(before.post, /Sent/u);
    await desk.submit(limited.user, after.viewId, 'The second one.');
    await Promise.all(theirs.map(({ user, viewId }) => desk.submit(user, viewId, `From ${user}.`)));
    const note = await desk.untilNote(after.post, /Waiting until <!date\^\d+\^\{time_secs\}\|[^>]+ UTC>/u);
    expect(note).toContain('X limits how many posts @person_0 makes, and lets it post again then.');
    await Promise.all(theirs.map(({ post }) => desk.untilNote(post, /Sent/u)));
    await desk.untilNote(after.post, /Sent/u);

    const [one, two] = desk.postsBy(limited.handle);
    expect((two?.createdAt ?? 0) - (one?.createdAt ?? 0)).toBeGreaterThanOrEqual(WINDOW_MS);
    for (const { handle } of others)
      expect(desk.postsBy(handle)[0]?.createdAt).toBeLessThan(two?.createdAt ?? 0);
    const calls = desk.x.requests.filter(({ route }) => route === CREATE);
    expect(calls.map(({ status }) => status)).toEqual(calls.map(() => 201));
    expect(calls).toHaveLength(2 + others.length);
  });

  async function take({ user, handle }: { user: string; handle: string }) {
    const post = desk.mention(`@acme @${handle} help ${user}`, { by: `customer_of_${handle.slice(-1)}` });
    await desk.take(user, post);
    return { user, post };
  }
});

describe('a day’s budget that is used up', () => {
  const told = () =>
    desk.slack.workspace.messages.filter(({ text }) => text.includes("of the day's budget")).map(wordsOf);

  const held = async (words: string): Promise<StoredPost> => {
    const post = desk.mention(`@acme @ada_fixes ${words}`);
    await desk.take(ADA, post);
    return post;
  };

  it('holds a post with a link, lets others go, warns once, and ends when it is raised', async () => {
    desk = await openDesk({
      settings: {
        budget: { usd_per_day: 0.08, warn_at: 0.5 },
        people: { leads: [LEA], ops: [BEN], responders: 'everyone' },
      },
    });
    const withLink = await held('where is the list?');
    await desk.reply(ADA, withLink, 'It is at https://acme.com/list');
    const note = await desk.untilNote(withLink, /Waiting until/u);
    expect(note).toMatch(
      /budget for X \(\$0\.08\) does not cover a post with a link \(\$0\.20\).*Operations/su,
    );
    const plain = await held('and who are you?');
    await desk.reply(ADA, plain, 'I am Ada.');
    await desk.untilNote(plain, /Sent/u);
    expect(desk.postsBy('ada_fixes').map(({ text }) => text)).toEqual(['I am Ada.']);
    await until(() => told().length === 1);
    expect(told()[0]).toMatch(/of the day's budget of \$0\.08/u);

    const home = async (user: string) => {
      desk.slack.workspace.homes.delete(user);
      await desk.slack.person.openHome(user);
      return JSON.stringify(await until(() => desk.slack.workspace.homes.get(user)));
    };
    expect(await home(LEA)).toMatch(/Spent on X today \(UTC\): \*\$0\.0\d\* of \$0\.08/u);
    expect(await home(ADA)).not.toContain('Spent on X');
    const metrics = await (await fetch(`${desk.stage.product.url}/metrics`)).text();
    expect(metrics).toContain('faccia_x_spent_usd_total{call="create_summoned"} 0.01');
    // X charges a user once a day; Faccia counts each look: at the brand when it starts, and when it is linked.
    const counted = spentIn(metrics) - desk.x.bill.today / 1_000_000;
    expect(counted === 0 ? 0.01 : counted).toBeCloseTo(0.01, 6);

    desk.stage.product.kill('SIGTERM');
    await desk.stage.product.exited;
    const file = join(desk.dir, 'faccia.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('usd_per_day: 0.08', 'usd_per_day: 8'));
    await desk.stage.restart();
    await desk.untilNote(withLink, /Sent/u);
    expect(desk.postsBy('ada_fixes').map(({ text }) => text)).toEqual([
      'I am Ada.',
      'It is at https://acme.com/list',
    ]);
    expect(told()).toHaveLength(1);
  });
});

function spentIn(metrics: string): number {
  const found = metrics.matchAll(/^faccia_x_spent_usd_total\{call="\w+"\} (\S+)/gmu);
  return [...found].reduce((sum, [, value]) => sum + Number(value), 0);
}

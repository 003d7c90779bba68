import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoredPost } from '../../sandbox/x/world.ts';
import { ADA, BEN, type Desk, openDesk, until } from '../support/desk.ts';

const HANDLES: Record<string, string> = { [ADA]: 'ada_fixes', [BEN]: 'ben_pulls' };

describe('nearly the same text from two accounts', () => {
  let desk: Desk;
  let count = 0;
  beforeAll(async () => {
    desk = await openDesk();
    await desk.stage.link(BEN, HANDLES[BEN] ?? '');
  });
  afterAll(() => desk.close());

  async function taken(user: string): Promise<StoredPost> {
    count += 1;
    const post = desk.mention(`@acme @${HANDLES[user]} no signal ${count}`, { by: `customer_${count}` });
    await desk.take(user, post);
    return post;
  }

  const viewText = (viewId: string) => JSON.stringify(desk.slack.workspace.views.get(viewId)?.view ?? null);

  async function type(user: string, viewId: string, text: string): Promise<void> {
    const at = { actionId: 'text', blockId: 'reply_text', value: text };
    await desk.slack.person.blockAction({ user, viewId, ...at, state: { reply_text: { text } } });
  }

  it('is warned of while it is written, refused with the reason, and passes in other words', async () => {
    const text =
      'Hi Tom, the tower in your street lost power this morning, an engineer is there, back by six.';
    const first = await taken(ADA);
    await desk.reply(ADA, first, text);
    await desk.untilNote(first, /Sent/u);
    const second = await taken(BEN);
    const viewId = await desk.openReply(BEN, second);
    const copied = text.replace('Hi Tom', 'Hello Ann').replace('six', 'seven 🙏');
    await type(BEN, viewId, copied);
    await until(() => /Nearly the same text was sent already/u.test(viewText(viewId)));
    expect(viewText(viewId)).toContain('From @ada_fixes by <@U0ADA>');
    expect(viewText(viewId)).toContain('Hi Tom, the tower');
    const refused = await desk.submit(BEN, viewId, copied);
    expect(refused).toMatchObject({ ok: true, closed: false });
    expect(refused.errors?.reply_text).toMatch(
      /sent from @ada_fixes already.*X forbids that from several accounts.*your own words/u,
    );
    expect(desk.notes(second)).toEqual([]);
    const own =
      'Your tower went dark today. Somebody works on it, and by this evening you should be online again.';
    await type(BEN, viewId, own);
    await until(() => !viewText(viewId).includes('sent already'));
    expect(await desk.submit(BEN, viewId, own)).toMatchObject({ closed: true });
    await desk.untilNote(second, /Sent/u);
    expect(desk.postsBy('ben_pulls').map((post) => post.text)).toEqual([own]);
  });

  it('is one answer when both are sent at the same moment', async () => {
    const people = [ADA, BEN] as const;
    const posts = await Promise.all(people.map(taken));
    const views: string[] = [];
    for (const [index, user] of people.entries()) {
      views.push(await desk.openReply(user, posts[index] as StoredPost));
    }
    const text =
      'A digger cut the cable in front of your house, and we are pulling a new one this very night.';
    const answers = await Promise.all(
      people.map((user, index) => desk.submit(user, views[index] ?? '', text)),
    );
    expect(answers.filter(({ closed }) => closed)).toHaveLength(1);
    const [loser] = answers.filter(({ closed }) => !closed);
    expect(loser?.errors?.reply_text).toMatch(/X forbids that from several accounts/u);
    const [won] = posts.filter((_, index) => answers[index]?.closed);
    await desk.untilNote(won as StoredPost, /Sent/u);
    const all = [...desk.postsBy('ada_fixes'), ...desk.postsBy('ben_pulls')];
    expect(all.filter((post) => post.text === text)).toHaveLength(1);
  });

  it('is nothing to speak of when it is short; the same account says it only once', async () => {
    for (const user of [ADA, BEN]) {
      const post = await taken(user);
      expect(await desk.reply(user, post, 'Thank you!')).toMatchObject({ closed: true });
      await desk.untilNote(post, /Sent/u);
    }
    const again = await taken(BEN);
    const viewId = await desk.openReply(BEN, again);
    const refused = await desk.submit(BEN, viewId, 'Thank you!');
    expect(refused.errors?.reply_text).toMatch(
      /sent from @ben_pulls already, and X refuses the same text twice from one account/u,
    );
    expect(await desk.submit(BEN, viewId, 'Thanks for telling us!')).toMatchObject({ closed: true });
  });
});

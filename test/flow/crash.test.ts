import { describe, expect, it } from 'vitest';
import type { StoredPost } from '../../sandbox/x/world.ts';
import { ADA, BRAND, buttonOf, type Desk, keyOf, openDesk, until } from '../support/desk.ts';
import { aPng } from '../support/pictures.ts';

/** Longer than the product waits for an attempt that says nothing (60 s) and for a message (20 s). */
const SETTLED_MS = 120_000;
const NEVER_MS = 3_600_000;
const CREATE = 'POST /2/tweets';
const DELETE = 'DELETE /2/tweets/:id';
const DESCRIBE = 'POST /2/media/metadata';
const ANSWER = 'Your street is back at six.';

type When = 'before' | 'after';

/** Stops the product with kill -9 while this call is under way: it was begun, and nobody heard its answer. */
interface Point {
  name: string;
  /** Arms the call that the product dies in. Resolves when it is in it. */
  reach(desk: Desk, post: StoredPost): Promise<void>;
  /** Ada has submitted her answer by then. */
  submitted: boolean;
  /** What the customer's thread must end with. */
  ends: RegExp;
}

const SENT = /Sent/u;

const slackCall = (method: string, when: When) => async (desk: Desk, act: () => Promise<unknown>) => {
  const seen = desk.slack.calls.length;
  desk.slack.faults.arm({ method, when, do: 'hang', times: 1 });
  await act();
  await until(() => desk.slack.calls.slice(seen).some((call) => call.method === method));
};

const xCall = (username: string, when: When) => async (desk: Desk, act: () => Promise<unknown>) => {
  const userId = desk.x.world.userByName(username)?.id ?? '';
  desk.x.faults.arm({ route: CREATE, userId, times: 1, kind: { do: 'hang', ms: NEVER_MS, when } });
  await act();
  await until(() => desk.x.requests.some((call) => call.route === CREATE && call.userId === userId));
};

const take = async (desk: Desk, post: StoredPost) => void (await desk.take(ADA, post));
const takeAndReply = async (desk: Desk, post: StoredPost) => {
  await desk.take(ADA, post);
  await desk.reply(ADA, post, ANSWER);
};

const POINTS: Point[] = [
  { name: 'as the mention comes in', reach: async () => undefined, submitted: false, ends: SENT },
  ...(['before', 'after'] as const).flatMap((when): Point[] => [
    {
      name: `${when} Slack has the card`,
      reach: (desk) => slackCall('chat.postMessage', when)(desk, async () => undefined),
      submitted: false,
      ends: SENT,
    },
    {
      name: `${when} Slack has the card of the holder`,
      reach: async (desk, post) => {
        const card = await desk.untilCard(post);
        await slackCall('chat.update', when)(desk, () => desk.click(ADA, card, 'take_it'));
      },
      submitted: false,
      ends: SENT,
    },
    {
      name: `${when} X has the introduction`,
      reach: (desk, post) => xCall(BRAND.handle, when)(desk, () => takeAndReply(desk, post)),
      submitted: true,
      ends: SENT,
    },
    {
      name: `${when} X has the answer`,
      reach: (desk, post) => xCall('ada_fixes', when)(desk, () => takeAndReply(desk, post)),
      submitted: true,
      ends: SENT,
    },
    {
      name: `${when} Slack has the note`,
      reach: async (desk, post) => {
        await take(desk, post);
        await slackCall('chat.postMessage', when)(desk, () => desk.reply(ADA, post, ANSWER));
      },
      submitted: true,
      ends: SENT,
    },
  ]),
  { name: 'as it is taken', reach: take, submitted: false, ends: SENT },
  { name: 'as the answer is submitted', reach: takeAndReply, submitted: true, ends: SENT },
];

describe.concurrent('a process that is killed', () => {
  it.each(POINTS)('$name loses and doubles nothing', { timeout: 2 * SETTLED_MS }, async (point) => {
    const desk = await openDesk();
    try {
      const post = desk.mention('@acme the light is red');
      await point.reach(desk, post);
      desk.stage.product.kill('SIGKILL');
      await desk.stage.product.exited;
      const meanwhile = desk.mention('@acme while you were away', { by: 'customer_two' });
      await desk.stage.restart();
      if (!point.submitted) await takeAndAnswer(desk, post);
      await until(() => point.ends.test(desk.notes(post).join('\n')), SETTLED_MS);
      for (const each of [post, meanwhile]) {
        await until(() => desk.card(each), SETTLED_MS);
        expect(desk.cards(each)).toHaveLength(1);
      }
      const keys = desk.slack.workspace.messages.map(keyOf).filter((key) => key !== undefined);
      expect(keys).toEqual([...new Set(keys)]);
      const posted = [desk.postsBy(BRAND.handle).length, desk.postsBy('ada_fixes').length];
      if (SENT.test(desk.notes(post).join('\n'))) expect(posted).toEqual([1, 1]);
      else expect(Math.max(...posted)).toBeLessThanOrEqual(1);
    } finally {
      await desk.close();
    }
  });

  it('between two uploads and the post loses and doubles nothing', { timeout: 2 * SETTLED_MS }, async () => {
    const desk = await openDesk();
    try {
      const post = desk.mention('@acme @ada_fixes which light is it?');
      const { files } = desk.slack.workspace;
      const [one, other] = [files.add(ADA, 'one.png', aPng()), files.add(ADA, 'other.png', aPng([9, 9, 99]))];
      // X has both pictures by then, and knows what the first one shows.
      const kind = { do: 'hang', ms: NEVER_MS, when: 'before' } as const;
      desk.x.faults.arm({ route: DESCRIBE, body: 'The box', times: 1, kind });
      await desk.take(ADA, post);
      await desk.submit(ADA, await desk.openReply(ADA, post), ANSWER, [one.id, other.id]);
      await desk.describeFiles(ADA, { [one.id]: 'A red light', [other.id]: 'The box' });
      await until(() => desk.x.requests.filter(({ route }) => route === DESCRIBE).length === 2);
      desk.stage.product.kill('SIGKILL');
      await desk.stage.product.exited;
      expect(desk.postsBy('ada_fixes')).toEqual([]);
      await desk.stage.restart();
      await until(() => SENT.test(desk.notes(post).join('\n')), SETTLED_MS);
      const shown = desk.postsBy('ada_fixes').map(({ images }) => images.map(({ alt }) => alt));
      expect(shown).toEqual([['A red light', 'The box']]);
      expect(desk.x.world.media.all()).toHaveLength(2);
    } finally {
      await desk.close();
    }
  });

  it.each(['before', 'after'] as const)(
    '%s X deleted a post ends with both posts deleted, and says so once',
    { timeout: 2 * SETTLED_MS },
    async (when) => {
      const desk = await openDesk();
      try {
        const post = desk.mention('@acme the light is red');
        await takeAndReply(desk, post);
        await desk.untilNote(post, SENT);
        const card = await desk.untilCard(post);
        const note = await until(() => desk.messages(card.ts).find((each) => buttonOf(each, 'delete_post')));
        desk.x.faults.arm({ route: DELETE, times: 1, kind: { do: 'hang', ms: NEVER_MS, when } });
        await desk.click(ADA, note, 'delete_post');
        await until(() => desk.x.requests.some((call) => call.route === DELETE));
        desk.stage.product.kill('SIGKILL');
        await desk.stage.product.exited;
        await desk.stage.restart();
        await until(() => /\*Deleted\* from X/u.test(desk.notes(post).join('\n')), SETTLED_MS);
        const ours = [...desk.postsBy(BRAND.handle), ...desk.postsBy('ada_fixes')];
        expect(ours.map(({ deleted }) => deleted)).toEqual([true, true]);
        expect(
          desk
            .notes(post)
            .join('\n')
            .match(/Deleted\*/gu),
        ).toHaveLength(1);
      } finally {
        await desk.close();
      }
    },
  );
});

/** What Ada does when she comes back and finds the card as it is: she may have it already. */
async function takeAndAnswer(desk: Desk, post: StoredPost): Promise<void> {
  const shown = () => desk.card(post);
  const card = await until(() => {
    const now = shown();
    return now && (buttonOf(now, 'take_it') || buttonOf(now, 'reply_open')) && now;
  }, SETTLED_MS);
  if (buttonOf(card, 'take_it')) await desk.click(ADA, card, 'take_it');
  await until(() => buttonOf(shown() ?? card, 'reply_open'), SETTLED_MS);
  await desk.reply(ADA, post, ANSWER);
}

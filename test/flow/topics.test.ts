import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StoredPost } from '../../sandbox/x/world.ts';
import { ADA, buttonOf, CHANNEL, type Desk, keyOf, LEA, openDesk, until, wordsOf } from '../support/desk.ts';

/** Cards come one a second and channel: several channels bring them sooner. */
const INBOXES = Array.from({ length: 10 }, (_, index) => ({ id: `C0IN${index}`, name: `inbox-${index}` }));
const TOPICS = ['bills', 'net'].map((name) => ({ name, channel: `C0${name.toUpperCase()}` }));
const WORDS = ['the invoice was charged twice, refund', 'no signal, the router is offline'];

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({
    channels: [
      { id: CHANNEL, name: 'care' },
      ...INBOXES,
      ...TOPICS.map(({ name, channel }) => ({ id: channel, name })),
    ],
    brand: {
      channels: {
        default: CHANNEL,
        rules: INBOXES.map(({ id, name }) => ({ keywords: [name], channel: id })),
      },
    },
    settings: {
      topics: TOPICS.map((topic) => ({ ...topic, priority: 'high', rules: [{ hashtags: [topic.name] }] })),
      topic_suggestions: { min_examples: 20 },
    },
    linked: false,
  });
});
afterAll(() => desk.close());

/** Every message about this thread that can be pressed: its live cards. */
const live = (post: StoredPost) =>
  desk.slack.workspace.messages.filter(
    (message) => keyOf(message)?.startsWith(`card:x-${post.id}`) && buttonOf(message, 'more'),
  );

async function openWindow(press: () => Promise<unknown>): Promise<{ id: string; blocks: never[] }> {
  const before = new Set(desk.slack.workspace.views.keys());
  await press();
  const id = await until(() => [...desk.slack.workspace.views.keys()].find((key) => !before.has(key)));
  return { id, blocks: desk.slack.workspace.views.get(id)?.view.blocks as never[] };
}

/** More…, then Not ours, then this topic. */
async function notOurs(post: StoredPost, topic: string, why: string): Promise<void> {
  const card = await until(() => live(post)[0]);
  const more = await openWindow(() => desk.click(ADA, card, 'more'));
  const [block] = more.blocks.filter(
    (one: { accessory?: { action_id?: string } }) => one.accessory?.action_id === 'not_ours',
  ) as { block_id?: string; accessory: { value: string } }[];
  const place = { actionId: 'not_ours', blockId: block?.block_id ?? '', value: block?.accessory.value ?? '' };
  const { id } = await openWindow(() =>
    desk.slack.person.blockAction({ user: ADA, viewId: more.id, ...place }),
  );
  const state = { move_topic: { topic: `topic:${topic}` }, move_why: { why } };
  expect(await desk.slack.person.submitView({ user: ADA, viewId: id, state })).toMatchObject({ ok: true });
  expect([...desk.slack.workspace.views.keys()]).toEqual([]);
}

it('routes by rules, moves what is not ours once, learns from that, and moves again at a Yes', {
  timeout: 120_000,
}, async () => {
  const ruled = desk.mention('@acme it is wrong again #Bills');
  const card = await desk.untilCard(ruled);
  expect(card.channel).toBe('C0BILLS');
  expect(wordsOf(card)).toMatch(
    /\*#\S*bills\S*\* {2}· {2}because of #\S*bills\S* {2}· {2}:red_circle: \*high/u,
  );

  const wrong = desk.mention(`@acme ${WORDS[0]}`, { by: 'customer_wrong' });
  await notOurs(wrong, 'bills', 'they write of money');
  await until(() => live(wrong).find(({ channel }) => channel === 'C0BILLS'));
  const sign = await desk.untilCard(wrong, /Moved to #\S*bills\S* in <#C0BILLS> by \S*ada/u);
  expect(sign.channel).toBe(CHANNEL);
  const [moved, ...others] = live(wrong);
  expect(others).toEqual([]);
  await until(() =>
    desk.messages(moved?.ts, 'C0BILLS').some((note) => wordsOf(note).includes('they write of money')),
  );

  const lessons = INBOXES.flatMap(({ name }, index) =>
    WORDS.map((words, topic) => ({
      post: desk.mention(`@acme ${name} ${words}`, { by: `customer_${index}_${topic}` }),
      topic: TOPICS[topic]?.name ?? '',
    })),
  );
  for (const { post, topic } of lessons) await notOurs(post, topic, '');

  const unsure = desk.mention('@acme my router has no signal', { by: 'customer_unsure' });
  const suggested = await desk.untilCard(unsure, /probably \*#\S*net\S*\*, \d\d %/u);
  expect(suggested.channel).toBe(CHANNEL);
  await Promise.all([desk.click(ADA, suggested, 'topic_yes'), desk.click(LEA, suggested, 'topic_yes')]);
  const there = await until(() => live(unsure).find(({ channel }) => channel === 'C0NET'));
  expect(wordsOf(there)).toMatch(/\*#\S*net\S*\* {2}· {2}said \S*(?:ada|lea)/u);
  // The old card is made a sign when the new one stands.
  await desk.untilCard(unsure, /Moved to/u);
  expect(live(unsure)).toHaveLength(1);
});

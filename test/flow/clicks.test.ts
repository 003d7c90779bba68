import { afterAll, beforeAll, expect, it } from 'vitest';
import { aUser, buttonOf, type Desk, LEA, openDesk, until, wordsOf } from '../support/desk.ts';

const PEOPLE = Array.from({ length: 200 }, (_, index) => `U1P${String(index).padStart(3, '0')}`);
const ROUNDS = 50;
/** Cards come one a second and channel: several channels bring them sooner. */
const CHANNELS = Array.from({ length: 10 }, (_, index) => ({ id: `C0CARE${index}`, name: `care-${index}` }));

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({
    users: [aUser(LEA, { lead: true }), ...PEOPLE.map((id) => aUser(id))],
    channels: CHANNELS,
    brand: {
      channels: {
        default: 'C0CARE0',
        rules: CHANNELS.map(({ id, name }) => ({ keywords: [name], channel: id })),
      },
    },
    linked: false,
    mode: 'http',
  });
});
afterAll(() => desk.close());

it(`lets one of 200 people win a card, tells the others who has it, ${ROUNDS} times`, {
  timeout: 240_000,
}, async () => {
  const posts = Array.from({ length: ROUNDS }, (_, round) =>
    desk.mention(`@acme ${CHANNELS[round % CHANNELS.length]?.name} round ${round}`, {
      by: `customer_${round}`,
    }),
  );
  for (const post of posts) await race(post);
  expect(desk.slack.workspace.lateAcks).toEqual([]);
});

async function race(post: { id: string }): Promise<void> {
  const card = await until(() => desk.card(post as never), 120_000);
  const button = buttonOf(card, 'take_it');
  if (!button) throw new Error('This card cannot be taken.');
  const before = desk.slack.workspace.messages.length;
  const answers = await Promise.all(
    PEOPLE.map((user) =>
      desk.slack.person.blockAction({ user, message: { channel: card.channel, ts: card.ts }, ...button }),
    ),
  );
  expect(answers.every(({ ok }) => ok)).toBe(true);
  const told = await until(() => {
    const whispers = desk.slack.workspace.messages
      .slice(before)
      .filter(({ ephemeralFor }) => ephemeralFor !== null);
    return whispers.length === PEOPLE.length && whispers;
  });
  const lost = told.filter(({ text }) => /^Taken .+ ago by <@\w+>\.$/u.test(text));
  const won = told.filter(({ text }) => text.startsWith('You have it'));
  expect(won).toHaveLength(1);
  expect(lost).toHaveLength(PEOPLE.length - 1);
  const winner = won[0]?.ephemeralFor;
  expect(new Set(lost.map(({ ephemeralFor }) => ephemeralFor)).size).toBe(PEOPLE.length - 1);
  for (const { text } of lost) expect(text).toContain(`<@${winner}>`);
  const shown = await until(() => {
    const now = desk.card(post as never);
    return now && wordsOf(now).includes('has it') && now;
  });
  expect(wordsOf(shown)).toContain(`<@${winner}> has it`);
}

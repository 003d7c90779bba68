import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobAnswer, Notifier, People } from '../../src/ports.ts';
import { createSurgeNotifier } from '../../src/slack/surge-notifier.ts';
import { showCard } from '../../src/usecases/show-card.ts';
import { tendSurge } from '../../src/usecases/tend-surge.ts';
import { buttonOf, CHANNEL, keyOf, wordsOf } from '../support/desk.ts';
import { freshStore } from '../support/fresh-store.ts';
import { LocalSlack } from '../support/local-slack.ts';
import { aDesk, aPost } from '../support/samples.ts';
import { anIngest, silentLog } from '../support/store.ts';

const fresh = freshStore();
const DESK = aDesk();
let local: LocalSlack;
beforeAll(async () => {
  local = await LocalSlack.open();
});
afterAll(() => local.close());

const SAID = ['no signal in the north since this morning <!channel>', 'my last bill is wrong again', 'ciao'];
const PEOPLE = { get: async (id: string) => ({ name: id.slice(1) }) } as unknown as People;

/** When each message was posted, by the test's clock. */
const posted: number[] = [];
function counting(notifier: Notifier): Notifier {
  return {
    ...notifier,
    async postCard(key, card) {
      posted.push(fresh.clock.now());
      return notifier.postCard(key, card);
    },
  };
}

/** Does what is due, as workers do, second by second. */
async function work(seconds: number): Promise<void> {
  const { store, clock } = fresh;
  const notifier = counting(local.notifier());
  const given = { ...store, notifier, desk: DESK, clock, log: silentLog, people: PEOPLE };
  const surgeNotifier = createSurgeNotifier(local.client());
  const surges = {
    ...surgeNotifier,
    async postSurge(...args: Parameters<typeof surgeNotifier.postSurge>) {
      posted.push(clock.now());
      return surgeNotifier.postSurge(...args);
    },
  };
  const show = showCard({ ...given, whoAnswers: async () => [] });
  const tend = tendSurge({ ...given, surgeNotifier: surges });
  const run = (member: string): Promise<JobAnswer> => {
    const [kind = '', subject = ''] = member.split(/:(.*)/su);
    if (kind === 'card') return show(subject);
    return kind === 'surge' ? tend(subject) : Promise.resolve({ done: true });
  };
  for (let second = 0; second < seconds; second += 1) {
    for (const taken of await store.outbox.take(clock.now(), 500, 60_000)) {
      const answer = await run(taken.member);
      if ('again' in answer) await store.outbox.postpone(taken, answer.again);
      else await store.outbox.complete(taken);
    }
    clock.advance(1_000);
  }
}

const messages = (start: string) =>
  local.slack.workspace.messages.filter((message) => keyOf(message)?.startsWith(start));
const surgeCard = () => {
  const [card, ...more] = messages('surge:');
  if (!card || more.length > 0) throw new Error('There is not one surge card.');
  return card;
};

describe('sixty mentions at once in Slack', () => {
  it('are all on a card or folded, one message a second, until the surge is over', async () => {
    const { store, clock } = fresh;
    for (let index = 0; index < 60; index += 1) {
      const id = String(30_000 + index);
      const author = { id: `9${id}`, handle: `c${id}`, name: 'C', avatarUrl: null };
      const post = aPost({ id, author, text: `@acme ${SAID[index % 3]}`, createdAt: clock.now() });
      await store.mentions.ingest(anIngest({ post, now: clock.now() }));
    }
    await work(10);
    const folded = await store.redis.zcard(`{T0TEST}:folded:${CHANNEL}`);
    expect([messages('card:').length, folded]).toEqual([6, 54]);
    expect(wordsOf(surgeCard())).toContain('*54 mentions folded here*');
    // Rich text is never read as markup.
    const said = { type: 'text', text: `\u2068@acme ${SAID[0]}\u2069` };
    const quote = { type: 'rich_text_quote', elements: [said] };
    expect(surgeCard().blocks).toContainEqual(
      expect.objectContaining({ type: 'rich_text', elements: [quote] }),
    );
    expect(buttonOf(surgeCard(), 'surge_open')).toBeDefined();

    await store.surges.open({ channel: CHANNEL, number: 1 }, 'UADA', 3, clock.now());
    await work(8);
    expect(messages('card:')).toHaveLength(9);
    expect(wordsOf(surgeCard())).toContain('*51 mentions folded here*');

    await work(4 * 60);
    expect(wordsOf(surgeCard())).toContain('It calmed');
    const rest = await store.redis.zrange(`{T0TEST}:folded:${CHANNEL}`, '0', '-1');
    for (const id of rest) await store.threads.claim(id, 'UADA', clock.now());
    await work(80);
    expect(messages('card:')).toHaveLength(60);
    expect(wordsOf(surgeCard())).toMatch(
      /The surge is over.+54 mentions folded here: 54 opened or taken\./su,
    );
    const gaps = posted.slice(1).map((at, index) => at - (posted[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000);
    expect(posted).toHaveLength(61);
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SandboxMessage } from '../../sandbox/slack/client-api.ts';
import type { Thread } from '../../src/domain/glossary.ts';
import type { Availability } from '../../src/domain/responder.ts';
import { UnavailableError } from '../../src/errors.ts';
import { POSTING_GRACE_MS } from '../../src/outbox.ts';
import type { JobAnswer, Notifier, People } from '../../src/ports.ts';
import { showCard } from '../../src/usecases/show-card.ts';
import { showNote } from '../../src/usecases/show-note.ts';
import { tellFollowup } from '../../src/usecases/tell-followup.ts';
import { tellGone } from '../../src/usecases/tell-gone.ts';
import { buttonOf, CHANNEL, keyOf, wordsOf } from '../support/desk.ts';
import { freshStore } from '../support/fresh-store.ts';
import { LocalSlack } from '../support/local-slack.ts';
import { aDesk, aPost, aReply } from '../support/samples.ts';
import { anIngest, claimedThread, NOW, silentLog } from '../support/store.ts';

const BILLS = 'C0BILLS';
const fresh = freshStore();
let local: LocalSlack;
beforeAll(async () => {
  local = await LocalSlack.open('socket', {
    channels: [
      { id: CHANNEL, name: 'care' },
      { id: BILLS, name: 'bills' },
    ],
    burst: 1_000,
  });
});
afterAll(() => local.close());
beforeEach(() => {
  local.slack.workspace.messages.length = 0;
});
afterEach(() => local.slack.faults.clear());

const PEOPLE = { get: async (id: string) => ({ name: id.slice(1).toLowerCase() }) } as unknown as People;
const there = (open: number): Availability => ({ kind: 'available', load: { open, answeredToday: 0 } });
const away: Availability = { kind: 'away', why: 'paused', until: null };
const nobody = async () => [] as { slackUser: string; availability: Availability }[];

/** What draws the card of x-1001; `over` may stand in the way of Slack. */
function drawing(over: Partial<Notifier> = {}, whoAnswers = nobody) {
  const { store, clock } = fresh;
  const notifier = { ...local.notifier(), ...over };
  const desk = aDesk();
  const deps = { ...store, notifier, people: PEOPLE, whoAnswers, desk, clock, log: silentLog };
  return { card: () => showCard(deps)('x-1001'), note: (id: string) => showNote(deps)(id) };
}

/** Runs until it says that it is done, and wakes it when it wants to wait. */
async function draw(work: () => Promise<JobAnswer>): Promise<void> {
  for (let rounds = 0; rounds < 10; rounds += 1) {
    const answer = await work();
    if (!('again' in answer)) return;
    fresh.clock.advance(Math.max(0, answer.again - fresh.clock.now()));
  }
  throw new Error('It is never done.');
}

async function move(over: { to?: object; expected?: number; slackUser?: string; why?: string } = {}) {
  const to = { name: 'bills', channel: BILLS, priority: 'normal', ...over.to } as const;
  const given = { slackUser: 'UADA', why: 'a *bill* <!here>', expected: 0, ...over, to };
  const result = await fresh.store.topics.move({
    threadId: 'x-1001',
    asLead: true,
    how: 'moved',
    now: fresh.clock.now(),
    ...given,
  });
  expect(result.kind).toBe('done');
}

const inChannel = (channel: string) =>
  local.slack.workspace.messages.filter((message) => message.channel === channel && !message.threadTs);
const under = (card: SandboxMessage | undefined) =>
  local.slack.workspace.messages.filter(({ threadTs }) => threadTs === card?.ts);
const thread = async () => (await fresh.store.threads.get('x-1001')) as Thread;

describe('a thread that moves', () => {
  it('leaves one line with the way, has one card in the other channel, and a note of who and why', async () => {
    await claimedThread(fresh.store, 'UBEN');
    const { card } = drawing();
    await draw(card);
    await move();
    await draw(card);
    const [[old, ...more], [now, ...others]] = [inChannel(CHANNEL), inChannel(BILLS)];
    expect([more, others]).toEqual([[], []]);
    expect(wordsOf(old as never)).toMatch(
      /^:arrow_right: Moved to #\S*bills\S* in <#C0BILLS> by \S*ada\S* {2}· {2}<https:.+C0BILLS\/p\d+\|Go there>$/u,
    );
    expect(JSON.stringify(old?.blocks)).not.toContain('dead since');
    expect(buttonOf(now as never, 'take_it')?.value).toBe('x-1001');
    expect(wordsOf(now as never)).toMatch(/bills\S*\* {2}· {2}said \S*ada/u);
    const notes = under(now).map((message) => wordsOf(message));
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(/ada\S* moved this here: no topic to #\S*bills/u);
    expect(notes[0]).toMatch(/a \*\u200bbill\*\u200b &lt;!here&gt;/u);
    expect(notes[0]).toMatch(/<@UBEN> had it: nobody has it now.+C0CARE\/p\d+\|What was said before/u);
  });

  it('is drawn again and again without another card, note or sign', async () => {
    await claimedThread(fresh.store);
    const { card } = drawing();
    await draw(card);
    await move();
    for (let times = 0; times < 3; times += 1) await draw(card);
    fresh.clock.advance(60 * 60_000);
    await fresh.store.threads.claim('x-1001', 'UBEN', NOW);
    await draw(card);
    expect(inChannel(CHANNEL)).toHaveLength(1);
    expect(inChannel(BILLS).map(keyOf)).toEqual(['card:x-1001:1']);
    expect(under(inChannel(BILLS)[0])).toHaveLength(1);
  });

  it('and moves back has a third card, and two signs that lead there', async () => {
    await claimedThread(fresh.store);
    const { card } = drawing();
    await draw(card);
    await move();
    await draw(card);
    await move({ to: { name: null, channel: CHANNEL }, expected: 1 });
    await draw(card);
    const [first, third] = inChannel(CHANNEL);
    const [second] = inChannel(BILLS);
    expect(keyOf(third as never)).toBe('card:x-1001:2');
    for (const sign of [first, second])
      expect(wordsOf(sign as never)).toMatch(/<#C0CARE>.+C0CARE\/p\d+\|Go there/u);
    expect(under(third).map(wordsOf)).toHaveLength(1);
  });

  it('twice before anybody drew it has one card and tells both', async () => {
    await claimedThread(fresh.store);
    await move();
    await move({ to: { name: null, channel: CHANNEL }, expected: 1 });
    await draw(drawing().card);
    expect(inChannel(BILLS)).toEqual([]);
    expect(inChannel(CHANNEL).map(keyOf)).toEqual(['card:x-1001:2']);
    expect(under(inChannel(CHANNEL)[0])).toHaveLength(2);
  });

  it('while its card is being posted leaves no second card behind', async () => {
    await claimedThread(fresh.store);
    const { postCard } = local.notifier();
    const slow = drawing({
      async postCard(key, view) {
        if (key === 'card:x-1001') await move();
        return postCard(key, view);
      },
    });
    await draw(slow.card);
    expect(inChannel(BILLS).map(keyOf)).toEqual(['card:x-1001:1']);
    expect(inChannel(CHANNEL).map((message) => buttonOf(message, 'take_it'))).toEqual([undefined]);
  });

  it('while its card is brought up to date leaves the sign standing', async () => {
    await claimedThread(fresh.store);
    await draw(drawing().card);
    const { updateCard } = local.notifier();
    let once = true;
    const slow = drawing({
      async updateCard(ts, view) {
        if (once) {
          once = false;
          await move();
          await draw(drawing().card);
        }
        return updateCard(ts, view);
      },
    });
    await fresh.store.threads.release('x-1001', 'USAM', false, NOW);
    await draw(slow.card);
    expect(inChannel(CHANNEL).map((message) => wordsOf(message))).toEqual([
      expect.stringContaining('Go there'),
    ]);
    expect(inChannel(BILLS)).toHaveLength(1);
  });

  it('when the answer of Slack about its first card was lost finds that card and makes it a sign', async () => {
    await claimedThread(fresh.store);
    const { postCard } = local.notifier();
    const lossy = drawing({
      async postCard(key, view) {
        await postCard(key, view);
        throw new UnavailableError('slack-unavailable', 'Cut.');
      },
    });
    expect(await lossy.card()).toMatchObject({ again: expect.any(Number) });
    await move();
    const answer = await drawing().card();
    expect(answer).toEqual({ again: NOW + POSTING_GRACE_MS });
    fresh.clock.advance(POSTING_GRACE_MS);
    await draw(drawing().card);
    expect(inChannel(CHANNEL).map((message) => wordsOf(message))).toEqual([
      expect.stringContaining('Go there'),
    ]);
    expect(inChannel(BILLS)).toHaveLength(1);
  });

  it('keeps the note of an earlier answer up to date where it stands', async () => {
    await claimedThread(fresh.store);
    const { card, note } = drawing();
    await draw(card);
    const { replies } = fresh.store;
    await replies.submit(aReply());
    await draw(() => note('r-1'));
    await replies.begin('r-1', fresh.clock.now() + 60_000);
    await replies.finish('r-1', 1, { kind: 'sent', postId: '5001', postUrl: 'https://x.com/a' }, NOW);
    await move();
    await draw(card);
    await draw(() => note('r-1'));
    expect(under(inChannel(CHANNEL)[0]).map(wordsOf)).toEqual([expect.stringContaining('*Sent*')]);
    expect(under(inChannel(BILLS)[0])).toHaveLength(1);
  });

  it('loses the words of a post that its author deletes also under the card that it had', async () => {
    const { store, clock } = fresh;
    await claimedThread(store);
    const { card } = drawing();
    await draw(card);
    const post = aPost({ id: '1002', conversationId: '1001', inReplyTo: '1001', text: 'my secret words' });
    await store.mentions.ingest(anIngest({ post }));
    const notifier = local.notifier();
    const follow = tellFollowup({ ...store, notifier, people: PEOPLE, clock });
    await draw(() => follow('1002'));
    await move();
    await draw(card);
    expect(JSON.stringify(under(inChannel(CHANNEL)[0]))).toContain('secret words');
    await store.watch.erase({ id: '1002', around: null }, 'deleted', 'It is gone.', NOW);
    const tellOther = async () => ({ done: true }) as const;
    await draw(() => tellGone({ ...store, notifier, clock, tellOther })('1002'));
    await draw(card);
    expect(JSON.stringify(local.slack.workspace.messages)).not.toContain('secret words');
  });

  it('to a topic of the same channel keeps its card and says so under it', async () => {
    await claimedThread(fresh.store);
    const { card } = drawing();
    await draw(card);
    await move({ to: { channel: CHANNEL }, why: '' });
    await draw(card);
    expect(inChannel(CHANNEL)).toHaveLength(1);
    expect(under(inChannel(CHANNEL)[0]).map(wordsOf)).toEqual([
      expect.stringMatching(
        /changed this: no topic to #\S*bills\S*\.\* <@USAM> had it: nobody has it now\.$/u,
      ),
    ]);
  });
});

describe('the card of an open thread', () => {
  const topic = { to: { channel: CHANNEL } };

  it('names up to three people who know its topic and are there, without ringing', async () => {
    await fresh.store.mentions.ingest(anIngest());
    await move(topic);
    const asked: unknown[] = [];
    const whoAnswers = async (...given: unknown[]) => {
      asked.push(given);
      const all = [
        ...['UADA', 'UBEN', 'UCLEO', 'UDAN'].map((slackUser) => ({ slackUser, availability: there(0) })),
      ];
      return [{ slackUser: 'UAWAY', availability: away }, ...all];
    };
    await draw(drawing({}, whoAnswers as typeof nobody).card);
    const words = wordsOf(inChannel(CHANNEL)[0] as never);
    expect(words).toMatch(/knows it and is there: \S*ada\S*, \S*ben\S*, \S*cleo\S*$/mu);
    expect(words).not.toMatch(/<@|away|dan/u);
    expect(asked[0]).toEqual(['bills', 'en']);
    await fresh.store.threads.claim('x-1001', 'UBEN', NOW);
    await draw(drawing({}, whoAnswers as typeof nobody).card);
    expect(wordsOf(inChannel(CHANNEL)[0] as never)).not.toContain('knows it');
  });

  it('is shown all the same when nobody can say who is there', async () => {
    await fresh.store.mentions.ingest(anIngest());
    await move(topic);
    const failing = async () => {
      throw new UnavailableError('slack-unavailable', 'Away.');
    };
    await draw(drawing({}, failing).card);
    expect((await thread()).cardTs).not.toBeNull();
  });
});

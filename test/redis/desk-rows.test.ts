import { beforeEach, describe, expect, it } from 'vitest';
import type { Thread } from '../../src/domain/glossary.ts';
import { ACTION, REPLY_TEXT, VIEW } from '../../src/slack/ids.ts';
import { packModalData } from '../../src/slack/refs.ts';
import { freshStore } from '../support/fresh-store.ts';
import { aBrand, aPost } from '../support/samples.ts';
import { SmallDesk } from '../support/small-desk.ts';
import { NOW } from '../support/store.ts';
import { care, click, field, sent } from '../support/trial.ts';

// What a care desk must get right, each from the first click to the last note: handlers, jobs, use cases and store are
// the real ones, only Slack and X are not.

const fresh = freshStore();
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const BRANDS = [aBrand({ access: 'enterprise' })];
let desk: SmallDesk;

beforeEach(() => {
  desk = new SmallDesk(fresh, { brands: BRANDS });
});

const thread = async (id: string): Promise<Thread> => {
  const found = await fresh.store.threads.get(id);
  if (!found) throw new Error(`There is no ${id}.`);
  return found;
};
const audited = async (id: string) =>
  (await fresh.store.listing.history(id, 0, 50)).entries.map(({ what, actor }) => `${actor} ${what}`);
/** Of a thread, with all that was written of it. */
const state = async (id: string) => [await thread(id), await audited(id), await fresh.store.outbox.size()];
const take = (slackUser: string, id: string) => desk.does(slackUser, click(ACTION.takeIt, id));
const answer = (slackUser: string, threadId: string, text: string) =>
  desk.does(
    slackUser,
    sent(
      VIEW.replySubmit,
      packModalData({ threadId, step: 'direct' }),
      field(REPLY_TEXT.blockId, REPLY_TEXT.actionId, text),
    ),
  );
const give = (threadId: string, to: string) => {
  const data = JSON.stringify({ threadId, from: null, reroutes: 0 });
  return desk.does('ULEAD', sent(VIEW.reassign, data, field('person', 'user', to)));
};
const again = (over = {}) =>
  desk.mention({ id: '1002', conversationId: '1001', inReplyTo: '1001', text: '@acme still dead', ...over });

/** Sam took the customer's thread and answered it in public. */
async function answered(): Promise<string> {
  await desk.joins('USAM');
  const id = await desk.mention();
  await take('USAM', id);
  await answer('USAM', id, 'A digger cut the cable, we mend it tonight.');
  await desk.pass(30_000);
  expect(desk.posts).toEqual([
    { text: expect.stringContaining('A digger cut the cable'), inReplyTo: '1001' },
  ]);
  expect(await thread(id)).toMatchObject({ state: 'answered', answeredBy: 'USAM' });
  return id;
}

describe('a follow-up to an answered thread', () => {
  it('opens it again under the same card, with whoever answered, who is rung', async () => {
    const id = await answered();
    expect(await again()).toBe(id);
    await desk.pass(10_000);
    expect(await thread(id)).toMatchObject({ state: 'claimed', claimedBy: 'USAM' });
    expect(desk.cards.get(id)).toContain('<@USAM> has it');
    expect(desk.told.join('\n')).toMatch(/C0CARE: .*<@USAM>.*still dead/su);
  });

  it('goes to the channel while they are away, which is told who answered before and why', async () => {
    const id = await answered();
    await desk.does('USAM', care('pause 2h'));
    await again();
    await desk.pass(10_000);
    expect(await thread(id)).toMatchObject({ state: 'open', claimedBy: null });
    expect(desk.cards.get(id)).toMatch(/The customer wrote again.*<@USAM> answered before and has paused/u);
  });
});

describe('a third person in the conversation', () => {
  it('is shown under the card, opens none, and is not taken for the customer', async () => {
    const id = await answered();
    const author = { id: '777', handle: 'neighbour', name: 'Neighbour', avatarUrl: null };
    await again({ author, text: '@acme same here' });
    await desk.pass(10_000);
    expect(await thread(id)).toMatchObject({ state: 'answered', others: 1 });
    expect((await thread(id)).lastCustomerPost.id).toBe('1001');
    expect(desk.told.join('\n')).toContain('same here');
    expect([...desk.cards.keys()]).toEqual([id]);
  });
});

describe('a post that its customer deletes', () => {
  it('goes from the card and the store, and the holder is told; the fact stays', async () => {
    await desk.joins('USAM');
    const id = await desk.mention({ text: '@acme my secret is 4711' });
    await take('USAM', id);
    expect(desk.cards.get(id)).toContain('4711');
    desk.deleted.add('1001');
    await desk.pass(2 * MINUTE_MS, 10_000);
    expect(desk.cards.get(id)).not.toContain('4711');
    expect(await thread(id)).toMatchObject({ rootGone: true });
    expect(JSON.stringify(await fresh.store.dump())).not.toContain('4711');
    expect(desk.told.join('\n')).toMatch(/<@USAM>.*deleted/su);
  });
});

describe('a lease', () => {
  it('ends with a question before, and the thread is back in its channel with the news', async () => {
    await desk.joins('USAM');
    const id = await desk.mention();
    await take('USAM', id);
    await desk.pass(55 * MINUTE_MS, MINUTE_MS);
    expect(desk.told.filter((one) => one.startsWith('USAM: '))).toHaveLength(1);
    expect((await thread(id)).claimedBy).toBe('USAM');
    desk.away.add('USAM');
    await desk.pass(10 * MINUTE_MS, MINUTE_MS);
    expect(await thread(id)).toMatchObject({ state: 'open', claimedBy: null });
    expect(await audited(id)).toContain('auto lease-ended');
    expect(desk.cards.get(id)).toContain('Waiting');
  });
});

describe('quiet hours', () => {
  it('take the thread back when they begin, and ring for nobody who has them', async () => {
    const at = (ms: number) => new Date(NOW + ms).toISOString().slice(11, 16);
    const quiet = { from: at(20 * MINUTE_MS), to: at(3 * HOUR_MS), zone: 'UTC', daysOff: [] };
    await desk.joins('USAM', { quiet });
    const id = await desk.mention();
    await take('USAM', id);
    await desk.pass(15 * MINUTE_MS, MINUTE_MS);
    expect((await thread(id)).claimedBy).toBe('USAM');
    await desk.pass(15 * MINUTE_MS, MINUTE_MS);
    expect(await thread(id)).toMatchObject({ state: 'open', claimedBy: null });
    const given = await give(id, 'USAM');
    expect(given).toMatchObject({
      refused: 'not-available',
      said: [expect.stringMatching(/^USAM is off now, for 2 h more\. Choose somebody else/u)],
    });
  });
});

describe('a load cap', () => {
  it('keeps its owner from taking more than they wanted, and leads from giving it', async () => {
    await desk.joins('USAM', { maxOpen: 1 });
    const first = await desk.mention();
    const second = await desk.mention({ id: '2001', author: { ...aPost().author, id: '502' } });
    await take('USAM', first);
    const refused = await take('USAM', second);
    expect(refused.said[0]).toMatch(/1 open threads?, and you wanted at most 1/u);
    expect((await thread(second)).claimedBy).toBeNull();
    const given = await give(second, 'USAM');
    expect(given.refused).toBe('not-available');
    await desk.does('USAM', click(ACTION.release, first));
    await take('USAM', second);
    expect((await thread(second)).claimedBy).toBe('USAM');
  });
});

describe('whoever leaves with three open threads', () => {
  it('hands all three back with a note, is unlinked, and stays in the audit', async () => {
    await desk.joins('USAM');
    const ids: string[] = [];
    for (const id of ['1001', '2001', '3001']) {
      ids.push(await desk.mention({ id, author: { ...aPost().author, id: `5${id}` } }));
      await take('USAM', ids.at(-1) ?? '');
    }
    const left = await desk.does('USAM', sent(VIEW.leave));
    expect(left.said[0]).toContain('3 threads');
    await desk.pass(10_000);
    for (const id of ids) {
      expect(await thread(id)).toMatchObject({ state: 'open', claimedBy: null });
      expect(desk.told).toContain(`thread ${id}: USAM left`);
      expect(await audited(id)).toEqual(expect.arrayContaining(['USAM claimed', 'USAM released']));
    }
    expect(await fresh.store.accounts.byOwner({ kind: 'responder', slackUser: 'USAM' })).toBeNull();
    expect((await take('USAM', ids[0] ?? '')).refused).toBe('not-enrolled');
  });
});

describe('an answer that a lead must see first', () => {
  it('waits, is brought to the leads, and goes out once one of them says yes', async () => {
    const approval = { firstAnswers: 0, when: ['money'], keywords: [], remindMs: HOUR_MS } as const;
    desk = new SmallDesk(fresh, { brands: BRANDS, approval });
    await desk.joins('USAM');
    const id = await desk.mention();
    await take('USAM', id);
    await answer('USAM', id, 'So sorry! You get 20 € back with the next bill.');
    await desk.pass(MINUTE_MS);
    expect(desk.posts).toEqual([]);
    expect(desk.told.join('\n')).toMatch(/ULEAD: .*An answer waits for your word.*20 €/su);
    const reply = (await thread(id)).activeReplyId ?? '';
    expect((await desk.does('USAM', click(ACTION.approveReply, reply))).refused).toBe('not-a-lead');
    await desk.does('ULEAD', click(ACTION.approveReply, reply));
    await desk.pass(MINUTE_MS);
    expect(desk.posts).toEqual([{ text: expect.stringContaining('20 €'), inReplyTo: '1001' }]);
  });
});

describe('personal data of the customer', () => {
  it('is refused in a public answer with the reason and the way on, and nothing is changed', async () => {
    await desk.joins('USAM');
    const id = await desk.mention();
    await take('USAM', id);
    const before = await state(id);
    const refused = await answer('USAM', id, 'I call you on 333 123 4567');
    expect(refused.refused).toBe('personal-data');
    expect(refused.said[0]).toMatch(/phone number.*never goes out in public.*Ask privately/u);
    expect(await state(id)).toEqual(before);
    await desk.pass(MINUTE_MS);
    expect(desk.posts).toEqual([]);
  });
});

describe('a customer who phoned', () => {
  it('has a thread like any other, waits by the same clock, and is answered by a note', async () => {
    await desk.joins('USAM');
    await desk.does(
      'USAM',
      sent(VIEW.logSubmit, '', {
        ...field('what', 'value', 'No signal'),
        ...field('origin', 'value', 'phone'),
      }),
    );
    const [waiting] = (await fresh.store.listing.waiting(0, 5)).threads;
    const id = waiting?.id ?? '';
    expect(desk.cards.get(id)).toMatch(/the customer phoned.*written down by <@USAM>/u);
    await take('USAM', id);
    await desk.pass(10 * MINUTE_MS, MINUTE_MS);
    await desk.does('USAM', sent(VIEW.noteSubmit, id, field('answer', 'value', 'It works again.')));
    await desk.pass(MINUTE_MS);
    expect(await thread(id)).toMatchObject({ state: 'answered', answeredBy: 'USAM' });
    expect(desk.told.join('\n')).toContain('It works again.');
    expect(desk.posts).toEqual([]);
    const [first] = await fresh.store.times.taken(0);
    expect(first).toMatchObject({ threadId: id, origin: 'phone', clockMs: 10 * MINUTE_MS });
  });
});

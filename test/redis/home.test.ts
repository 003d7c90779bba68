import { beforeEach, describe, expect, it } from 'vitest';
import { viewProblems } from '../../sandbox/slack/block-kit.ts';
import { wordsIn } from '../../sandbox/slack/message-words.ts';
import { askedFor } from '../../src/domain/approval.ts';
import type { JobQueue } from '../../src/ports.ts';
import { createDeskViews } from '../../src/slack/desk-views.ts';
import { lookAtApprovals } from '../../src/usecases/look-at-approvals.ts';
import { lookAtHome } from '../../src/usecases/look-at-home.ts';
import { lookAtLoad } from '../../src/usecases/look-at-load.ts';
import { die, TOKENS } from '../support/account.ts';
import { whoIsIn } from '../support/colleagues.ts';
import { freshStore } from '../support/fresh-store.ts';
import { somePeople } from '../support/people.ts';
import { aDesk, aJoin, anAccount, anEnrolment, aPost, aReply } from '../support/samples.ts';
import { anIngest, claimedThread, NOW } from '../support/store.ts';

const fresh = freshStore();
const desk = aDesk({ enrolment: anEnrolment() });
const queue = { counts: async () => ({ send: { waiting: 2 } }) } as Partial<JobQueue> as JobQueue;

const deps = () => ({
  ...fresh.store,
  ...whoIsIn(),
  people: somePeople(),
  queue,
  desk,
  clock: fresh.clock,
});
const views = () => createDeskViews({ workspaceUrl: 'https://acme.slack.com/', clock: fresh.clock });

/** What this person reads on the app's home; Slack would take it. */
async function home(slackUser: string): Promise<string> {
  const view = views().homeView(await lookAtHome(deps())(slackUser));
  expect(viewProblems(view as never)).toEqual([]);
  return plain(wordsIn(view));
}

async function approvals(from: number, slackUser = 'ULEAD'): Promise<string> {
  const view = views().approvalsView(await lookAtApprovals(deps())({ slackUser, from }));
  expect(viewProblems(view as never)).toEqual([]);
  return plain(wordsIn(view));
}

/** Sam's answer in a thread of its own, which waits for a lead. */
async function asked(number: number): Promise<void> {
  const { store } = fresh;
  const post = aPost({
    id: `10${number}`,
    text: `no line ${number}`,
    author: { ...aPost().author, id: `5${number}` },
  });
  const threadId = await claimedThread(store, 'USAM', post);
  await store.messages.posted(`card:${threadId}`, `17.${number}`);
  const approval = askedFor(['it names an amount of money'], NOW + number);
  const reply = { id: `r-${number}`, threadId, inReplyTo: post.id, text: `We pay ${number} euros back` };
  await store.replies.submit(aReply({ ...reply, createdAt: NOW + number, approval }));
}

/** Without the signs that keep names from playing tricks. */
const plain = (words: string) => words.replace(/[\u200b\u2066-\u2069]/gu, '');

const wants = (slackUser: string, now = NOW) =>
  fresh.store.responders.join(aJoin({ slackUser, windowId: `V-${slackUser}`, asks: true }), now);

describe('the home of a lead', () => {
  it('shows how the desk stands: who waits, what is late, and what nobody has', async () => {
    const { store } = fresh;
    for (const id of ['1001', '1002', '1003']) {
      const author = { ...aPost().author, id: `9${id}` };
      await store.mentions.ingest(anIngest({ post: aPost({ id, author }) }));
    }
    await store.threads.claim('x-1003', 'USAM', NOW);
    await store.times.markLate('x-1002', true);
    fresh.clock.advance(5 * 60_000);
    const words = await home('ULEAD');
    expect(words).toContain('*3* customers wait, the longest for *5 min*; *1* longer than promised.');
    expect(words).toContain('Nobody has (2)');
    expect(words).toContain('In hand (1)');
    expect(words).toContain('Late (1)');
    expect(words).not.toContain('for a lead');
    expect((await store.listing.late(0, 10)).threads.map(({ id }) => id)).toEqual(['x-1002']);
    await store.threads.resolve('x-1002', 'ULEAD', true, NOW);
    expect(await store.listing.late(0, 10)).toMatchObject({ threads: [], total: 0 });
  });

  it('shows who carries how much', async () => {
    await fresh.store.responders.join(aJoin({ slackUser: 'USAM' }), NOW);
    await claimedThread(fresh.store, 'USAM');
    expect(await home('ULEAD')).toContain('<@USAM>  ·  1 in hand, 0 answered in a day');
    expect(await home('USAM')).not.toContain('in hand');
    for (let number = 1; number <= 30; number += 1)
      await fresh.store.responders.join(aJoin({ slackUser: `UX${number}`, windowId: `V${number}` }), NOW);
    expect(await home('ULEAD')).toContain('All 31');
    const page = async (from: number) =>
      wordsIn(views().loadView(await lookAtLoad(deps())({ slackUser: 'ULEAD', from })));
    expect(await page(0)).toMatch(/\*1 to 25\* of 31\.\n<@USAM>/u);
    expect(await page(25)).toMatch(/\*26 to 31\* of 31\./u);
  });

  it('shows the first of what waits for their word, with the way there, and nobody else sees it', async () => {
    await wants('UNEW');
    for (const number of [1, 2, 3]) await asked(number);
    const words = await home('ULEAD');
    expect(words).toContain('*3* answers and *1* person who wants to join wait for a lead');
    expect(words).toContain('<@UNEW> wants to join');
    expect(words).toMatch(
      /<@USAM> for .*: We pay 1 euros back {2}· {2}<https:\/\/acme\.slack\.com\/archives\/C0CARE\/p171\|Open>/u,
    );
    expect(words).not.toContain('We pay 3');
    expect(words).toContain('Decide');
    for (const other of ['USAM', 'UOPS', 'UGUEST'])
      expect(await home(other)).not.toContain('wait for a lead');
  });
});

describe('what waits for a lead', () => {
  beforeEach(async () => {
    for (const number of [1, 2, 3, 4, 5]) await asked(number);
    await wants('UNEW', NOW + 2);
    await wants('UTWO', NOW + 1);
  });

  it('is decided in one window, page by page: people first, then answers, the oldest first', async () => {
    const first = await approvals(0);
    expect(first.indexOf('<@UTWO> wants')).toBeLessThan(first.indexOf('<@UNEW> wants'));
    expect(first).toContain('We pay 3 euros');
    expect(first).not.toContain('We pay 4 euros');
    expect(first).toContain('Approve');
    expect(first).toContain('Next');
    const second = await approvals(5);
    expect(second).toContain('We pay 4 euros');
    expect(second).toContain('We pay 5 euros');
    expect(second).not.toContain('wants to answer');
    expect(second).toContain('Back');
    expect(second).not.toContain('Next');
  });

  it('goes on without what was decided', async () => {
    const decision = { kind: 'approve' } as const;
    await fresh.store.responders.decide('UTWO', 'V-UTWO', 'ULEAD', decision, NOW);
    const given = {
      slackUser: 'ULEAD',
      decision: 'approved',
      comment: '',
      reason: '',
      notBefore: NOW,
      now: NOW,
    } as const;
    await fresh.store.approvals.decide({ replyId: 'r-1', ...given });
    const words = await approvals(0);
    expect(words).not.toContain('UTWO');
    expect(words).not.toContain('We pay 1 euros');
    expect(words).toContain('*4* answers and *1* person');
  });

  it('is for leads only', async () => {
    await expect(approvals(0, 'USAM')).rejects.toMatchObject({ code: 'not-a-lead' });
  });
});

describe('the home of operations', () => {
  it('shows sources, queues, and which accounts work', async () => {
    const { accounts } = fresh.store;
    await accounts.link(anAccount(), TOKENS, NOW);
    await die(accounts);
    const words = await home('UOPS');
    expect(words).toContain('`x:mentions:acme`: nobody reads it now');
    expect(words).toContain('`send`: 2 waiting');
    expect(words).toContain('Brand @acme: :warning: not linked');
    expect(words).toContain('@sam_works of <@USAM>: :key: must be linked again');
    expect(await home('USAM')).not.toContain('nobody reads it now');
  });
});

describe('the home of somebody who answers', () => {
  it('shows their threads and for whom each waits, their account, topics, hours and limits', async () => {
    const quiet = { from: '19:00', to: '08:00', zone: 'Europe/Rome', daysOff: [7] };
    const wishes = { topics: ['bills'], quiet, maxOpen: 3, maxPerDay: 10 };
    await fresh.store.responders.join(aJoin(wishes), NOW);
    await fresh.store.accounts.link(anAccount(), TOKENS, NOW);
    await claimedThread(fresh.store, 'USAM');
    const words = await home('USAM');
    expect(words).toContain('*The customer waits for you*');
    expect(words).toContain('You answer as *@sam_works*');
    expect(words).toContain('*Topics:* bills');
    expect(words).toContain('19:00 to 08:00, Sun');
    expect(words).toContain('*At most:* 3 open threads, 10 answers a day');
  });

  it('says to whoever has not joined, or left, how to', async () => {
    expect(await home('USAM')).toContain('You have not joined');
    await fresh.store.responders.join(aJoin(), NOW);
    expect(await home('USAM')).not.toContain('You have not joined');
    await fresh.store.responders.leave('USAM', 'V2', NOW);
    expect(await home('USAM')).toContain('You have not joined');
  });

  it('is nothing for guests', async () => {
    await claimedThread(fresh.store, 'UGUEST');
    expect(await home('UGUEST')).toBe('Only members of this workspace can use Faccia: guests cannot.');
  });
});

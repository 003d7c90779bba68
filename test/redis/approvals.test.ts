import { beforeEach, describe, expect, it } from 'vitest';
import { askedFor } from '../../src/domain/approval.ts';
import type { RefusedError } from '../../src/errors.ts';
import type { NoteView } from '../../src/ports.ts';
import { decideApproval } from '../../src/usecases/decide-approval.ts';
import { tellApproval } from '../../src/usecases/tell-approval.ts';
import { freshStore, twice } from '../support/fresh-store.ts';
import { aDesk, aPost, aReply } from '../support/samples.ts';
import { anIngest, claimedThread, NOW, silentLog } from '../support/store.ts';

const fresh = freshStore();
const LEADS = ['ULEA', 'ULIA', 'USAM'];
const DESK = aDesk({ undoMs: 10_000 });
const MINUTE = 60_000;

const asking = () => aReply({ createdAt: NOW, approval: askedFor(['it names an amount of money'], NOW) });
const state = async () => fresh.store.replies.get('r-1');
const dueAt = async (at: number) =>
  (await fresh.store.outbox.take(at, 100, 1)).map(({ member }) => member).sort();

const people = {
  get: async (slackUser: string) => ({ slackUser, name: 'Lea', firstName: 'Lea', employee: true }),
  isLead: async (slackUser: string) => LEADS.includes(slackUser),
  leads: async () => LEADS,
} as never;

const decide = (slackUser: string, decision: 'approved' | 'changed' | 'declined', comment = '') =>
  decideApproval({ ...fresh.store, people, desk: DESK, clock: fresh.clock })({
    replyId: 'r-1',
    slackUser,
    decision,
    comment,
  });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: RefusedError) => error.code,
  );

beforeEach(async () => {
  await claimedThread(fresh.store);
  await fresh.store.replies.submit(asking());
});

describe('a reply that waits for a lead', () => {
  it('is not due, however long nobody decides', async () => {
    expect(await fresh.store.replies.begin('r-1', NOW * 2)).toMatchObject({ kind: 'nothing' });
    const due = await dueAt(NOW * 2);
    expect(due).toContain('approval:r-1');
    expect(due).not.toContain('send:r-1');
    expect(await fresh.store.approvals.waiting(0, 10)).toMatchObject({ replies: [{ id: 'r-1' }], total: 1 });
  });

  it('goes out after the undo time once a lead approves', async () => {
    await twice(fresh.store, () => decide('ULEA', 'approved'));
    expect(await state()).toMatchObject({
      state: 'held',
      approval: { state: 'approved', by: 'ULEA', at: NOW },
    });
    expect(await fresh.store.replies.begin('r-1', NOW + 9_999)).toEqual({
      kind: 'not-due',
      until: NOW + 10_000,
    });
    expect(await fresh.store.replies.begin('r-1', NOW + 10_000)).toMatchObject({ kind: 'go' });
    expect((await fresh.store.approvals.waiting(0, 10)).total).toBe(0);
  });

  it.each(['changed', 'declined'] as const)(
    'is %s: nothing goes out, the text is kept, the thread is free',
    async (decision) => {
      await twice(fresh.store, () => decide('ULEA', decision, ' Say sorry first '));
      expect(await state()).toMatchObject({
        state: 'withdrawn',
        approval: { state: decision, comment: 'Say sorry first' },
        reason: expect.stringContaining('Lea looked at it'),
      });
      expect(await fresh.store.replies.draft('x-1001', 'USAM')).toBe('We are on it');
      expect((await fresh.store.threads.get('x-1001'))?.activeReplyId).toBeNull();
      expect(await fresh.store.replies.begin('r-1', NOW * 2)).toMatchObject({ kind: 'nothing' });
    },
  );

  it('is decided once, however many leads press at once', async () => {
    const decisions = ['approved', 'changed', 'declined'] as const;
    const said = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        codeOf(decide(index % 2 === 0 ? 'ULEA' : 'ULIA', decisions[index % 3] ?? 'approved')),
      ),
    );
    const { approval } = (await state()) ?? {};
    expect(said.filter((code) => code === 'decided').length).toBeGreaterThan(8);
    const again = await codeOf(decide(approval?.by ?? '', approval?.state as 'approved'));
    expect(again).toBe('done');
    expect(await fresh.store.counters.all()).toMatchObject({ [`approvals.${approval?.state}`]: 1 });
  });

  it('is not its author’s to approve, lead or not, and nobody’s who is no lead', async () => {
    const before = await fresh.store.dump();
    expect(await codeOf(decide('USAM', 'approved'))).toBe('own-answer');
    expect(await codeOf(decide('UBEN', 'approved'))).toBe('not-a-lead');
    expect(await fresh.store.dump()).toEqual(before);
  });

  it('is not decided any more once its author took it back', async () => {
    await fresh.store.replies.withdraw('r-1', 'USAM', NOW);
    expect(await codeOf(decide('ULEA', 'approved'))).toBe('over');
    expect((await fresh.store.approvals.waiting(0, 10)).total).toBe(0);
    expect(await dueAt(NOW)).toContain('approval:r-1');
  });

  it('is stopped when the customer edits what it answers', async () => {
    const post = aPost({ id: '1002', versions: ['1001', '1002'] });
    await fresh.store.mentions.ingest(anIngest({ post }));
    expect(await state()).toMatchObject({ state: 'withdrawn' });
    expect(await codeOf(decide('ULEA', 'approved'))).toBe('over');
  });
});

it('counts the answers of a person that were sent, once each', async () => {
  await decide('ULEA', 'approved');
  await fresh.store.replies.begin('r-1', NOW + 10_000);
  const sent = { kind: 'sent', postId: '5001', postUrl: 'u' } as const;
  await fresh.store.replies.finish('r-1', 1, sent, NOW + 10_000);
  await fresh.store.replies.finish('r-1', 1, sent, NOW + 10_000);
  expect(await fresh.store.approvals.sentBy('USAM')).toBe(1);
  expect(await fresh.store.approvals.sentBy('UBEN')).toBe(0);
});

describe('the leads', () => {
  let posted: { to: string; note: NoteView }[];
  let updated: { to: string; note: NoteView }[];
  const notifier = {
    openDirect: async (slackUser: string) => `D${slackUser}`,
    async postNote(_key: string, thread: { channel: string }, note: NoteView) {
      posted.push({ to: thread.channel, note });
      return `ts-${posted.length}`;
    },
    async updateNote(_ts: string, thread: { channel: string }, note: NoteView) {
      updated.push({ to: thread.channel, note });
    },
  } as never;
  const tell = () =>
    tellApproval({ ...fresh.store, notifier, people, desk: DESK, clock: fresh.clock, log: silentLog })('r-1');
  const rung = () => posted.map(({ to, note }) => `${to} ${note.kind}`).sort();

  beforeEach(async () => {
    [posted, updated] = [[], []];
    await fresh.store.messages.posted('card:x-1001', '17.1');
  });

  it('are told in private, all but its author, who is told that they look', async () => {
    expect(await tell()).toEqual({ again: NOW + 30 * MINUTE });
    expect(rung()).toEqual(['C0CARE approval-news', 'DULEA approval', 'DULIA approval']);
    await tell();
    expect(posted).toHaveLength(3);
  });

  it('are told again while nobody decides, each time after twice as long', async () => {
    await tell();
    fresh.clock.advance(30 * MINUTE);
    expect(await tell()).toEqual({ again: NOW + 90 * MINUTE });
    expect(posted).toHaveLength(5);
    fresh.clock.advance(60 * MINUTE);
    expect(await tell()).toEqual({ again: NOW + 210 * MINUTE });
    expect(posted).toHaveLength(7);
  });

  it('see the decision where they could decide, and its author hears of a yes', async () => {
    await tell();
    await decide('ULEA', 'approved');
    fresh.clock.advance(2_000);
    expect(await tell()).toEqual({ done: true });
    expect(updated.map(({ to }) => to)).toEqual(['DULEA', 'DULIA']);
    expect(posted.at(-1)).toMatchObject({
      to: 'C0CARE',
      note: { kind: 'approval-news', reply: { approval: { state: 'approved' } } },
    });
    await tell();
    expect(posted).toHaveLength(4);
  });

  it('wait for the card', async () => {
    await fresh.store.redis.hdel('{T0TEST}:thread:x-1001', 'cardTs');
    expect(await tell()).toEqual({ again: NOW + 2_000 });
    expect(posted).toEqual([]);
  });
});

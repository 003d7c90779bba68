import { expect, it } from 'vitest';
import type { AuditLine } from '../../sandbox/crowd/audit.ts';
import type { Card } from '../../sandbox/crowd/board.ts';
import { Diary } from '../../sandbox/crowd/diary.ts';
import { type Evidence, judge, stuckAfter } from '../../sandbox/crowd/judge.ts';
import type { StoredPost } from '../../sandbox/x/world.ts';

// What the simulated crowd is judged by must see what is wrong.

const LEASE_MS = 10_000;
const START = 1_000_000;

const line = (at: number, actor: string, what: string, detail = ''): AuditLine => ({
  at: START + at,
  actor,
  what,
  threadId: 'x-1',
  replyId: '',
  detail,
});
const wrongIn = (over: Partial<Evidence>) =>
  judge({
    people: 2,
    mentions: 1,
    diary: new Diary(),
    audit: [],
    cards: [],
    messages: [],
    posts: [],
    internal: 'between us',
    endedAt: START + 1_000_000,
    leaseMs: LEASE_MS,
    ...over,
  }).wrong;
const aPost = (text: string) => ({ id: '9', text }) as StoredPost;

it('sees that two people took one thread', () => {
  const audit = [line(0, 'UADA', 'claimed'), line(5, 'UBEN', 'claimed')];
  expect(wrongIn({ audit })).toEqual(['Claimed twice: x-1: UBEN took it while UADA had it.']);
  expect(wrongIn({ audit: [audit[0], line(3, 'UADA', 'released'), audit[1]] as AuditLine[] })).toEqual([]);
});

it('sees that it was given from somebody who did not have it', () => {
  const audit = [line(0, 'UADA', 'claimed'), line(5, 'ULEA', 'reassigned', 'UCY UBEN')];
  expect(wrongIn({ audit })).toEqual([expect.stringContaining('given from UCY to UBEN while UADA had it')]);
});

it('sees that two people were shown that they have one thread, whatever the audit says', () => {
  const diary = new Diary();
  for (const slackUser of ['UADA', 'UBEN'])
    diary.takes.push({ slackUser, threadId: 'x-1', at: START, told: null, shown: true });
  expect(wrongIn({ diary, audit: [line(0, 'UADA', 'claimed')] })).toEqual([
    'Claimed twice: UBEN saw that they have x-1, and does not have it.',
  ]);
});

it('sees that somebody was told nothing and does not have it', () => {
  const diary = new Diary();
  const press = { threadId: 'x-1', at: START, told: null, shown: false };
  diary.takes.push({ ...press, slackUser: 'UBEN' });
  const audit = [line(0, 'UADA', 'claimed')];
  // One claim: nothing was claimed twice.
  expect(wrongIn({ diary, audit })).toEqual(['No answer: UBEN pressed on x-1, and was told nothing.']);
  diary.takes.splice(0, 1, { ...press, slackUser: 'UADA' });
  expect(wrongIn({ diary, audit })).toEqual([]);
  // A lead gave it to them before they pressed.
  diary.takes.splice(0, 1, { ...press, slackUser: 'UBEN', at: START + 90_000 });
  const given = line(10, 'ULEA', 'reassigned', 'UADA UBEN');
  expect(wrongIn({ diary, audit: [...audit, given] })).toEqual([]);
});

it('sees what lies with somebody who is away, but not what waits for the customer', () => {
  const diary = new Diary();
  diary.aways.push({ slackUser: 'UADA', why: 'paused', from: START, to: null });
  const long = stuckAfter(LEASE_MS) + 1_000;
  const taken = line(0, 'UADA', 'claimed');
  expect(wrongIn({ diary, audit: [taken, line(long, 'auto', 'lease-ended')] })).toHaveLength(1);
  expect(wrongIn({ diary, audit: [taken, line(long - 2_000, 'auto', 'lease-ended')] })).toEqual([]);
  expect(wrongIn({ diary, audit: [taken, line(5, 'UADA', 'reply-submitted')] })).toEqual([]);
  const card = { threadId: 'x-1', channel: 'C1', state: 'held', holder: 'UADA', message: {} } as Card;
  expect(wrongIn({ diary, cards: [card] })).toEqual([expect.stringContaining('the card of x-1 still says')]);
});

it('sees a thread that has no card, which nobody can take', () => {
  const audit = [line(0, 'auto', 'thread-opened')];
  expect(wrongIn({ audit })).toEqual(['No card: x-1, so nobody could take it.']);
  const card = { metadata: { event_payload: { key: 'card:x-1' } } } as never as Evidence['messages'][number];
  expect(wrongIn({ audit, messages: [card] })).toEqual([]);
});

it('sees answers that were posted twice or never, and notes that became public', () => {
  const diary = new Diary();
  const answer = { slackUser: 'UADA', threadId: 'x-1', replyId: 'r-1', marker: 'ref1' };
  diary.answers.push(answer);
  expect(wrongIn({ diary, posts: [aPost('hello ref1')] })).toEqual([]);
  expect(wrongIn({ diary, posts: [aPost('hello ref1'), aPost('again ref1')] })).toHaveLength(1);
  expect(wrongIn({ diary })).toEqual(['Lost: ref1 of UADA in x-1.']);
  const audit = [{ ...line(0, 'UADA', 'reply-withdrawn'), replyId: 'r-1' }];
  expect(wrongIn({ diary, audit })).toEqual([]);
  expect(wrongIn({ posts: [aPost('this is between us')] })).toHaveLength(1);
});

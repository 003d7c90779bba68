import { describe, expect, it } from 'vitest';
import type { RefusedError } from '../../src/errors.ts';
import { logThread } from '../../src/usecases/log-thread.ts';
import { noteAnswer } from '../../src/usecases/note-answer.ts';
import { forgetLogged } from '../../src/usecases/show-noted.ts';
import { freshStore, twice } from '../support/fresh-store.ts';
import { aBrand, aDesk } from '../support/samples.ts';
import { claimedThread, NOW } from '../support/store.ts';

const fresh = freshStore();
const DAY = 24 * 60 * 60 * 1000;
const ROUTE = { keywords: ['bill'], channel: 'C0BILLS', topic: 'billing' };
const DESK = aDesk({ brands: [aBrand({ routes: [ROUTE] })], keepLoggedMs: 90 * DAY });

const people = {
  get: async (slackUser: string) => ({
    slackUser,
    name: 'A',
    firstName: 'A',
    employee: slackUser !== 'UGUEST',
  }),
  isLead: async () => false,
  isResponder: async () => true,
} as never;
const deps = () => ({ ...fresh.store, people, desk: DESK, clock: fresh.clock });

const CALL = {
  id: 'log-V1',
  slackUser: 'UBEN',
  brand: 'acme',
  origin: 'phone',
  topic: 'billing',
  priority: null,
  who: 'Ann <!channel>',
  what: 'Was billed twice',
  contact: '+39 333 1234567',
} as const;

const log = (over: object = {}) => logThread(deps())({ ...CALL, ...over });
const note = (slackUser = 'USAM', id = 'V9') =>
  noteAnswer(deps())({ id, threadId: 'log-V1', slackUser, text: 'Paid back on the phone' });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: RefusedError) => error.code,
  );
const due = async (at: number) => (await fresh.store.outbox.take(at, 100, 1)).map(({ member }) => member);

describe('a customer who phoned', () => {
  it('has a thread in the channel of the topic, once, counted by the way they came', async () => {
    await twice(fresh.store, () => log());
    const thread = await fresh.store.threads.get('log-V1');
    expect(thread).toMatchObject({
      origin: 'phone',
      loggedBy: 'UBEN',
      channel: 'C0BILLS',
      topic: 'billing',
      state: 'open',
      root: { network: 'desk', text: 'Was billed twice\n\nTo reach them: +39 333 1234567' },
    });
    expect(await due(NOW)).toEqual(['card:log-V1']);
    expect(await fresh.store.counters.all()).toMatchObject({ 'threads.logged.phone': 1 });
  });

  it('goes to the channel of the brand without a topic, and is nobody’s who is a guest', async () => {
    await log({ topic: null });
    expect((await fresh.store.threads.get('log-V1'))?.channel).toBe('C0CARE');
    expect(await codeOf(log({ id: 'log-V2', slackUser: 'UGUEST' }))).toBe('not-an-employee');
    expect(await codeOf(log({ id: 'log-V2', what: ' ' }))).toBe('empty');
    expect(await fresh.store.threads.get('log-V2')).toBeNull();
  });

  it('is answered by what its holder notes, and may be claimed, resolved and released as any', async () => {
    await log();
    expect(await codeOf(note())).toBe('not-holder');
    await fresh.store.threads.claim('log-V1', 'USAM', NOW);
    await twice(fresh.store, () => note());
    expect(await fresh.store.threads.get('log-V1')).toMatchObject({ state: 'answered', answeredBy: 'USAM' });
    expect(await fresh.store.logged.noted('V9')).toMatchObject({
      by: 'USAM',
      text: 'Paid back on the phone',
    });
    expect(await due(NOW)).toContain('noted:V9');
    expect(await fresh.store.counters.all()).toMatchObject({ 'answers.noted.phone': 1 });
    expect(await fresh.store.threads.resolve('log-V1', 'USAM', false, NOW)).toMatchObject({ kind: 'done' });
    expect(await codeOf(note('USAM', 'V10'))).toBe('closed');
  });

  it('is the only one whose answer can be noted', async () => {
    await claimedThread(fresh.store);
    const public_ = noteAnswer(deps())({ id: 'V1', threadId: 'x-1001', slackUser: 'USAM', text: 'a' });
    expect(await codeOf(public_)).toBe('public');
  });
});

describe('the words of a customer who phoned', () => {
  const forget = () => forgetLogged(deps())('log-V1');

  it('are removed when they were kept long enough after the thread was over, and the fact stays', async () => {
    await log();
    await fresh.store.threads.claim('log-V1', 'USAM', NOW);
    fresh.clock.advance(DAY);
    await note();
    expect(await forget()).toEqual({ again: NOW + 91 * DAY });
    fresh.clock.advance(90 * DAY);
    await twice(fresh.store, forget);
    const thread = await fresh.store.threads.get('log-V1');
    expect(thread).toMatchObject({
      origin: 'phone',
      state: 'answered',
      root: { text: '', author: { name: 'Somebody' } },
    });
    expect(await fresh.store.logged.noted('V9')).toMatchObject({ text: '' });
    expect(JSON.stringify(await fresh.store.dump())).not.toMatch(/Ann|billed|333 1234567|Paid back/u);
    expect(await due(NOW + 91 * DAY)).toEqual(expect.arrayContaining(['card:log-V1', 'noted:V9']));
  });

  it('stay while somebody still needs them', async () => {
    await log();
    fresh.clock.advance(200 * DAY);
    expect(await forget()).toEqual({ again: fresh.clock.now() + DAY });
    expect((await fresh.store.threads.get('log-V1'))?.root.text).toContain('billed');
  });

  it('are no matter of public threads', async () => {
    await claimedThread(fresh.store);
    fresh.clock.advance(200 * DAY);
    expect(await forgetLogged(deps())('x-1001')).toEqual({ done: true });
    expect((await fresh.store.threads.get('x-1001'))?.root.text).not.toBe('');
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { X_LIMITS } from '../../config/x-terms.ts';
import { sketchOf } from '../../src/domain/alike.ts';
import { createMeter } from '../../src/ops/meter.ts';
import { createMetrics, type Metrics } from '../../src/ops/metrics.ts';
import { createJobQueue } from '../../src/queue/job-queue.ts';
import type { Meter } from '../../src/seeing.ts';
import { queueConnections } from '../../src/store/redis.ts';
import { die, TOKENS } from '../support/account.ts';
import { freshStore } from '../support/fresh-store.ts';
import { metricsIn, readingOf } from '../support/metrics.ts';
import { aDesk, anAccount, aPost, aReply } from '../support/samples.ts';
import { anIngest, claimedThread, NOW, silentLog, WORKSPACE } from '../support/store.ts';

const fresh = freshStore();
const DUE = aReply().notBefore;
const MINUTE = 60_000;

/** Each of them has few values, and none that names a person, an account, a post or a thread. */
const KNOWN_LABELS = [
  ...[
    'call',
    'class',
    'kind',
    'le',
    'major',
    'method',
    'minor',
    'name',
    'outcome',
    'patch',
    'queue',
    'reason',
  ],
  ...['result', 'source', 'space', 'state', 'step', 'type', 'version'],
];

let queue: ReturnType<typeof createJobQueue>;
let metrics: Metrics;
let meter: Meter;

beforeEach(async () => {
  queue = createJobQueue({
    connect: queueConnections(fresh.server.url),
    workspace: WORKSPACE,
    log: silentLog,
  });
  await queue.counts();
  metrics = measured();
});
afterEach(() => queue.close());

function measured(redisAway = false): Metrics {
  const made = createMeter();
  meter = made.meter;
  const away = { all: () => Promise.reject(new Error('Redis is away.')) };
  return createMetrics({
    ...fresh.store,
    ...(redisAway ? { counters: { ...fresh.store.counters, ...away } } : {}),
    registry: made.registry,
    queue,
    desk: { limits: X_LIMITS, budget: { perDay: 5_000_000, warnAt: 0.8 }, silence: aDesk().silence },
    clock: fresh.clock,
    log: silentLog,
  });
}

const value = async (name: string, labels: Record<string, string> = {}) =>
  readingOf(await metrics.text(), name, labels);

describe('metrics', () => {
  it('say how many threads are open, claimed and late, and how long the oldest waits', async () => {
    await claimedThread(fresh.store);
    await fresh.store.mentions.ingest(anIngest({ post: aPost({ id: '1002', conversationId: '1002' }) }));
    await fresh.store.times.markLate('x-1002', true);
    fresh.clock.advance(5 * MINUTE);
    expect(await value('faccia_threads', { state: 'open' })).toBe(1);
    expect(await value('faccia_threads', { state: 'claimed' })).toBe(1);
    expect(await value('faccia_threads_waiting')).toBe(2);
    expect(await value('faccia_threads_late')).toBe(1);
    expect(await value('faccia_oldest_unclaimed_seconds')).toBe(300);
  });

  it('say how many threads are folded', async () => {
    expect(await value('faccia_threads_folded')).toBe(0);
    await claimedThread(fresh.store);
    await fresh.store.mentions.ingest(anIngest({ post: aPost({ id: '1002', conversationId: '1002' }) }));
    const rules = { ...aDesk().surges, foldAbove: 0 };
    await fresh.store.surges.place('card:x-1002', 'x-1002', sketchOf('no line since monday'), rules, NOW);
    expect(await value('faccia_threads_folded')).toBe(1);
    await fresh.store.threads.claim('x-1002', 'UBEN', NOW);
    expect(await value('faccia_threads_folded')).toBe(0);
  });

  it('forget that a thread is late once it was answered', async () => {
    await claimedThread(fresh.store);
    await fresh.store.times.markLate('x-1001', true);
    await fresh.store.threads.answeredByHand('x-1001', '9001', anAccount().owner, 'by hand', NOW);
    expect(await value('faccia_threads_late')).toBe(0);
    await fresh.store.times.markLate('x-1001', true);
    expect(await value('faccia_threads_late')).toBe(0);
  });

  it('say how long claims and first answers took, each once', async () => {
    const post = aPost({ createdAt: NOW - 10 * MINUTE });
    await claimedThread(fresh.store, 'USAM', post);
    await fresh.store.threads.claim('x-1001', 'USAM', NOW + MINUTE);
    for (const [postId, at] of [
      ['9001', NOW + 20 * MINUTE],
      ['9002', NOW + 30 * MINUTE],
    ] as const)
      await fresh.store.threads.answeredByHand('x-1001', postId, anAccount().owner, 'by hand', at);
    const text = await metrics.text();
    expect(readingOf(text, 'faccia_claim_seconds_count')).toBe(1);
    expect(readingOf(text, 'faccia_claim_seconds_sum')).toBe(600);
    expect(readingOf(text, 'faccia_claim_seconds_bucket', { le: '300' })).toBe(0);
    expect(readingOf(text, 'faccia_claim_seconds_bucket', { le: '600' })).toBe(1);
    expect(readingOf(text, 'faccia_claim_seconds_bucket', { le: '+Inf' })).toBe(1);
    expect(readingOf(text, 'faccia_first_answer_seconds_count')).toBe(1);
    expect(readingOf(text, 'faccia_first_answer_seconds_sum')).toBe(1800);
  });

  it('say how many replies nobody knows of, while nobody knows', async () => {
    await claimedThread(fresh.store);
    await fresh.store.replies.submit(aReply());
    await fresh.store.replies.begin('r-1', DUE);
    await fresh.store.replies.finish('r-1', 1, { kind: 'unknown', reason: 'cut', lookAt: NOW }, DUE);
    expect(await value('faccia_replies_unknown')).toBe(1);
    await fresh.store.replies.adopt('r-1', '5001', 'https://x.com/sam_works/status/5001', DUE);
    expect(await value('faccia_replies_unknown')).toBe(0);
    expect(await value('faccia_replies_sent_total', { step: aReply().steps[0] ?? '' })).toBe(1);
  });

  it('say what became of the posts of a source, and how late they came', async () => {
    meter.mention('x:mentions:acme', 'opened', 1_500);
    meter.mention('x:mentions:acme', 'duplicate', 900_000);
    await fresh.store.counters.add('dropped.retweet', 3);
    await fresh.store.counters.add('deliveries.refused.direct');
    await fresh.store.counters.add('refused.not-mentioned');
    const text = await metrics.text();
    expect(readingOf(text, 'faccia_mentions_total', { source: 'x:mentions:acme', result: 'opened' })).toBe(1);
    expect(readingOf(text, 'faccia_ingest_lag_seconds_count', { source: 'x:mentions:acme' })).toBe(1);
    expect(readingOf(text, 'faccia_ingest_lag_seconds_bucket', { source: 'x:mentions:acme', le: '2' })).toBe(
      1,
    );
    expect(readingOf(text, 'faccia_mentions_dropped_total', { reason: 'retweet' })).toBe(3);
    expect(readingOf(text, 'faccia_reply_attempts_total', { step: 'direct', outcome: 'refused' })).toBe(1);
    expect(readingOf(text, 'faccia_replies_refused_total', { reason: 'not-mentioned' })).toBe(1);
    expect(readingOf(text, 'faccia_events_total', { name: 'dropped.retweet' })).toBe(3);
  });

  it('say what is left of the limits by class of account, of the tightest one', async () => {
    await fresh.store.accounts.link(anAccount(), TOKENS, NOW);
    await fresh.store.accounts.link(
      anAccount({ id: '702', owner: { kind: 'responder', slackUser: 'UMAX' } }),
      TOKENS,
      NOW,
    );
    await fresh.store.places.take({
      id: 'call-1',
      replyId: 'r-1',
      accountId: '702',
      followedBy: null,
      limits: X_LIMITS,
      money: null,
      now: NOW,
    });
    const text = await metrics.text();
    expect(readingOf(text, 'faccia_x_posts_left', { class: 'responder' })).toBe(X_LIMITS.perAccount - 1);
    expect(readingOf(text, 'faccia_x_posts_left', { class: 'app' })).toBe(X_LIMITS.perApp - 1);
    expect(readingOf(text, 'faccia_x_posts_left', { class: 'brand' })).toBeNull();
    expect(readingOf(text, 'faccia_accounts', { class: 'responder', state: 'linked' })).toBe(2);
  });

  it('count the accounts that died', async () => {
    await fresh.store.accounts.link(anAccount(), TOKENS, NOW);
    await die(fresh.store.accounts);
    expect(await value('faccia_accounts', { class: 'responder', state: 'dead' })).toBe(1);
    expect(await value('faccia_x_posts_left', { class: 'responder' })).toBeNull();
  });

  it('say how deep the queues are and since when their oldest job waits', async () => {
    await queue.add([{ member: 'card:x-1', receipt: '1' }]);
    fresh.clock.advance(Date.now() + MINUTE - fresh.clock.now());
    expect(await value('faccia_jobs', { queue: 'slack', state: 'waiting' })).toBe(1);
    expect(await value('faccia_oldest_job_seconds', { queue: 'slack' })).toBeGreaterThan(50);
    expect(await value('faccia_oldest_job_seconds', { queue: 'replies' })).toBe(0);
  });

  it('say who reads a source, what is spent, and how much memory is used', async () => {
    await fresh.store.leases.acquire('x:mentions:acme', 'me', 15_000);
    await fresh.store.spending.add({ id: 'e-1', call: 'create', micros: 15_000, at: NOW }, null);
    const text = await metrics.text();
    expect(readingOf(text, 'faccia_source_lease_held', { source: 'x:mentions:acme' })).toBe(1);
    expect(readingOf(text, 'faccia_x_spent_usd_total', { call: 'create' })).toBe(0.015);
    expect(readingOf(text, 'faccia_x_spent_today_usd')).toBe(0.015);
    expect(readingOf(text, 'faccia_x_budget_usd')).toBe(5);
    expect(readingOf(text, 'faccia_redis_memory_used_bytes')).toBeGreaterThan(100_000);
    expect(readingOf(text, 'faccia_store_readable')).toBe(1);
  });

  it('answer what the process knows of itself while Redis cannot be read', async () => {
    metrics = measured(true);
    expect(await value('faccia_store_readable')).toBe(0);
    expect(await value('faccia_nodejs_eventloop_lag_seconds')).not.toBeNull();
  });

  it('cost the same however many threads there are', async () => {
    const calls = async () => {
      await fresh.store.redis.config('RESETSTAT');
      await metrics.text();
      const stats = await fresh.store.redis.info('stats');
      return Number(/total_commands_processed:(\d+)/u.exec(stats)?.[1]);
    };
    await claimedThread(fresh.store);
    const few = await calls();
    for (let index = 0; index < 50; index += 1) {
      const id = String(3000 + index);
      await fresh.store.mentions.ingest(anIngest({ post: aPost({ id, conversationId: id }) }));
    }
    expect(Math.abs((await calls()) - few)).toBeLessThan(25);
  });

  it('keep the conventions of Prometheus', async () => {
    await claimedThread(fresh.store);
    meter.mention('x:mentions:acme', 'opened', 1_500);
    meter.slackLimited('chat.postMessage');
    const found = metricsIn(await metrics.text());
    expect(found.size).toBeGreaterThan(25);
    for (const [name, { type, help }] of found) {
      expect(name).toMatch(/^faccia_[a-z0-9_]+$/u);
      expect(help.length, name).toBeGreaterThan(5);
      expect(name.endsWith('_total'), `${name} is a ${type}`).toBe(type === 'counter');
      expect(name).not.toMatch(/_(?:ms|milliseconds|minutes|micros|percent|kilobytes)(?:_|$)/u);
    }
  });

  it('carry nobody in their labels', async () => {
    const post = aPost();
    await fresh.store.accounts.link(anAccount(), TOKENS, NOW);
    await claimedThread(fresh.store, 'USAM', post);
    await fresh.store.replies.submit(aReply());
    await fresh.store.replies.begin('r-1', DUE);
    const text = await metrics.text();
    const labels = [...text.matchAll(/\{([^}]*)\}/gu)].map(([, inner]) => inner).join('\n');
    for (const secret of [post.id, 'USAM', 'r-1', `x-${post.id}`, anAccount().id, anAccount().handle])
      expect(labels).not.toContain(`"${secret}"`);
    expect(labels).not.toContain(post.author.handle);
    expect(labels).not.toMatch(/"(?:@|x-\d|U0|U[A-Z]{3}"|C0|T0)/u);
    const names = [...labels.matchAll(/(\w+)="/gu)].map(([, name]) => name);
    expect(KNOWN_LABELS).toEqual(expect.arrayContaining([...new Set(names)]));
  });
});

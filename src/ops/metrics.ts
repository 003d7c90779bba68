import { Counter, Gauge, type Registry } from 'prom-client';
import type { Spending } from '../budgets.ts';
import type { PostLimits } from '../domain/limits.ts';
import { type DayBudget, dollarsOf, sumOf, utcDay } from '../domain/prices.ts';
import { judgeSilence, type SilenceSettings } from '../domain/silence.ts';
import type { Clock, JobQueue, Log } from '../ports.ts';
import type { DeskReader, FleetState, QueueReader, SilenceStore } from '../seeing.ts';
import type { Counters } from '../stores.ts';
import { createCountedMetrics } from './counted-metrics.ts';
import { createDeskMetrics, createFleetMetrics } from './desk-metrics.ts';

export interface MetricsDeps {
  registry: Registry;
  counters: Counters;
  queue: JobQueue & QueueReader;
  reader: DeskReader;
  silences: SilenceStore;
  spending: Spending;
  desk: { limits: PostLimits; budget: DayBudget | null; silence: SilenceSettings };
  clock: Clock;
  log: Log;
}

export interface Metrics {
  /** Prometheus text format. */
  text(): Promise<string>;
  contentType: string;
}

/** Every account is looked at no more often. */
const FLEET_FRESH_MS = 30_000;

/**
 * What stands in Redis is read at each scrape, and is the same in every process. When it cannot be read, what this
 * process knows of itself is answered all the same.
 */
export function createMetrics(deps: MetricsDeps): Metrics {
  const { registry, log } = deps;
  const readable = new Gauge({
    name: 'faccia_store_readable',
    help: 'Whether what stands in Redis could be read for this answer',
    registers: [registry],
  });
  const parts = [
    counted(deps),
    desk(deps),
    jobs(deps),
    money(deps),
    fleet(deps),
    memory(deps),
    silence(deps),
  ];
  return {
    async text() {
      const read = await Promise.allSettled(parts.map((part) => part()));
      const failed = read.find((result) => result.status === 'rejected');
      if (failed) log.warn('metrics-incomplete', { error: failed.reason });
      readable.set(failed ? 0 : 1);
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}

type Part = () => Promise<void>;

function counted({ registry, counters }: MetricsDeps): Part {
  const fill = createCountedMetrics(registry);
  return async () => fill(await counters.all());
}

function desk({ registry, reader, clock }: MetricsDeps): Part {
  const fill = createDeskMetrics(registry);
  return async () => fill(await reader.desk(clock.now()));
}

function jobs({ registry, queue, clock }: MetricsDeps): Part {
  const byState = new Gauge({
    name: 'faccia_jobs',
    help: 'Jobs by queue and state',
    labelNames: ['queue', 'state'],
    registers: [registry],
  });
  const oldest = new Gauge({
    name: 'faccia_oldest_job_seconds',
    help: 'How long the oldest job of this queue waits',
    labelNames: ['queue'],
    registers: [registry],
  });
  return async () => {
    const [counts, since] = await Promise.all([queue.counts(), queue.oldest()]);
    for (const [name, states] of Object.entries(counts))
      for (const [state, value] of Object.entries(states)) byState.set({ queue: name, state }, value);
    for (const [name, at] of Object.entries(since))
      oldest.set({ queue: name }, at === null ? 0 : Math.max(0, clock.now() - at) / 1000);
  };
}

function money({ registry, spending, desk: { budget }, clock }: MetricsDeps): Part {
  const ever = new Counter({
    name: 'faccia_x_spent_usd_total',
    help: 'What X has cost by our own count, by call, over all processes and restarts',
    labelNames: ['call'],
    registers: [registry],
  });
  const today = new Gauge({
    name: 'faccia_x_spent_today_usd',
    help: 'What X has cost on this UTC day, by our own count',
    registers: [registry],
  });
  const perDay = new Gauge({
    name: 'faccia_x_budget_usd',
    help: "The day's budget for X; 0: there is none",
    registers: [registry],
  });
  perDay.set(budget === null ? 0 : dollarsOf(budget.perDay));
  return async () => {
    const [calls, day] = await Promise.all([spending.ever(), spending.onDay(utcDay(clock.now()))]);
    ever.reset();
    for (const [call, micros] of Object.entries(calls)) ever.inc({ call }, dollarsOf(micros));
    today.set(dollarsOf(sumOf(day)));
  };
}

function fleet({ registry, reader, desk: { limits }, clock }: MetricsDeps): Part {
  const fill = createFleetMetrics(registry, limits);
  let known: { at: number; fleet: FleetState } | null = null;
  return async () => {
    const now = clock.now();
    if (known === null || now - known.at >= FLEET_FRESH_MS)
      known = { at: now, fleet: await reader.fleet(limits, now) };
    fill(known.fleet);
  };
}

function memory({ registry, reader }: MetricsDeps): Part {
  const used = new Gauge({
    name: 'faccia_redis_memory_used_bytes',
    help: 'Memory that Redis uses',
    registers: [registry],
  });
  const max = new Gauge({
    name: 'faccia_redis_memory_max_bytes',
    help: "Redis's maxmemory; 0: no limit is set",
    registers: [registry],
  });
  return async () => {
    const bytes = await reader.memory();
    used.set(bytes.used);
    max.set(bytes.max);
  };
}

function silence({ registry, reader, silences, desk: settings, clock }: MetricsDeps): Part {
  const labels = { labelNames: ['source'], registers: [registry] };
  const since = new Gauge({
    name: 'faccia_source_silent_seconds',
    help: 'How long a source has said nothing',
    ...labels,
  });
  const expected = new Gauge({
    name: 'faccia_source_expected_posts',
    help: 'How many posts usually come in such a time, by the history of the source',
    ...labels,
  });
  const silent = new Gauge({
    name: 'faccia_source_silent',
    help: 'Whether a source says nothing for longer than its history makes likely',
    ...labels,
  });
  return async () => {
    const now = clock.now();
    for (const source of await reader.sources()) {
      const heard = await silences.heard(source, now);
      if (heard === null) continue;
      const verdict = judgeSilence(heard, settings.silence, now);
      since.set({ source }, verdict.silentMs / 1000);
      expected.set({ source }, verdict.expected);
      silent.set({ source }, verdict.kind === 'silent' ? 1 : 0);
    }
  };
}

import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Spending } from '../budgets.ts';
import { dollarsOf } from '../domain/prices.ts';
import type { Outbox } from '../outbox.ts';
import type { JobQueue } from '../ports.ts';
import type { Counters } from '../stores.ts';

export interface MetricsDeps {
  counters: Counters;
  queue: JobQueue;
  outbox: Outbox;
  spending: Spending;
}

export interface Metrics {
  /** Prometheus text format. */
  text(): Promise<string>;
  contentType: string;
}

/** The counters stand in Redis, one truth for all processes: each scrape reads them. */
export function createMetrics({ counters, queue, outbox, spending }: MetricsDeps): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'faccia_' });
  new Gauge({
    name: 'faccia_events_total',
    help: 'What happened, by name, over all processes and restarts',
    labelNames: ['name'],
    registers: [registry],
    async collect() {
      for (const [name, value] of Object.entries(await counters.all())) this.set({ name }, value);
    },
  });
  new Gauge({
    name: 'faccia_jobs',
    help: 'Jobs by queue and state',
    labelNames: ['queue', 'state'],
    registers: [registry],
    async collect() {
      for (const [name, counts] of Object.entries(await queue.counts())) {
        for (const [state, value] of Object.entries(counts)) this.set({ queue: name, state }, value);
      }
    },
  });
  new Gauge({
    name: 'faccia_outbox_size',
    help: 'Work that is written down and not done yet',
    registers: [registry],
    async collect() {
      this.set(await outbox.size());
    },
  });
  new Gauge({
    name: 'faccia_x_spent_usd_total',
    help: 'What X has cost by our own count, by call, over all processes and restarts',
    labelNames: ['call'],
    registers: [registry],
    async collect() {
      for (const [call, micros] of Object.entries(await spending.ever()))
        this.set({ call }, dollarsOf(micros));
    },
  });
  return { text: () => registry.metrics(), contentType: registry.contentType };
}

import { Counter, type Registry } from 'prom-client';

/** What is counted in Redis, by the beginning of its name; the rest of the name fills the labels, in this order. */
const COUNTED = [
  {
    begins: 'dropped.',
    name: 'faccia_mentions_dropped_total',
    help: 'Posts that were only counted, by the reason',
    labels: ['reason'],
  },
  {
    begins: 'muted.',
    name: 'faccia_mentions_muted_total',
    help: 'Posts that were kept without a card, by the reason',
    labels: ['reason'],
  },
  {
    begins: 'replies.sent.',
    name: 'faccia_replies_sent_total',
    help: 'Replies that reached the customer, by the delivery step',
    labels: ['step'],
  },
  {
    begins: 'deliveries.',
    name: 'faccia_reply_attempts_total',
    help: 'Attempts at a reply, by how they ended and by the delivery step',
    labels: ['outcome', 'step'],
  },
  {
    begins: 'refused.',
    name: 'faccia_replies_refused_total',
    help: 'Refusals by the network, by the reason',
    labels: ['reason'],
  },
] as const;

/** Fills counters whose truth stands in Redis: the same in every process. */
export function createCountedMetrics(registry: Registry): (counted: Record<string, number>) => void {
  const registers = [registry];
  const events = new Counter({
    name: 'faccia_events_total',
    help: 'What happened, by name, over all processes and restarts',
    labelNames: ['name'],
    registers,
  });
  const metrics = COUNTED.map(({ begins, name, help, labels }) => ({
    begins,
    labels,
    counter: new Counter<string>({ name, help, labelNames: labels, registers }),
  }));
  return (counted) => {
    for (const counter of [events, ...metrics.map(({ counter }) => counter)]) counter.reset();
    for (const [name, value] of Object.entries(counted)) {
      events.inc({ name }, value);
      for (const { begins, labels, counter } of metrics) {
        if (!name.startsWith(begins)) continue;
        const parts = name.slice(begins.length).split('.');
        const filled = labels.map((label, at) => [label, parts[at] ?? 'none']);
        counter.inc(Object.fromEntries(filled) as Record<string, string>, value);
      }
    }
  };
}

import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Meter } from '../seeing.ts';

/** What happens in this process alone: a sum over all processes is the whole. */
export function createMeter(): { registry: Registry; meter: Meter } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'faccia_' });
  // These are gauges by another name, and the same numbers stand beside them by type.
  for (const what of ['handles', 'requests', 'resources'])
    registry.removeSingleMetric(`faccia_nodejs_active_${what}_total`);
  const registers = [registry];
  const mentions = new Counter({
    name: 'faccia_mentions_total',
    help: 'Posts that a source brought, by what became of them',
    labelNames: ['source', 'result'],
    registers,
  });
  const lag = new Histogram({
    name: 'faccia_ingest_lag_seconds',
    help: "How long after the network's own time a post was stored here",
    labelNames: ['source'],
    buckets: [0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 900, 3600],
    registers,
  });
  const limited = new Counter({
    name: 'faccia_slack_rate_limited_total',
    help: 'How often Slack told us to slow down (429), by method',
    labelNames: ['method'],
    registers,
  });
  return {
    registry,
    meter: {
      mention(source, result, lagMs) {
        mentions.inc({ source, result });
        // A post that was known already says nothing of how late we are.
        if (result !== 'duplicate' && result !== 'fenced') lag.observe({ source }, Math.max(0, lagMs) / 1000);
      },
      slackLimited: (method) => limited.inc({ method }),
    },
  };
}

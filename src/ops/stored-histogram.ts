import type { Histogram, Registry } from 'prom-client';
import type { Took } from '../seeing.ts';

interface HistogramLine {
  metricName: string;
  labels: Record<string, string>;
  value: number;
}

/** A histogram that was counted in Redis. prom-client's own ones only count what they observe themselves. */
export function createStoredHistogram(
  registry: Registry,
  name: string,
  help: string,
): { set(took: Took): void } {
  let lines: HistogramLine[] = [];
  const metric = { name, get: async () => ({ name, help, type: 'histogram', values: lines }) };
  registry.registerMetric(metric as unknown as Histogram);
  return {
    set({ steps, sum }) {
      let below = 0;
      lines = steps.map(({ upTo, count }) => {
        below += count;
        const le = Number.isFinite(upTo) ? String(upTo) : '+Inf';
        return { metricName: `${name}_bucket`, labels: { le }, value: below };
      });
      lines.push({ metricName: `${name}_sum`, labels: {}, value: sum });
      lines.push({ metricName: `${name}_count`, labels: {}, value: below });
    },
  };
}

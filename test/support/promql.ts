import { parser } from '@prometheus-io/lezer-promql';

export interface Query {
  /** Where it stops being PromQL. */
  errors: number[];
  metrics: string[];
  labels: string[];
}

/** What a query in Prometheus's language asks for, by Prometheus's own grammar. */
export function readQuery(text: string): Query {
  const query: Query = { errors: [], metrics: [], labels: [] };
  parser.parse(text).iterate({
    enter({ name, type, from, to }) {
      if (type.isError) query.errors.push(from);
      if (name === 'Identifier') query.metrics.push(text.slice(from, to));
      if (name === 'LabelName') query.labels.push(text.slice(from, to));
    },
  });
  return query;
}

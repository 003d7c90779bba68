import { type Around, NO_TRACING, NOT_AROUND, type Tracing } from '../seeing.ts';

/** Counts what still runs, so that a process that stops can wait for it: Bolt does not. */
export interface InFlightCounter {
  run<T>(work: () => Promise<T>, name?: string, about?: string): Promise<T>;
  count(): number;
  /** Resolves when nothing runs. */
  idle(): Promise<void>;
}

/** Each piece of work is the beginning of a trace, where traces are asked for. */
export function createInFlight(tracing: Tracing = NO_TRACING, around: Around = NOT_AROUND): InFlightCounter {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    async run(work, name = 'slack', about = '') {
      count += 1;
      try {
        return await tracing.span(name, {}, () => around(about, work));
      } finally {
        count -= 1;
        if (count === 0) {
          for (const wake of waiting) wake();
          waiting = [];
        }
      }
    },
    count: () => count,
    idle: () => (count === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}

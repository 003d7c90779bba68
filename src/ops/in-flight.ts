/** Counts what still runs, so that a process that stops can wait for it: Bolt does not. */
export interface InFlightCounter {
  run<T>(work: () => Promise<T>): Promise<T>;
  count(): number;
  /** Resolves when nothing runs. */
  idle(): Promise<void>;
}

export function createInFlight(): InFlightCounter {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    async run(work) {
      count += 1;
      try {
        return await work();
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

import type { Log } from '../ports.ts';

/** What was opened on the way, so that it is closed in the opposite order, also when the start fails half-way. */
export interface Closing {
  add(close: () => Promise<unknown>): void;
  /** Never throws: while closing, what fails is only worth a line. */
  close(): Promise<void>;
}

export function createClosing(log: Log): Closing {
  const open: (() => Promise<unknown>)[] = [];
  return {
    add: (close) => void open.push(close),
    async close() {
      for (let next = open.pop(); next; next = open.pop()) {
        try {
          await next();
        } catch (error) {
          log.warn('close-failed', { error });
        }
      }
    },
  };
}

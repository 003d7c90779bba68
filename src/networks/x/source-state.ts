import type { Log } from '../../ports.ts';

export interface SourceState {
  fine(): void;
  failing(reason: string): void;
  /** Null while the source is fine. */
  problem(): string | null;
}

/** Says a change once, not at every try. */
export function createSourceState(source: string, log: Log): SourceState {
  let problem: string | null = null;
  return {
    fine() {
      if (problem !== null) log.info('source-fine-again', { source });
      problem = null;
    },
    failing(reason) {
      if (problem !== reason) log.warn('source-failing', { source, reason });
      problem = reason;
    },
    problem: () => problem,
  };
}

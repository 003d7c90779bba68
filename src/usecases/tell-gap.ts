import type { Log, Notifier, People } from '../ports.ts';
import type { Counters } from '../stores.ts';

export interface TellGapDeps {
  people: People;
  notifier: Notifier;
  counters: Counters;
  log: Log;
}

/** Posts were missed for good: operations must hear of it, because nothing else shows it. Never throws. */
export function tellGap({ people, notifier, counters, log }: TellGapDeps) {
  return async (source: string, why: string): Promise<void> => {
    log.error('source-gap', { source, why });
    try {
      await counters.add('sources.gaps');
      const text = `:warning: \`${source}\`: ${why} Look at X for what is not here.`;
      for (const slackUser of await people.operations()) await notifier.tell(slackUser, text);
    } catch (error) {
      log.warn('source-gap-not-told', { source, error });
    }
  };
}

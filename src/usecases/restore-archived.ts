import type { KeepingStore, ThreadRecord } from '../keeping.ts';
import type { Clock } from '../ports.ts';

export interface RestoreArchivedDeps {
  keeping: KeepingStore;
  clock: Clock;
}

/** Brings threads back from the lines of an archive: this one, or all of them. Of several records of one the last counts. */
export function restoreArchived({ keeping, clock }: RestoreArchivedDeps) {
  return async (
    lines: AsyncIterable<Record<string, unknown>>,
    threadId: string | null,
  ): Promise<{ restored: number; present: number }> => {
    const records = new Map<string, ThreadRecord>();
    for await (const line of lines) {
      const { thread, keys, places, audit } = line as unknown as ThreadRecord;
      if (Array.isArray(keys) && (threadId === null || thread === threadId))
        records.set(thread, { thread, keys, places, audit });
    }
    const ended = { restored: 0, present: 0 };
    for (const record of records.values()) ended[await keeping.restore(record, clock.now())] += 1;
    return ended;
  };
}

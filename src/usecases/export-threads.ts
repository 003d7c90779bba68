import { type ExportRow, exportRows } from '../domain/export-rows.ts';
import type { Archive, KeepingStore, ThreadRecord } from '../keeping.ts';
import { archivedThread } from './archived-threads.ts';

export interface ExportThreadsDeps {
  keeping: KeepingStore;
  archive: Archive;
}

/** Every thread that was opened since then, each once: what stands in Redis counts more than an archive, a later archive more. */
export function exportThreads({ keeping, archive }: ExportThreadsDeps) {
  return async function* (since: number): AsyncIterable<ExportRow> {
    const told = new Set<string>();
    for await (const threadId of keeping.threads()) {
      const read = await keeping.record(threadId, null);
      if (read === null) continue;
      told.add(threadId);
      yield* exportRows(read.record, since);
    }
    for (const file of (await archive.files('threads')).reverse()) {
      const last = new Map<string, ThreadRecord>();
      for await (const line of archive.read(file)) {
        const record = archivedThread(line);
        if (record && !told.has(record.thread)) last.set(record.thread, record);
      }
      for (const [threadId, record] of last) {
        told.add(threadId);
        yield* exportRows(record, since);
      }
    }
  };
}

import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ExportFormat, writeTable } from '../../src/archive/export-table.ts';
import type { ExportRow } from '../../src/domain/export-rows.ts';
import { exportThreads } from '../../src/usecases/export-threads.ts';
import { freshStore } from '../support/fresh-store.ts';
import { openKeepingDesk } from '../support/keeping-desk.ts';
import { aLongThread, CUSTOMER_WORDS } from '../support/long-thread.ts';
import { aPost } from '../support/samples.ts';
import { claimedThread, NOW } from '../support/store.ts';

const fresh = freshStore();
const DAY_MS = 24 * 60 * 60 * 1000;
let desk: Awaited<ReturnType<typeof openKeepingDesk>>;
beforeEach(async () => {
  desk = await openKeepingDesk(fresh);
});
afterEach(() => desk.close());

async function written(rows: AsyncIterable<ExportRow>, format: ExportFormat): Promise<string> {
  const pieces: Buffer[] = [];
  const to = new Writable({
    write(chunk: Buffer, _encoding, done) {
      pieces.push(Buffer.from(chunk));
      done();
    },
  });
  await writeTable(rows, format, to);
  return Buffer.concat(pieces).toString();
}

const exported = (format: ExportFormat, since = 0) =>
  written(exportThreads({ keeping: fresh.store.keeping, archive: desk.archive })(since), format);

async function rows(since = 0): Promise<ExportRow[]> {
  const lines = (await exported('ndjson', since)).split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as ExportRow);
}

describe('the export', () => {
  it('has a row for each thread and each answer, from Redis and archives, each once', async () => {
    await aLongThread(fresh.store);
    const before = await rows();
    expect(before).toEqual([
      expect.objectContaining({
        kind: 'thread',
        thread: 'x-1001',
        state: 'resolved',
        answers: '1',
        person: 'USAM',
      }),
      expect.objectContaining({ kind: 'reply', reply: 'r-1', state: 'sent', outcome: 'introduce', url: 'u' }),
      expect.objectContaining({ kind: 'reply', reply: 'r-2', state: 'withdrawn' }),
    ]);
    expect(before[0]).toMatchObject({ opened_at: new Date(NOW).toISOString(), reopened: '1' });
    expect(Number(before[0]?.first_answer_seconds)).toBeGreaterThan(0);
    fresh.clock.advance(181 * DAY_MS);
    await desk.retain();
    await claimedThread(fresh.store, 'UADA', aPost({ id: '2002', conversationId: '2002' }));
    const after = await rows();
    expect(after.map(({ thread }) => thread)).toEqual(['x-2002', 'x-1001', 'x-1001', 'x-1001']);
    expect(after.slice(1)).toEqual(before);
  });

  it("holds nobody's words", async () => {
    await aLongThread(fresh.store);
    for (const format of ['csv', 'ndjson'] as const)
      for (const word of [...CUSTOMER_WORDS.filter((one) => one !== 'customer_one'), 'We are on it'])
        expect(await exported(format)).not.toContain(word);
  });

  it('begins where it is told', async () => {
    await aLongThread(fresh.store);
    expect(await rows(NOW)).toHaveLength(3);
    expect(await rows(NOW + 1)).toEqual([]);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])(
    'has no cell that begins a formula: %j',
    async (topic) => {
      await aLongThread(fresh.store);
      await fresh.store.redis.hset('{T0TEST}:thread:x-1001', 'topic', topic);
      const csv = await exported('csv');
      expect(csv).toContain(`'${topic}`);
      expect(csv).not.toContain(`,${topic}`);
      expect(csv.split(/\r?\n/u)[0]).toMatch(/^\ufeffkind,thread,reply,/u);
    },
  );
});

import { Queue } from 'bullmq';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WorkKind } from '../../src/domain/work.ts';
import { AppError } from '../../src/errors.ts';
import type { JobHandler } from '../../src/ports.ts';
import { createJobQueue, type OpenQueue, queuePrefix } from '../../src/queue/job-queue.ts';
import { createWorkers, type Workers } from '../../src/queue/workers.ts';
import { queueConnections } from '../../src/store/redis.ts';
import { freshStore } from '../support/fresh-store.ts';
import { silentLog, WORKSPACE } from '../support/store.ts';
import { until } from '../support/until.ts';

const fresh = freshStore();
let queue: OpenQueue;
let seen: Queue;
let workers: Workers;
let logged: { event: string; fields: Record<string, unknown> | undefined }[];
let thrown: unknown;

beforeEach(async () => {
  logged = [];
  const log = {
    ...silentLog,
    warn: (event: string, fields?: Record<string, unknown>) => void logged.push({ event, fields }),
  };
  const options = { connect: queueConnections(fresh.server.url), workspace: WORKSPACE, log };
  queue = createJobQueue(options);
  seen = new Queue('slack', { connection: { url: fresh.server.url }, prefix: queuePrefix(WORKSPACE) });
  const fail: JobHandler = () => Promise.reject(thrown);
  const handlers = { card: fail, note: fail } as unknown as Record<WorkKind, JobHandler>;
  workers = createWorkers({ ...options, outbox: fresh.store.outbox, clock: fresh.clock, handlers });
  await Promise.all([queue.counts(), workers.ready()]);
});
afterEach(async () => {
  await Promise.all([workers.close(1_000), queue.close(), seen.close()]);
});

describe('a job that fails', () => {
  it.each([
    ['somebody’s words', new Error('they said: my bill is 300 euro xoxb-1-secret'), 'Error'],
    [
      'our own words',
      new AppError({ code: 'slack-refused', sentence: 'my bill is 300 euro' }),
      'slack-refused',
    ],
    ['no error at all', 'my bill is 300 euro', 'string'],
  ])('keeps the kind of its error, with %s in the log alone', async (_, error, kind) => {
    thrown = error;
    await queue.add([{ member: 'card:x-1', receipt: '1' }]);
    const [job] = await until(async () => {
      const failed = await seen.getFailed();
      expect(failed).toHaveLength(1);
      return failed;
    });
    expect(job?.failedReason).toContain(kind);
    expect(JSON.stringify(job)).not.toMatch(/bill|xoxb/u);
    expect(logged).toEqual([
      { event: 'job-failed', fields: { queue: 'slack', job: 'card:x-1', error: thrown } },
    ]);
  });

  it('is said in /readyz only while nobody takes jobs', async () => {
    expect(workers.problem()).toBeNull();
    workers.hold(true);
    await until(() => workers.problem() !== null);
    expect(workers.problem()).toContain('replies, slack');
    workers.hold(false);
    await until(() => workers.problem() === null);
  });
});

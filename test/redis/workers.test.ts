import { Worker } from 'bullmq';
import { expect, it, vi } from 'vitest';
import type { WorkKind } from '../../src/domain/work.ts';
import type { JobHandler } from '../../src/ports.ts';
import { createJobQueue, queuePrefix } from '../../src/queue/job-queue.ts';
import { createWorkers } from '../../src/queue/workers.ts';
import { queueConnections } from '../../src/store/redis.ts';
import { freshStore } from '../support/fresh-store.ts';
import { anIngest, NOW, silentLog, WORKSPACE } from '../support/store.ts';

const fresh = freshStore();
const A_LOCK_MS = 500;

it('what a dead worker had in hand is due again within 15 seconds', { timeout: 30_000 }, async () => {
  const { store, server, clock } = fresh;
  const options = {
    connect: queueConnections(server.url),
    workspace: WORKSPACE,
    log: silentLog,
  };
  await store.mentions.ingest(anIngest());
  const works = (await store.outbox.take(NOW + 60_000, 100, 60_000)).filter(
    ({ member }) => member === 'card:x-1001',
  );
  expect(works).toHaveLength(1);
  const queue = createJobQueue(options);
  await queue.counts();
  await queue.add(works);
  const dead = new Worker('slack', null, {
    connection: { url: server.url, maxRetriesPerRequest: null },
    prefix: queuePrefix(WORKSPACE),
    lockDuration: A_LOCK_MS,
    skipLockRenewal: true,
    skipStalledCheck: true,
  });
  await dead.getNextJob('gone');
  await dead.close(true);
  const done: string[] = [];
  const handle: JobHandler = async ({ member }) => {
    done.push(member);
    return { done: true };
  };
  const handlers = new Proxy({}, { get: () => handle }) as Record<WorkKind, JobHandler>;
  const workers = createWorkers({ ...options, outbox: store.outbox, clock, handlers });
  try {
    const due = await vi.waitFor(
      async () => {
        const again = await store.outbox.take(clock.now(), 100, 60_000);
        const found = again.find(({ member }) => member === 'card:x-1001');
        if (!found) throw new Error('It is not due.');
        return found;
      },
      { timeout: 15_000, interval: 100 },
    );
    expect(due.receipt).not.toBe(works[0]?.receipt);
    expect(done).toEqual([]);
  } finally {
    await workers.close(1_000);
    await queue.close();
  }
});

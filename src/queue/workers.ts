import { type Job, Worker } from 'bullmq';
import { kindOf, type WorkKind } from '../domain/work.ts';
import { AppError } from '../errors.ts';
import type { Outbox, TakenWork } from '../outbox.ts';
import type { Clock, JobHandler } from '../ports.ts';
import { type Around, NOT_AROUND } from '../seeing.ts';
import { endConnection, type QueueOptions, queuePrefix } from './job-queue.ts';
import { QUEUES, type QueueName, queueOf } from './names.ts';
import { telemetryOf } from './telemetry.ts';

export interface WorkerOptions extends QueueOptions {
  handlers: Record<WorkKind, JobHandler>;
  outbox: Outbox;
  clock: Clock;
  /** Around each job. */
  around?: Around;
}

export interface Workers {
  ready(): Promise<void>;
  /** One sentence while jobs are not taken; null: all is well. */
  problem(): string | null;
  /** Takes no more jobs, or takes them again; what runs goes on. */
  hold(held: boolean): void;
  /** Waits for what is running, up to `ms`; the rest comes back by the outbox. */
  close(ms: number): Promise<void>;
}

const CONCURRENCY: Record<QueueName, number> = { replies: 20, slack: 20 };
const AFTER_ERROR_MS = 60_000;
/**
 * What a worker had in hand when it died is done by another one within 15 seconds: its lock runs out, and the next look
 * finds that. Not so with `replies`: a call to the network may still be running, and its outbox entry waits that long.
 */
const DEAD: Record<QueueName, { lockDuration: number; stalledInterval: number }> = {
  replies: { lockDuration: 30_000, stalledInterval: 30_000 },
  slack: { lockDuration: 9_000, stalledInterval: 4_000 },
};

/**
 * Runs the jobs. BullMQ runs a job again after a crash unless `maxStalledCount` is 0 on every worker of the queue; what
 * must be done again comes back by the outbox, which knows whether it was done.
 */
export function createWorkers(options: WorkerOptions): Workers {
  const connection = options.connect({ maxRetriesPerRequest: null });
  const workers = QUEUES.map((name) => createWorker(name, options, connection));
  return {
    async ready() {
      await Promise.all(workers.map((worker) => worker.waitUntilReady()));
    },
    problem() {
      const idle = workers.filter((worker) => worker.isPaused() || !worker.isRunning());
      return idle.length === 0 ? null : `No jobs are taken: ${idle.map(({ name }) => name).join(', ')}.`;
    },
    hold(held) {
      for (const worker of workers) void turn(worker, held, options);
    },
    async close(ms) {
      const closing = Promise.all(workers.map((worker) => worker.close())).then(() =>
        endConnection(connection),
      );
      const late = new AbortController();
      await Promise.race([closing, options.clock.sleep(ms, late.signal)]);
      late.abort();
    },
  };
}

function createWorker(name: QueueName, options: WorkerOptions, connection: object): Worker<TakenWork> {
  const worker = new Worker<TakenWork>(name, (job: Job<TakenWork>) => run(options, job.data), {
    connection,
    prefix: queuePrefix(options.workspace),
    ...telemetryOf(options.telemetry ?? null),
    concurrency: CONCURRENCY[name],
    maxStalledCount: 0,
    ...DEAD[name],
    metrics: { maxDataPoints: 60 },
  });
  worker.on('error', (error) => options.log.warn('worker-error', { queue: name, error }));
  worker.on('failed', (job, error) => {
    if (!(error instanceof JobFailed)) options.log.warn('job-failed', { queue: name, job: job?.id, error });
    if (job && name === 'slack' && STALLED.test(error.message)) void backAtOnce(options, job.data);
  });
  return worker;
}

/** How BullMQ says that whoever had the job is gone. */
const STALLED = /stalled more than allowable/u;

async function backAtOnce({ outbox, clock, log }: WorkerOptions, work: TakenWork): Promise<void> {
  try {
    await outbox.postpone(work, clock.now());
  } catch (error) {
    // It comes back by itself, only later.
    log.warn('work-not-returned', { error });
  }
}

/** With its Redis away a worker takes nothing anyway. */
async function turn(worker: Worker, held: boolean, { log }: WorkerOptions): Promise<void> {
  try {
    await (held ? worker.pause(true) : worker.resume());
  } catch (error) {
    log.warn('worker-not-turned', { queue: worker.name, held, error });
  }
}

/** What stays with the job, for people to look at: an error's words may be a customer's. The log has the rest. */
class JobFailed extends Error {
  constructor(cause: unknown) {
    const kind = cause instanceof AppError ? cause.code : cause instanceof Error ? cause.name : typeof cause;
    super(`${kind}: the log says more, under job-failed.`);
    this.stack = this.message;
  }
}

async function run(options: WorkerOptions, work: TakenWork): Promise<void> {
  const { around = NOT_AROUND } = options;
  await around(work.member, () => runAlone(options, work));
}

async function runAlone({ handlers, outbox, clock, log }: WorkerOptions, work: TakenWork): Promise<void> {
  try {
    const answer = await handlers[kindOf(work.member)](work);
    if ('again' in answer) await outbox.postpone(work, answer.again);
    else if ('card' in answer) await outbox.awaitCard(work, answer.card, clock.now());
    else await outbox.complete(work);
  } catch (error) {
    log.warn('job-failed', { queue: queueOf(work.member), job: work.member, error });
    await outbox.postpone(work, clock.now() + AFTER_ERROR_MS);
    throw new JobFailed(error);
  }
}

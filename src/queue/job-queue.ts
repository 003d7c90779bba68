import { Queue, type Telemetry } from 'bullmq';
import { kindOf } from '../domain/work.ts';
import { UnavailableError } from '../errors.ts';
import type { TakenWork } from '../outbox.ts';
import type { JobQueue, Log } from '../ports.ts';
import type { QueueReader } from '../seeing.ts';
import { type Board, createBoard } from './board.ts';
import { QUEUES, type QueueName, queueOf } from './names.ts';
import { telemetryFrom, telemetryOf } from './telemetry.ts';

export interface QueueOptions {
  /** What a connection is made of: options, or a connection, which is closed by whoever asked for it. */
  connect: Connect;
  /** Slack team id: the hash tag under which all of a workspace's keys stand. */
  workspace: string;
  log: Log;
  /** Jobs are parts of traces; left out: nobody asked for them. */
  telemetry?: Telemetry | null;
}

/** Null retries: for ever, as whoever waits for work must. */
export type Connect = (over: { maxRetriesPerRequest: number | null; enableOfflineQueue?: boolean }) => object;

/** A connection that the queue did not make itself. */
export async function endConnection(connection: object): Promise<void> {
  if ('disconnect' in connection) await (connection as { disconnect(): unknown }).disconnect();
}

/** The prefix of every key that the queues own. */
export function queuePrefix(workspace: string): string {
  return `{${workspace}}:queue`;
}

/** How many ended jobs stay for people to look at. */
const KEPT = { count: 1000, age: 24 * 60 * 60 };

export interface OpenQueue extends JobQueue, QueueReader {
  /** What people look at in a browser, under this path. */
  board(path: string): Promise<Board>;
  close(): Promise<void>;
}

/**
 * Jobs are named by what they are for and carry no text and no token. One connection that gives up quickly: a caller
 * who waits for ever is worse off than one who is told.
 */
export function createJobQueue({ connect, workspace, log, telemetry = null }: QueueOptions): OpenQueue {
  const connection = connect({ maxRetriesPerRequest: 1, enableOfflineQueue: false });
  const queues = new Map<QueueName, Queue>();
  for (const name of QUEUES) {
    const queue = new Queue(name, {
      connection,
      prefix: queuePrefix(workspace),
      ...telemetryOf(telemetry),
      defaultJobOptions: { attempts: 1, removeOnComplete: KEPT, removeOnFail: KEPT },
    });
    queue.on('error', (error) => log.warn('queue-error', { queue: name, error }));
    queues.set(name, queue);
  }
  let board: Promise<Board> | null = null;
  return {
    async add(works) {
      try {
        for (const [name, queue] of queues) {
          const jobs = jobsOf(name, works);
          if (jobs.length > 0) await queue.addBulk(jobs);
        }
      } catch (error) {
        throw new UnavailableError('queue-unavailable', 'Faccia cannot reach its queue right now.', {
          cause: error,
        });
      }
    },
    async counts() {
      const entries = [...queues].map(async ([name, queue]) => [name, await queue.getJobCounts()] as const);
      return Object.fromEntries(await Promise.all(entries));
    },
    async oldest() {
      const entries = [...queues].map(async ([name, queue]) => {
        const [first] = await queue.getJobs(['waiting', 'prioritized'], 0, 0, true);
        return [name, first?.timestamp ?? null] as const;
      });
      return Object.fromEntries(await Promise.all(entries));
    },
    board(path) {
      board ??= createBoard([...queues.values()], path).catch((error) => {
        board = null;
        throw error;
      });
      return board;
    },
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await endConnection(connection);
    },
  };
}

function jobsOf(queue: QueueName, works: readonly TakenWork[]) {
  return works
    .filter(({ member }) => queueOf(member) === queue)
    .map(({ trace, ...work }) => ({
      name: kindOf(work.member),
      data: work,
      opts: { jobId: `${work.member}-${work.receipt}`.replaceAll(':', '-'), ...telemetryFrom(trace) },
    }));
}

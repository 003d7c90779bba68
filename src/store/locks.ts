import { randomUUID } from 'node:crypto';
import { UnavailableError } from '../errors.ts';
import type { Clock } from '../ports.ts';
import { LOCK_MS } from './keys.ts';
import type { Database } from './scripts.ts';

const LOCK_POLL_MS = 50;

/** Waits for the lock. Throws UnavailableError `account-busy` after `waitMs`. */
export async function locked<T>(
  db: Database,
  clock: Clock,
  name: string,
  waitMs: number,
  work: (holds: () => Promise<boolean>) => Promise<T>,
): Promise<T> {
  const mine = randomUUID();
  const end = clock.now() + waitMs;
  while (!(await takeLock(db, name, mine))) {
    if (clock.now() >= end) {
      throw new UnavailableError(
        'account-busy',
        'This account is being renewed at this moment. Try again in a minute.',
      );
    }
    await clock.sleep(LOCK_POLL_MS);
  }
  return holding(db, clock, name, mine, work);
}

/** Null: somebody else has it. */
export async function tryLocked<T>(
  db: Database,
  clock: Clock,
  name: string,
  work: (holds: () => Promise<boolean>) => Promise<T>,
): Promise<T | null> {
  const mine = randomUUID();
  return (await takeLock(db, name, mine)) ? holding(db, clock, name, mine, work) : null;
}

async function holding<T>(
  db: Database,
  clock: Clock,
  name: string,
  mine: string,
  work: (holds: () => Promise<boolean>) => Promise<T>,
): Promise<T> {
  const done = new AbortController();
  const keeping = keepLock(db, clock, name, mine, done.signal);
  try {
    return await work(async () => (await db.run('extend-lock', name, mine, LOCK_MS)) === 1);
  } finally {
    done.abort();
    await keeping;
    await db.run('unlock', name, mine);
  }
}

async function takeLock(db: Database, name: string, mine: string): Promise<boolean> {
  return (await db.run('lock', name, mine, LOCK_MS)) === 1;
}

async function keepLock(
  db: Database,
  clock: Clock,
  name: string,
  mine: string,
  done: AbortSignal,
): Promise<void> {
  for (;;) {
    await clock.sleep(LOCK_MS / 3, done);
    if (done.aborted) return;
    try {
      await db.run('extend-lock', name, mine, LOCK_MS);
    } catch (error) {
      // With the store away for a moment the lock still has two thirds of its time: the next round tries again.
      if (!(error instanceof UnavailableError)) throw error;
    }
  }
}

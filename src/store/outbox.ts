import { randomUUID } from 'node:crypto';
import type { OutboxMember } from '../domain/work.ts';
import type { Outbox, TakenWork } from '../outbox.ts';
import type { Counters } from '../stores.ts';
import { COUNTED_MS } from './keys.ts';
import type { Database } from './scripts.ts';

/** Tells whoever looks after the outbox in this process that there is something new in it. */
export interface Bell {
  ring(): void;
  rung(): AbortSignal;
}

export function createBell(): Bell {
  let next = new AbortController();
  return {
    ring: () => next.abort(),
    rung() {
      if (next.signal.aborted) next = new AbortController();
      return next.signal;
    },
  };
}

/** A reply under way must not be handed out again while its one call to the network can still be running. */
const HIDDEN_SEND_MS = 90_000;

export function createOutbox(db: Database, bell: Bell): Outbox {
  const settle = async (work: TakenWork, at: number | ''): Promise<void> => {
    await db.run('settle-outbox', work.member, work.receipt, at);
  };
  return {
    async take(now, limit, hiddenMs) {
      const flat = (await db.run('take-outbox', now, limit, hiddenMs, HIDDEN_SEND_MS)) as string[];
      const taken: TakenWork[] = [];
      for (let index = 0; index + 2 < flat.length; index += 3) {
        const trace = flat[index + 2] ? { trace: String(flat[index + 2]) } : {};
        taken.push({ member: flat[index] as OutboxMember, receipt: String(flat[index + 1]), ...trace });
      }
      return taken;
    },
    complete: (work) => settle(work, ''),
    postpone: (work, until) => settle(work, until),
    async awaitCard({ member, receipt }, threadId, soon) {
      await db.run('await-card', member, receipt, threadId, soon);
    },
    filled: bell.rung,
    size: () => db.call((redis, prefix) => redis.zcard(`${prefix}outbox`)),
  };
}

export function createCounters(db: Database): Counters {
  return {
    async add(name, by = 1) {
      await db.run('count', name, by, randomUUID(), COUNTED_MS);
    },
    async all() {
      const counters = await db.call((redis, prefix) => redis.hgetall(`${prefix}counters`));
      return Object.fromEntries(Object.entries(counters).map(([name, value]) => [name, Number(value)]));
    },
  };
}

import { randomUUID } from 'node:crypto';
import { type AccountOwner, type LinkedAccount, ownerKey } from '../domain/glossary.ts';
import { UnavailableError } from '../errors.ts';
import type { Clock } from '../ports.ts';
import type { AccountStore, Tokens } from '../stores.ts';
import { LOCK_MS } from './keys.ts';
import type { Database } from './scripts.ts';
import type { TokenCipher } from './token-cipher.ts';

const LOCK_POLL_MS = 50;

export function createAccountStore(db: Database, cipher: TokenCipher, clock: Clock): AccountStore {
  const byId = async (accountId: string): Promise<LinkedAccount | null> => {
    const [json, state] = await db.call((redis, prefix) =>
      redis.hmget(`${prefix}account:${accountId}`, 'json', 'state'),
    );
    return json
      ? { ...(JSON.parse(json) as LinkedAccount), state: state === 'dead' ? 'dead' : 'linked' }
      : null;
  };
  return {
    byId,
    async byOwner(owner) {
      const id = await db.call((redis, prefix) => redis.get(`${prefix}owner:${ownerKey(owner)}`));
      return id === null ? null : byId(id);
    },
    async tokens(accountId) {
      const sealed = await db.call((redis, prefix) => redis.hget(`${prefix}account:${accountId}`, 'cipher'));
      return sealed ? (JSON.parse(cipher.open(sealed, accountId)) as Tokens) : null;
    },
    async link(account, tokens, now) {
      const sealed = cipher.seal(JSON.stringify(tokens), account.id);
      const args = [ownerKey(account.owner), account.id, JSON.stringify(account), sealed, now] as const;
      const [kind, detail = ''] = (await db.run('link-account', ...args)) as string[];
      if (kind === 'taken') return { kind, by: ownerFrom(detail) };
      return { kind: 'linked', replaced: detail === '' ? null : (JSON.parse(detail) as LinkedAccount) };
    },
    async saveTokens(accountId, tokens, now) {
      await db.run('save-tokens', accountId, cipher.seal(JSON.stringify(tokens), accountId), now);
    },
    async markDead(accountId, reason, now) {
      await db.run('mark-dead', accountId, reason, now);
    },
    async unlink(owner, now) {
      const json = (await db.run('unlink-account', ownerKey(owner), now)) as string;
      return json === '' ? null : (JSON.parse(json) as LinkedAccount);
    },
    locked: (accountId, waitMs, work) => locked(db, clock, `account:${accountId}`, waitMs, work),
  };
}

function ownerFrom(key: string): AccountOwner {
  const [kind, name = ''] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)];
  return kind === 'brand' ? { kind, brand: name } : { kind: 'responder', slackUser: name };
}

async function locked<T>(
  db: Database,
  clock: Clock,
  name: string,
  waitMs: number,
  work: () => Promise<T>,
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
  const done = new AbortController();
  const keeping = keepLock(db, clock, name, mine, done.signal);
  try {
    return await work();
  } finally {
    done.abort();
    await keeping;
    await db.run('unlock', name, mine);
  }
}

/** A `SET` that ioredis sent twice finds our own value: that is our lock. */
async function takeLock(db: Database, name: string, mine: string): Promise<boolean> {
  return db.call(async (redis, prefix) => {
    const key = `${prefix}lock:${name}`;
    return (await redis.set(key, mine, 'PX', LOCK_MS, 'NX')) === 'OK' || (await redis.get(key)) === mine;
  });
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

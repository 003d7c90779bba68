import { AppError } from '../errors.ts';
import { translated } from './errors.ts';
import { mastersOf, type Redis } from './redis.ts';
import { createDatabase, type Database } from './scripts.ts';
import { createTokenCipher, type TokenCipher, type TokenKey } from './token-cipher.ts';

export interface Rotation {
  rotated: number;
  already: number;
  /** The key is missing, or the seal was damaged: left as it was. */
  unreadable: number;
}

export interface KeyUse {
  id: string;
  accounts: number;
}

const PAGE = 200;
/** A refresh may come in between, again and again: then it is busy, and not worth waiting for. */
const TRIES = 20;

/**
 * Seals every stored pair of tokens with the first key. Changes only a seal that still is the one it opened, so that a refresh
 * at the same moment is never undone. May be stopped half-way and run again.
 */
export async function rotateKeys(redis: Redis, keys: readonly TokenKey[], now: number): Promise<Rotation> {
  const cipher = createTokenCipher(keys);
  const done: Rotation = { rotated: 0, already: 0, unreadable: 0 };
  for (const prefix of await workspaces(redis)) {
    const db = createDatabase(redis, prefix);
    for (const accountId of await accountIds(db)) {
      const result = await reseal(db, cipher, keys[0]?.id ?? '', accountId, now);
      if (result !== 'gone') done[result] += 1;
    }
  }
  return done;
}

/** How many accounts need which key, by id; keys that are not in FACCIA_KEYS too. */
export async function countKeys(redis: Redis): Promise<KeyUse[]> {
  const uses = new Map<string, number>();
  for (const prefix of await workspaces(redis)) {
    const db = createDatabase(redis, prefix);
    for (const accountId of await accountIds(db)) {
      const sealed = await sealOf(db, accountId);
      if (sealed !== null) uses.set(keyIdOf(sealed), (uses.get(keyIdOf(sealed)) ?? 0) + 1);
    }
  }
  return [...uses].map(([id, accounts]) => ({ id, accounts })).sort((a, b) => a.id.localeCompare(b.id));
}

async function reseal(
  db: Database,
  cipher: TokenCipher,
  first: string,
  accountId: string,
  now: number,
): Promise<keyof Rotation | 'gone'> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const sealed = await sealOf(db, accountId);
    if (sealed === null) return 'gone';
    const plain = opened(cipher, sealed, accountId);
    if (plain === null) return 'unreadable';
    if (keyIdOf(sealed) === first) return 'already';
    if ((await db.run('reseal-tokens', accountId, sealed, cipher.seal(plain, accountId), now)) === 1)
      return 'rotated';
  }
  throw new AppError({
    code: 'rotation-disturbed',
    sentence: 'The tokens of an account changed again and again. Run it once more: what is done stays done.',
  });
}

function opened(cipher: TokenCipher, sealed: string, accountId: string): string | null {
  try {
    return cipher.open(sealed, accountId);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

function sealOf(db: Database, accountId: string): Promise<string | null> {
  return db.call((redis, prefix) => redis.hget(`${prefix}account:${accountId}`, 'cipher'));
}

function accountIds(db: Database): Promise<string[]> {
  return db.call((redis, prefix) => redis.smembers(`${prefix}accounts`));
}

/** The second part of a seal. What has none was never one of ours. */
function keyIdOf(sealed: string): string {
  const id = sealed.split('.')[1] ?? '';
  return /^[A-Za-z0-9_-]{1,32}$/u.test(id) ? id : 'damaged';
}

/** Every workspace with linked accounts: `{T123}:`. */
async function workspaces(redis: Redis): Promise<string[]> {
  const found = new Set<string>();
  for (const server of await translated(() => mastersOf(redis))) {
    let cursor = '0';
    do {
      const [next, keys] = await translated(() =>
        server.scan(cursor, 'MATCH', '{*}:accounts', 'COUNT', PAGE),
      );
      for (const key of keys) found.add(key.slice(0, -'accounts'.length));
      cursor = next;
    } while (cursor !== '0');
  }
  return [...found].sort();
}

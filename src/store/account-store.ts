import { randomUUID } from 'node:crypto';
import {
  type AccountDeath,
  type DeathKind,
  type LinkedAccount,
  ownerFrom,
  ownerKey,
} from '../domain/glossary.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../ports.ts';
import type { AccountStore, Tokens } from '../stores.ts';
import { locked } from './locks.ts';
import type { Database } from './scripts.ts';
import type { TokenCipher } from './token-cipher.ts';

export function createAccountStore(db: Database, cipher: TokenCipher, clock: Clock): AccountStore {
  const byId = async (accountId: string): Promise<LinkedAccount | null> => {
    const [json, state, ...death] = await db.call((redis, prefix) =>
      redis.hmget(`${prefix}account:${accountId}`, 'json', 'state', ...DEATH),
    );
    if (!json) return null;
    const account = JSON.parse(json) as LinkedAccount;
    return state === 'dead'
      ? { ...account, state, death: deathFrom(death) }
      : { ...account, state: 'linked' };
  };
  return {
    byId,
    async byOwner(owner) {
      const id = await db.call((redis, prefix) => redis.get(`${prefix}owner:${ownerKey(owner)}`));
      return id === null ? null : byId(id);
    },
    async ofPeople() {
      const ids = await db.call((redis, prefix) => redis.smembers(`${prefix}accounts`));
      const found = await Promise.all(ids.map(byId));
      return found.filter((account): account is LinkedAccount => account?.owner.kind === 'responder');
    },
    async states() {
      const ids = await db.call((redis, prefix) => redis.smembers(`${prefix}accounts`));
      const states = await db.call((redis, prefix) =>
        Promise.all(ids.map((id) => redis.hget(`${prefix}account:${id}`, 'state'))),
      );
      const dead = states.filter((state) => state === 'dead').length;
      return { linked: states.length - dead, dead };
    },
    async stored(accountId) {
      const [sealed, pair] = await db.call((redis, prefix) =>
        redis.hmget(`${prefix}account:${accountId}`, 'cipher', 'pair'),
      );
      return sealed ? { tokens: opened(cipher, sealed, accountId), pair: pair ?? '' } : null;
    },
    async tokens(accountId) {
      const sealed = await db.call((redis, prefix) => redis.hget(`${prefix}account:${accountId}`, 'cipher'));
      return sealed ? (JSON.parse(cipher.open(sealed, accountId)) as Tokens) : null;
    },
    async link(account, tokens, now) {
      const sealed = cipher.seal(JSON.stringify(tokens), account.id);
      const args = [ownerKey(account.owner), account.id, JSON.stringify(account), sealed, randomUUID(), now];
      const [kind, detail = ''] = (await db.run('link-account', ...args)) as string[];
      if (kind === 'taken') return { kind, by: ownerFrom(detail) };
      return { kind: 'linked', replaced: detail === '' ? null : (JSON.parse(detail) as LinkedAccount) };
    },
    async saveTokens(accountId, tokens, replaces, now) {
      const sealed = cipher.seal(JSON.stringify(tokens), accountId);
      const args = [accountId, replaces, randomUUID(), sealed, now];
      return (await db.run('save-tokens', ...args)) as 'saved' | 'stale' | 'gone';
    },
    async markDead(accountId, pair, { kind, words }, now) {
      const args = [accountId, pair, randomUUID(), kind, words, now];
      return (await db.run('mark-dead', ...args)) as 'dead' | 'renewed' | 'gone';
    },
    async revive(accountId, deathId, slackUser, now) {
      return (await db.run('revive-account', accountId, deathId, slackUser, now)) === 1;
    },
    async unlink(owner, now) {
      const json = (await db.run('unlink-account', ownerKey(owner), now)) as string;
      return json === '' ? null : (JSON.parse(json) as LinkedAccount);
    },
    locked: (accountId, waitMs, work) => locked(db, clock, `account:${accountId}`, waitMs, work),
  };
}

/** In this order, in the account's hash. */
const DEATH = ['deathId', 'deathKind', 'deathWords', 'deathAt'];

function deathFrom([id, kind, words, at]: (string | null)[]): AccountDeath {
  return { id: id ?? '', kind: (kind ?? 'revoked') as DeathKind, words: words ?? '', at: Number(at ?? 0) };
}

/** Null for a seal that no key opens; a key that is missing may come back. */
function opened(cipher: TokenCipher, sealed: string, accountId: string): Tokens | null {
  try {
    return JSON.parse(cipher.open(sealed, accountId)) as Tokens;
  } catch (error) {
    if (error instanceof AppError && error.code === 'token-damaged') return null;
    throw error;
  }
}

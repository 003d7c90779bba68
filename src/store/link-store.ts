import { randomBytes } from 'node:crypto';
import type { LinkAttempt, LinkRequest, LinkStore } from '../stores.ts';
import { LINK_MS } from './keys.ts';
import type { Database } from './scripts.ts';

/** Tickets and states are 256 random bits: who has one was given it. */
export function createLinkStore(db: Database): LinkStore {
  const take = async <T>(key: string): Promise<T | null> => {
    const json = await db.call((redis, prefix) => redis.getdel(`${prefix}${key}`));
    return json === null ? null : (JSON.parse(json) as T);
  };
  const save = (key: string, value: object) => db.run('keep-link', key, JSON.stringify(value), LINK_MS);
  return {
    async saveTicket(request) {
      const ticket = randomBytes(32).toString('base64url');
      await save(`ticket:${ticket}`, request);
      return ticket;
    },
    async peekTicket(ticket) {
      const json = await db.call((redis, prefix) => redis.get(`${prefix}ticket:${ticket}`));
      return json === null ? null : (JSON.parse(json) as LinkRequest);
    },
    takeTicket: (ticket) => take<LinkRequest>(`ticket:${ticket}`),
    async saveAttempt(state, attempt) {
      await save(`attempt:${state}`, attempt);
    },
    takeAttempt: (state) => take<LinkAttempt>(`attempt:${state}`),
  };
}

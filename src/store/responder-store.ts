import { randomUUID } from 'node:crypto';
import type { EnrolmentState, ProfileLook, Responder } from '../domain/responder.ts';
import type {
  DecideResult,
  GroupChanges,
  JoinInput,
  JoinRequest,
  PauseResult,
  ResponderStore,
  ResponderWishes,
} from '../responders.ts';
import type { Database } from './scripts.ts';

type Fields = Record<string, string>;

export function createResponderStore(db: Database): ResponderStore {
  const fieldsOf = (slackUser: string): Promise<Fields> =>
    db.call((redis, prefix) => redis.hgetall(`${prefix}responder:${slackUser}`));
  const get = async (slackUser: string) => responderFrom(slackUser, await fieldsOf(slackUser));
  const paused = async (slackUser: string, kind: unknown): Promise<PauseResult> => ({
    kind: kind as PauseResult['kind'],
    responder: await get(slackUser),
  });
  return {
    get,
    async all() {
      const users = await db.call((redis, prefix) => redis.smembers(`${prefix}responders`));
      const found = await Promise.all(users.map(get));
      return found.filter((responder): responder is Responder => responder !== null);
    },
    async loads(whose) {
      if (whose.length === 0) return [];
      const flat = (await db.run(
        'load-of',
        ...whose.flatMap(({ slackUser, since }) => [slackUser, since]),
      )) as number[];
      return whose.map((_, index) => ({
        open: flat[2 * index] ?? 0,
        answeredToday: flat[2 * index + 1] ?? 0,
      }));
    },
    async join(input, now) {
      const args = [
        input.slackUser,
        input.windowId,
        input.asks ? 1 : 0,
        input.rulesVersion ?? '',
        wishes(input),
      ];
      const kind = (await db.run('join', ...args, now)) as 'joined' | 'asked' | 'changed';
      const responder = await get(input.slackUser);
      if (!responder) throw new Error(`${input.slackUser} joined and is not there`);
      return { kind, responder };
    },
    async accept(slackUser, rulesVersion, now) {
      return (await db.run('accept-rules', slackUser, rulesVersion, now)) === 1;
    },
    async request(slackUser) {
      return requestFrom(slackUser, await fieldsOf(slackUser));
    },
    async decide(slackUser, requestId, lead, what, now): Promise<DecideResult> {
      const reason = what.kind === 'decline' ? what.reason : '';
      const kind = await db.run('decide-join', slackUser, requestId, lead, what.kind, reason, now);
      const request = requestFrom(slackUser, await fieldsOf(slackUser));
      if (kind === 'gone' || !request) return { kind: 'gone' };
      return { kind: kind as 'done' | 'already', request };
    },
    pause: async (slackUser, until, now) =>
      paused(slackUser, await db.run('pause', slackUser, until ?? '', now)),
    back: async (slackUser, onlyDue, now) =>
      paused(slackUser, await db.run('come-back', slackUser, onlyDue ? 1 : 0, now)),
    async seen(slackUser, look) {
      await db.run('seen-profile', slackUser, JSON.stringify(look));
    },
    async handedBack(slackUser) {
      return db.call((redis, prefix) => redis.zrange(`${prefix}left:${slackUser}`, '0', '-1'));
    },
    async toldOf(slackUser, threadId) {
      await db.call((redis, prefix) => redis.zrem(`${prefix}left:${slackUser}`, threadId));
    },
    async leave(slackUser, windowId, now) {
      await db.run('leave', slackUser, windowId, now);
    },
  };
}

export function createGroupChanges(db: Database): GroupChanges {
  return {
    async changed(group) {
      await db.run('group-changed', group, randomUUID());
    },
    stamp: async (group) => (await db.call((redis, prefix) => redis.hget(`${prefix}groups`, group))) ?? '',
  };
}

const NO_WISHES: ResponderWishes = {
  topics: [],
  languages: [],
  quiet: null,
  maxOpen: null,
  maxPerDay: null,
};

function wishes({ topics, languages, quiet, maxOpen, maxPerDay }: JoinInput): string {
  return JSON.stringify({ topics, languages, quiet, maxOpen, maxPerDay } satisfies ResponderWishes);
}

function responderFrom(slackUser: string, fields: Fields): Responder | null {
  if (fields.state === undefined) return null;
  return {
    slackUser,
    state: fields.state as EnrolmentState,
    rulesVersion: fields.rulesVersion || null,
    acceptedAt: numberOrNull(fields.acceptedAt),
    ...NO_WISHES,
    ...(JSON.parse(fields.wishes ?? '{}') as Partial<ResponderWishes>),
    pausedUntil: numberOrNull(fields.pausedUntil),
    approvedBy: fields.decision === 'approved' ? (fields.decidedBy ?? null) : null,
    joinedAt: Number(fields.joinedAt ?? 0),
    leftAt: fields.state === 'left' ? numberOrNull(fields.leftAt) : null,
    profile: fields.profile ? (JSON.parse(fields.profile) as ProfileLook) : null,
  };
}

function requestFrom(slackUser: string, fields: Fields): JoinRequest | null {
  if (!fields.request) return null;
  return {
    id: fields.request,
    slackUser,
    decision: (fields.decision || null) as JoinRequest['decision'],
    by: fields.decidedBy || null,
    reason: fields.reason || null,
    at: Number(fields.decidedAt || fields.joinedAt || 0),
  };
}

function numberOrNull(text: string | undefined): number | null {
  return text === undefined || text === '' ? null : Number(text);
}

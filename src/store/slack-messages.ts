import { type MessagePlace, POSTING_GRACE_MS, type PostingState, type SlackMessages } from '../outbox.ts';
import { MESSAGE_MS, TURN_MS } from './keys.ts';
import { readOwned } from './owned.ts';
import type { Database } from './scripts.ts';

/** Slack takes about one message a second and channel. */
export const SPACING_MS = 1_000;

export function createSlackMessages(db: Database): SlackMessages {
  return {
    async begin(key, now, place) {
      const [kind, a, b, places] = (await db.run(
        'begin-message',
        key,
        now,
        POSTING_GRACE_MS,
        MESSAGE_MS,
        placeText(place),
      )) as string[];
      if (kind === 'posted') return { kind, ts: a ?? '', place: placesFrom(b)[0] ?? null };
      if (kind === 'begun') return { kind, since: Number(a), first: Number(b), places: placesFrom(places) };
      return { kind: kind === 'stale' ? kind : 'new' };
    },
    async known(key) {
      const fields = await readOwned(db, `message:${key}`, (redis, name) => redis.hgetall(name));
      return stateOf(fields);
    },
    async posted(key, ts, place) {
      await db.run('posted-message', key, ts, MESSAGE_MS, placeText(place));
    },
    async failed(key) {
      await db.call((redis, prefix) => redis.del(`${prefix}message:${key}`));
    },
    turn: async (channel, key, now) => Number(await db.run('turn', channel, key, now, SPACING_MS, TURN_MS)),
  };
}

function stateOf({ since, first, ts, place, places }: Record<string, string>): PostingState {
  if (ts !== undefined) return { kind: 'posted', ts, place: placesFrom(place)[0] ?? null };
  if (since === undefined) return { kind: 'new' };
  return { kind: 'begun', since: Number(since), first: Number(first), places: placesFrom(places) };
}

/** `C1` or `C1/17.1`; several with spaces between them. Neither sign stands in an id of Slack. */
function placeText(place: MessagePlace | undefined): string {
  if (place === undefined) return '';
  const { channel, threadTs } = place;
  return threadTs === null ? channel : `${channel}/${threadTs}`;
}

function placesFrom(text: string | undefined): MessagePlace[] {
  const places = (text ?? '').split(' ').filter(Boolean);
  return places.map((place) => {
    const [channel = '', threadTs = null] = place.split('/');
    return { channel, threadTs };
  });
}

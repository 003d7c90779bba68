import type { Incident, Surge, SurgeGroup, SurgeSettings, SurgeState } from '../domain/surge.ts';
import type { IncidentStore, Opened, SurgeStore, Taken } from '../surges.ts';
import { INCIDENT_KEPT_MS, TAKEN_KEPT_MS, TURN_MS } from './keys.ts';
import type { Database } from './scripts.ts';
import { SPACING_MS } from './slack-messages.ts';

const MOST_INCIDENTS = 20;
const TAGGED_AT_ONCE = 200;

type Fields = Record<string, string>;

export function createSurgeStore(db: Database): SurgeStore {
  return {
    async place(key, threadId, { sign, bands, words }, { foldAbove, alike }, now) {
      const pace = [now, SPACING_MS, TURN_MS] as const;
      const text = [sign, bands.join(' '), words.join(' ')] as const;
      return (await db.run('place-card', threadId, key, ...pace, foldAbove, alike, ...text)) as
        | 'card'
        | 'folded';
    },
    look: (channel, settings, now, tend = false) => look(db, channel, settings, now, tend),
    async groups(channel, offset, limit) {
      const ids = await db.call((redis, prefix) =>
        redis.zrevrange(`${prefix}surge-groups:${channel}`, offset, offset + limit - 1),
      );
      return Promise.all(ids.map((id) => readGroup(db, channel, id)));
    },
    async oldest(channel) {
      const key = `folded:${channel}`;
      const [, since] = await db.call((redis, prefix) =>
        redis.zrange(`${prefix}${key}`, '0', '0', 'WITHSCORES'),
      );
      return since === undefined ? null : Number(since);
    },
    async open({ channel, number }, slackUser, most, now) {
      const [kind, count] = (await db.run(
        'open-folded',
        channel,
        number,
        slackUser,
        now,
        most,
        SPACING_MS,
      )) as [Opened['kind'], number];
      return kind === 'coming' ? { kind, count: Number(count) } : { kind };
    },
    async take({ channel, number, group, slackUser, lead, most, maxOpen, now }) {
      const who = [channel, number, group, slackUser, lead ? 1 : 0] as const;
      const answer = await db.run('take-group', ...who, now, most, maxOpen ?? '', TAKEN_KEPT_MS);
      const [kind, ...threadIds] = answer as [Taken['kind'], ...string[]];
      return kind === 'over' ? { kind } : { kind, threadIds };
    },
  };
}

async function look(
  db: Database,
  channel: string,
  { foldAbove, calmBelow, calmForMs }: SurgeSettings,
  now: number,
  tend: boolean,
): Promise<Surge | null> {
  const rules = [SPACING_MS, foldAbove, calmBelow, calmForMs] as const;
  const flat = (await db.run('look-surge', channel, now, ...rules, tend ? 1 : 0)) as string[];
  if (flat.length === 0) return null;
  const fields = pairs(flat);
  return {
    channel,
    number: number(fields.number),
    state: fields.state as SurgeState,
    since: number(fields.since),
    at: number(fields.at),
    endedAt: fields.endedAt ? Number(fields.endedAt) : null,
    total: number(fields.total),
    opened: number(fields.opened),
    left: number(fields.left),
    followups: number(fields.followups),
    perMinute: number(fields.rate),
    groups: number(fields.groupsLeft),
  };
}

async function readGroup(db: Database, channel: string, id: string): Promise<SurgeGroup> {
  const [fields, left] = await db.call((redis, prefix) =>
    Promise.all([
      redis.hgetall(`${prefix}surge-group:${channel}:${id}`),
      redis.zcard(`${prefix}surge-left:${channel}:${id}`),
    ]),
  );
  const named = (start: string) => Object.entries(fields).filter(([name]) => name.startsWith(start));
  const words = named('word:').map(([name, texts]) => ({ word: name.slice(5), texts: Number(texts) }));
  return {
    id,
    total: number(fields.total),
    left,
    examples: named('example:')
      .sort()
      .map(([, thread]) => thread),
    words: words.sort(
      (a, b) => b.texts - a.texts || b.word.length - a.word.length || (a.word < b.word ? -1 : 1),
    ),
  };
}

export function createIncidentStore(db: Database): IncidentStore {
  const get = async (id: string): Promise<Incident | null> => {
    const fields = await db.call((redis, prefix) => redis.hgetall(`${prefix}incident:${id}`));
    return fields.tag === undefined ? null : readIncident(id, fields);
  };
  return {
    async going(now) {
      const ids = await db.call((redis, prefix) => redis.smembers(`${prefix}incidents`));
      const all = await Promise.all(ids.map(get));
      return all
        .filter((incident): incident is Incident => incident !== null && incident.until > now)
        .sort((a, b) => b.at - a.at);
    },
    get,
    async declare({ id, tag, saved, like, channel, slackUser, now, until }) {
      const [sign, group] = 'sign' in like ? [like.sign, ''] : ['', like.group];
      const what = [id, tag, saved ?? '', sign, group, channel, slackUser] as const;
      return (await db.run('declare-incident', ...what, now, until, MOST_INCIDENTS)) as
        | 'declared'
        | 'gone'
        | 'full';
    },
    async end(id, by, now) {
      return (await db.run('end-incident', id, by, now, INCIDENT_KEPT_MS)) === 1;
    },
    async tagAlike(id, alike, now) {
      return (await db.run('tag-alike', id, now, alike, TAGGED_AT_ONCE)) === 1;
    },
  };
}

function readIncident(id: string, fields: Fields): Incident {
  return {
    id,
    tag: fields.tag ?? '',
    saved: fields.saved || null,
    channel: fields.channel ?? '',
    by: fields.by ?? '',
    at: number(fields.at),
    until: number(fields.until),
    mentions: number(fields.mentions),
    endedAt: fields.endedAt ? Number(fields.endedAt) : null,
  };
}

function pairs(flat: readonly string[]): Fields {
  const fields: Fields = {};
  for (let at = 0; at + 1 < flat.length; at += 2) fields[flat[at] ?? ''] = flat[at + 1] ?? '';
  return fields;
}

function number(text: string | undefined): number {
  return Number(text ?? 0);
}

import { type Heard, HOUR_MS, type Silence, WEEKS } from '../domain/silence.ts';
import type { SilenceStore } from '../seeing.ts';
import type { Database } from './scripts.ts';

/** One hour more than anybody looks at, to both sides. */
const KEPT_HOURS = (WEEKS + 2) * 7 * 24;

export function createSilenceStore(db: Database): SilenceStore {
  return {
    async heard(source, now) {
      const oldest = Math.floor(now / HOUR_MS) - KEPT_HOURS;
      const flat = (await db.run('look-heard', source, oldest)) as string[];
      return flat.length === 0 ? null : readHeard(flat);
    },
    async begin({ source, since, expected, noticedAt }) {
      return (await db.run('begin-silence', source, since, expected.toFixed(2), noticedAt)) === 1;
    },
    async newest(source) {
      const found = await db.call((redis, prefix) => redis.hgetall(`${prefix}silence:${source}`));
      return found.since === undefined ? null : readSilence(source, found);
    },
  };
}

function readHeard(flat: readonly string[]): Heard {
  const hours = new Map<number, number>();
  let [since, at] = [0, 0];
  for (let index = 0; index + 1 < flat.length; index += 2) {
    const [name, value] = [flat[index], Number(flat[index + 1])];
    if (name === 'since') since = value;
    else if (name === 'at') at = value;
    else hours.set(Number(name), value);
  }
  return { since, at, hours };
}

function readSilence(source: string, found: Record<string, string>): Silence {
  return {
    source,
    since: Number(found.since),
    expected: Number(found.expected),
    noticedAt: Number(found.noticedAt),
    endedAt: found.endedAt ? Number(found.endedAt) : null,
  };
}

import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../src/domain/silence.ts';
import { UnavailableError } from '../../src/errors.ts';
import { tellSilence } from '../../src/usecases/tell-silence.ts';
import { lookForSilence } from '../../src/usecases/watch-silence.ts';
import { freshStore, twice } from '../support/fresh-store.ts';
import { aDesk, aPost } from '../support/samples.ts';
import { anIngest, NOW, silentLog } from '../support/store.ts';

const fresh = freshStore();
const SOURCE = 'x:mentions:acme';
const DAY_MS = 24 * HOUR_MS;
let said: { key: string; channel: string; text: string }[];
let changed: { ts: string; ended: boolean }[];
let down: boolean;

beforeEach(() => {
  said = [];
  changed = [];
  down = false;
});

let id = 10_000;
async function hear(at: number): Promise<void> {
  id += 1;
  const post = aPost({ id: String(id), conversationId: String(id), createdAt: at });
  await fresh.store.mentions.ingest(anIngest({ post, now: at }));
}

/** Three weeks with two posts an hour, of which the store only knows the counts. */
async function history(): Promise<void> {
  const hours: Record<string, number> = { since: NOW - 21 * DAY_MS, at: NOW };
  for (let hour = 1; hour < 21 * 24; hour += 1) hours[Math.floor(NOW / HOUR_MS) - hour] = 12;
  await fresh.store.redis.hset(`{T0TEST}:heard:${SOURCE}`, hours);
}

const look = () =>
  lookForSilence({ ...fresh.store, desk: aDesk(), clock: fresh.clock, log: silentLog })([SOURCE]);

const works = async () =>
  (await fresh.store.outbox.take(fresh.clock.now(), 100, 1)).map(({ member }) => member);

function tell(channel: string | null = null) {
  return tellSilence({
    ...fresh.store,
    desk: { silence: { ...aDesk().silence, channel } },
    clock: fresh.clock,
    log: silentLog,
    people: { operations: async () => new Set(['UOPS']) } as never,
    notifier: { openDirect: async (user: string) => `D-${user}`, find: async () => null } as never,
    alarms: {
      postAlarm: async (key, place, silence) => {
        if (down) throw new UnavailableError('slack-unavailable', 'away');
        said.push({ key, channel: place, text: silence.source });
        return '1.1';
      },
      updateAlarm: async (_channel, ts, { endedAt }) => void changed.push({ ts, ended: endedAt !== null }),
    },
  })(SOURCE);
}

describe('a silence', () => {
  it('is noticed once, told once, and ends when the source speaks again', async () => {
    await history();
    fresh.clock.advance(20 * 60_000);
    await look();
    expect(await works()).toEqual([]);
    fresh.clock.advance(60 * 60_000);
    await Promise.all([look(), look()]);
    await look();
    expect(await works()).toEqual([`silence:${SOURCE}`]);
    await tell();
    await tell();
    expect(said).toEqual([{ key: `silence:${SOURCE}:${NOW}:UOPS`, channel: 'D-UOPS', text: SOURCE }]);
    expect(changed).toEqual([]);
    await hear(fresh.clock.now());
    expect(await works()).toContain(`silence:${SOURCE}`);
    await tell();
    expect(said).toHaveLength(1);
    expect(changed).toEqual([{ ts: '1.1', ended: true }]);
    expect(await fresh.store.counters.all()).toMatchObject({ 'sources.silent': 1 });
  });

  it('is told in the channel of the configuration', async () => {
    await history();
    fresh.clock.advance(2 * HOUR_MS);
    await look();
    await tell('C0OPS');
    expect(said.map(({ channel }) => channel)).toEqual(['C0OPS']);
  });

  it('is told later while Slack is away', async () => {
    await history();
    fresh.clock.advance(2 * HOUR_MS);
    await look();
    down = true;
    expect(await tell()).toEqual({ again: fresh.clock.now() + 5_000 });
    down = false;
    fresh.clock.advance(60_000);
    expect(await tell()).toEqual({ done: true });
    expect(said).toHaveLength(1);
  });

  it('that begins anew is another one', async () => {
    await history();
    fresh.clock.advance(2 * HOUR_MS);
    await look();
    await hear(fresh.clock.now());
    fresh.clock.advance(2 * HOUR_MS);
    await look();
    expect(await fresh.store.silences.newest(SOURCE)).toMatchObject({
      since: NOW + 2 * HOUR_MS,
      endedAt: null,
    });
  });

  it('is not begun for a source that spoke while it was judged', async () => {
    await history();
    await hear(NOW + HOUR_MS);
    const begin = { source: SOURCE, since: NOW, expected: 30, noticedAt: NOW + HOUR_MS };
    expect(await fresh.store.silences.begin(begin)).toBe(false);
    expect(await fresh.store.silences.newest(SOURCE)).toBeNull();
  });

  it('is nothing for a source that was never heard, or not for long', async () => {
    await look();
    await hear(NOW);
    fresh.clock.advance(100 * HOUR_MS);
    await look();
    expect(await fresh.store.silences.newest(SOURCE)).toBeNull();
  });

  it('keeps no more than six weeks of what came', async () => {
    await hear(NOW);
    await hear(NOW + 1);
    const later = NOW + 50 * DAY_MS;
    await hear(later);
    const heard = await twice(fresh.store, () => fresh.store.silences.heard(SOURCE, later));
    expect([...(heard?.hours ?? [])]).toEqual([[Math.floor(later / HOUR_MS), 1]]);
    expect(heard).toMatchObject({ since: NOW, at: later });
  });

  it('is not broken by a post that came twice', async () => {
    const post = aPost({ createdAt: NOW });
    await fresh.store.mentions.ingest(anIngest({ post, now: NOW }));
    await fresh.store.mentions.ingest(anIngest({ post, now: NOW + HOUR_MS }));
    expect((await fresh.store.silences.heard(SOURCE, NOW))?.at).toBe(NOW);
  });
});

import { describe, expect, it, vi } from 'vitest';
import { UnavailableError } from '../../src/errors.ts';
import { type Outbox, POSTING_GRACE_MS, type TakenWork } from '../../src/outbox.ts';
import type { JobQueue } from '../../src/ports.ts';
import { relayOutbox } from '../../src/usecases/relay-outbox.ts';
import { freshStore, twice } from '../support/fresh-store.ts';
import { aPost } from '../support/samples.ts';
import { anIngest, NOW, silentLog } from '../support/store.ts';

const fresh = freshStore();

describe('the outbox', () => {
  it('hides what was taken, and brings it back when nobody finished it', async () => {
    const { mentions, outbox } = fresh.store;
    await mentions.ingest(anIngest());
    expect(await outbox.take(NOW, 10, 1_000)).toHaveLength(1);
    expect(await outbox.take(NOW + 999, 10, 1_000)).toEqual([]);
    expect(await outbox.take(NOW + 1_000, 10, 1_000)).toHaveLength(1);
    expect(await outbox.size()).toBe(2);
  });

  it('forgets what was finished', async () => {
    const { mentions, outbox } = fresh.store;
    await mentions.ingest(anIngest());
    const [work] = await outbox.take(NOW, 10, 1_000);
    if (!work) throw new Error('nothing to do');
    await outbox.complete(work);
    await twice(fresh.store, () => outbox.complete(work));
    // What is due later stays.
    expect(await outbox.size()).toBe(1);
  });

  it('keeps what was changed again while it was worked on', async () => {
    const { mentions, threads, outbox } = fresh.store;
    await mentions.ingest(anIngest());
    const [work] = await outbox.take(NOW, 10, 60_000);
    if (!work) throw new Error('nothing to do');
    await threads.claim('x-1001', 'USAM', NOW + 5);
    await outbox.complete(work);
    expect(await outbox.take(NOW + 5, 10, 60_000)).toMatchObject([
      { member: 'card:x-1001' },
      { member: 'lease:x-1001' },
    ]);
  });

  it('hands on at once what the queue did not take a moment ago', async () => {
    const { mentions, outbox } = fresh.store;
    await mentions.ingest(anIngest());
    const stop = new AbortController();
    const members: string[] = [];
    const add = async (works: readonly TakenWork[]): Promise<void> => {
      members.push(...works.map(({ member }) => member));
      if (members.length === 1) throw new UnavailableError('queue-unavailable', 'Away.');
      stop.abort();
    };
    const queue = { add, counts: async () => ({}) };
    const relaying = relayOutbox({ outbox, queue, clock: fresh.clock, log: silentLog })(stop.signal);
    await vi.waitFor(() => {
      fresh.clock.advance(200);
      expect(members).toHaveLength(2);
    });
    await relaying;
    expect(members).toEqual(['card:x-1001', 'card:x-1001']);
    expect(fresh.clock.now() - NOW).toBeLessThan(60_000);
  });

  it('hands on what this process stored without waiting for the next look', async () => {
    const { mentions, outbox } = fresh.store;
    const looks: number[] = [];
    const members: string[] = [];
    const watched = {
      ...outbox,
      async take(...given: Parameters<typeof outbox.take>) {
        const works = await outbox.take(...given);
        looks.push(works.length);
        return works;
      },
    };
    const relay = relaying(watched, async (works) => void members.push(...works.map(({ member }) => member)));
    await vi.waitFor(() => expect(looks).toEqual([0]));
    await mentions.ingest(anIngest());
    await vi.waitFor(() => {
      fresh.clock.advance(1);
      expect(members).toEqual(['card:x-1001']);
    });
    expect(fresh.clock.now() - NOW).toBeLessThan(200);
    await relay.end();
  });

  it('hands on the next work while the queue has not yet answered for the last, and then no more', async () => {
    const { mentions, outbox } = fresh.store;
    const ids = Array.from({ length: 250 }, (_, index) => String(1001 + index));
    const { source, token, now, as } = anIngest();
    const posts = ids.map((id) => ({ post: aPost({ id, author: { ...aPost().author, id } }), as }));
    await mentions.ingestAll({ source, token, cursor: null, now, posts });
    const sizes: number[] = [];
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const relay = relaying(outbox, (works) => {
      sizes.push(works.length);
      return answered;
    });
    await vi.waitFor(() => expect(sizes).toEqual([100, 100]));
    answer();
    await vi.waitFor(() => expect(sizes).toEqual([100, 100, 50]));
    await relay.end();
  });

  it('brings postponed work at its moment', async () => {
    const { mentions, outbox } = fresh.store;
    await mentions.ingest(anIngest());
    const [work] = await outbox.take(NOW, 10, 60_000);
    if (!work) throw new Error('nothing to do');
    await outbox.postpone(work, NOW + 500);
    expect(await outbox.take(NOW + 499, 10, 1_000)).toEqual([]);
    expect(await outbox.take(NOW + 500, 10, 1_000)).toHaveLength(1);
  });
});

function relaying(outbox: Outbox, add: JobQueue['add']) {
  const stop = new AbortController();
  const queue = { add, counts: async () => ({}) };
  const relay = relayOutbox({ outbox, queue, clock: fresh.clock, log: silentLog })(stop.signal);
  return {
    async end() {
      stop.abort();
      await relay;
    },
  };
}

describe('a Slack message', () => {
  it('is new, then begun, then posted', async () => {
    const { messages } = fresh.store;
    expect(await messages.begin('card:1', NOW)).toEqual({ kind: 'new' });
    const begun = { kind: 'begun', since: NOW, first: NOW, places: [] };
    expect(await messages.begin('card:1', NOW + 5)).toEqual(begun);
    expect(await messages.known('card:1')).toEqual(begun);
    await messages.posted('card:1', '17.1');
    await twice(fresh.store, () => messages.posted('card:1', '17.1'));
    expect(await messages.begin('card:1', NOW + 9)).toEqual({ kind: 'posted', ts: '17.1', place: null });
  });

  it('remembers every place in which it was begun, and the one where it stands', async () => {
    const { messages } = fresh.store;
    const [card, thread] = [
      { channel: 'C1', threadTs: null },
      { channel: 'C2', threadTs: '17.1' },
    ];
    expect(await messages.known('note:r-1')).toEqual({ kind: 'new' });
    await messages.begin('note:r-1', NOW, card);
    await messages.begin('note:r-1', NOW, thread);
    await messages.begin('note:r-1', NOW, thread);
    expect(await messages.known('note:r-1')).toMatchObject({ kind: 'begun', places: [card, thread] });
    await messages.posted('note:r-1', '18.1', thread);
    const posted = { kind: 'posted', ts: '18.1', place: thread };
    expect(await messages.begin('note:r-1', NOW, card)).toEqual(posted);
    expect(await messages.known('note:r-1')).toEqual(posted);
  });

  it('that was refused is new again', async () => {
    const { messages } = fresh.store;
    await messages.begin('card:1', NOW);
    await messages.failed('card:1');
    expect(await messages.begin('card:1', NOW + 5)).toEqual({ kind: 'new' });
  });

  it('that was begun long ago is looked for by one caller at a time', async () => {
    const { messages } = fresh.store;
    await messages.begin('card:1', NOW);
    const later = NOW + POSTING_GRACE_MS;
    expect(await messages.begin('card:1', later)).toMatchObject({ kind: 'begun', since: NOW });
    expect(await messages.begin('card:1', later + 1)).toMatchObject({
      kind: 'begun',
      since: later,
      first: NOW,
    });
  });

  it('writes the ts of a card into its thread', async () => {
    const { messages, mentions, threads } = fresh.store;
    await mentions.ingest(anIngest());
    await messages.posted('card:x-1001', '17.1');
    expect((await threads.get('x-1001'))?.cardTs).toBe('17.1');
  });

  it('waits for its second in the channel, and keeps its place', async () => {
    const { messages } = fresh.store;
    expect(await messages.turn('C1', 'a', NOW)).toBe(NOW);
    expect(await messages.turn('C1', 'b', NOW)).toBe(NOW + 1_000);
    expect(await messages.turn('C1', 'c', NOW)).toBe(NOW + 2_000);
    expect(await messages.turn('C2', 'd', NOW)).toBe(NOW);
    expect(await messages.turn('C1', 'b', NOW + 900)).toBe(NOW + 1_000);
    await messages.posted('a', '17.1');
    expect(await messages.turn('C1', 'a', NOW + 5_000)).toBe(0);
  });

  it('waits for no more than a few seconds when a clock was an hour and a half ahead', async () => {
    const { messages } = fresh.store;
    expect(await messages.turn('C1', 'a', NOW + 5_400_000)).toBe(NOW + 5_400_000);
    const next = await messages.turn('C1', 'b', NOW);
    expect(next).toBeGreaterThan(NOW);
    expect(next).toBeLessThanOrEqual(NOW + 5_000);
    expect(await messages.turn('C1', 'c', NOW)).toBe(next + 1_000);
  });
});

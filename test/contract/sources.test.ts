import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  brandUserId,
  createMentionsSource,
  createOwnPostsSource,
} from '../../src/networks/x/mentions-source.ts';
import { firstIdAt } from '../../src/networks/x/posts.ts';
import { createStreamSource } from '../../src/networks/x/stream-source.ts';
import type { MentionSource, SourceBatch } from '../../src/ports.ts';
import { type TestClock, testClock } from '../support/clock.ts';
import { until } from '../support/desk.ts';
import { type LocalX, openLocalX } from '../support/local-x.ts';
import { aBrand } from '../support/samples.ts';
import { silentLog } from '../support/store.ts';

let local: LocalX;
let clock: TestClock;
let stop: AbortController;
let reading: Promise<void> | null = null;
let gaps: string[];
beforeEach(async () => {
  gaps = [];
  local = await openLocalX();
  clock = testClock(Date.now());
  stop = new AbortController();
});
afterEach(async () => {
  stop.abort();
  await reading;
  await local.close();
});

const post = (text: string) =>
  local.x.world.post({ authorId: local.x.world.userByName('customer_one')?.id ?? '', text });

/** Reads in the background; the batches as they come. */
function follow(source: MentionSource, cursor: string | null): SourceBatch[] {
  const batches: SourceBatch[] = [];
  reading = (async () => {
    for await (const batch of source.read(cursor, stop.signal)) batches.push(batch);
  })();
  return batches;
}

/** The newest version that came, and the ids of all of them. */
const versionsIn = (batches: SourceBatch[]) => batches.flatMap(({ posts }) => posts).at(-1)?.versions;

const idsOf = (batches: SourceBatch[]) => batches.flatMap(({ posts }) => posts.map(({ id }) => id));

/** Time goes on while we wait: what sleeps wakes. */
const untilIds = (batches: SourceBatch[], ids: string[]) =>
  until(() => {
    clock.advance(1_000);
    expect([...new Set(idsOf(batches))].sort()).toEqual([...ids].sort());
    return true;
  });

describe('the stream', () => {
  const source = () =>
    createStreamSource({
      brand: aBrand(),
      rules: ['@acme', 'broadband'],
      clients: local.clients,
      onGap: (why) => void gaps.push(why),
      clock,
      log: silentLog,
    });

  it('says where it begins before it connects, then brings posts at once', async () => {
    const batches = follow(source(), null);
    await until(() => local.x.stream.connected());
    expect(batches[0]).toEqual({ posts: [], cursor: firstIdAt(clock.now()) });
    const ids = [post('@acme one').id, post('my broadband').id];
    post('nothing of ours');
    await untilIds(batches, ids);
    expect(batches.at(-1)?.cursor).toBe(ids[1]);
  });

  it('brings an edit as a post with its history, by old and new names', async () => {
    const batches = follow(source(), null);
    await until(() => local.x.stream.connected());
    const first = post('@acme one');
    const second = local.x.world.edit(first.id, '@acme two');
    await untilIds(batches, [first.id, second.id]);
    expect(versionsIn(batches)).toEqual([first.id, second.id]);
    local.x.world.newNames = true;
    const third = local.x.world.edit(second.id, '@acme three');
    await untilIds(batches, [first.id, second.id, third.id]);
    expect(versionsIn(batches)).toEqual([first.id, second.id, third.id]);
  });

  it('fills the gap when it is broken, and brings each post', async () => {
    const batches = follow(source(), null);
    await until(() => local.x.stream.connected());
    const ids = [post('@acme one').id];
    await untilIds(batches, ids);
    local.x.stream.drop();
    ids.push(post('@acme two').id, post('broadband three').id);
    await untilIds(batches, ids);
    await until(() => local.x.stream.connected());
    ids.push(post('@acme four').id);
    await untilIds(batches, ids);
  });

  it('goes on where it was, with a day in between', async () => {
    const first = post('@acme before');
    const missed = [post('@acme while away').id, post('@acme and again').id];
    const batches = follow(source(), first.id);
    // What lies within a minute before the cursor is looked at twice: posts may come late.
    await untilIds(batches, [first.id, ...missed]);
  });

  it('says that posts are missing when nobody was connected for longer than X remembers', async () => {
    follow(source(), firstIdAt(clock.now() - 8 * 24 * 60 * 60_000));
    await until(() => gaps.length === 1);
    expect(gaps[0]).toMatch(/more than seven days/u);
  });

  it('brings the rules at X to ours, and leaves those of others', async () => {
    const rules = (body: object) =>
      fetch(`${local.x.url}/2/tweets/search/stream/rules`, {
        method: 'POST',
        headers: { authorization: 'Bearer bearer', 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await rules({
      add: [
        { value: 'old', tag: 'faccia:acme' },
        { value: 'theirs', tag: 'other' },
      ],
    });
    follow(source(), null);
    await until(() => local.x.stream.connected());
    const answer = await fetch(`${local.x.url}/2/tweets/search/stream/rules`, {
      headers: { authorization: 'Bearer bearer' },
    });
    const { data } = (await answer.json()) as { data: { value: string }[] };
    expect(data.map(({ value }) => value).sort()).toEqual(['@acme', 'broadband', 'theirs']);
  });

  it('says what is wrong while it cannot connect, and is fine again', async () => {
    local.x.faults.arm({ route: 'GET rules', times: 2, kind: { do: 'status', status: 503, when: 'before' } });
    const watched = source();
    const batches = follow(watched, null);
    await until(() => watched.problem() !== null);
    const ids: string[] = [];
    await until(() => {
      clock.advance(5_000);
      return watched.problem() === null && local.x.stream.connected();
    });
    ids.push(post('@acme at last').id);
    await untilIds(batches, ids);
  });
});

describe('the mentions', () => {
  let refused: string[];
  beforeEach(() => {
    refused = [];
  });
  const source = (tokens = async () => null as ReturnType<LocalX['tokensOf']> | null) =>
    createMentionsSource({
      brand: aBrand(),
      everyMs: 3_000,
      clients: local.clients,
      userId: brandUserId({ brand: aBrand(), clients: local.clients, clock }),
      tokens,
      refused: async (_tokens, error) => void refused.push(error.code),
      onGap: (why) => void gaps.push(why),
      clock,
      log: silentLog,
    });

  it('are asked for since the newest one, oldest first, over pages', async () => {
    const old = post('@acme old');
    const ids = Array.from({ length: 230 }, (_, index) => post(`@acme ${index}`).id);
    const batches = follow(source(), old.id);
    await untilIds(batches, ids);
    expect(idsOf(batches)).toEqual(ids);
    expect(batches.at(-1)?.cursor).toBe(ids.at(-1));
    const next = post('@acme next').id;
    await untilIds(batches, [...ids, next]);
  });

  it('are searched for where the timeline does not reach, and nobody is alarmed', async () => {
    const old = post('@acme old');
    const ids = Array.from({ length: 1_050 }, (_, index) => post(`@acme ${index}`).id);
    const batches = follow(source(), old.id);
    await untilIds(batches, ids);
    expect(idsOf(batches)).toEqual(ids);
    expect(gaps).toEqual([]);
  });

  it('that X does not give any more are said to be missing', async () => {
    for (let index = 0; index < 810; index += 1) post(`@acme ${index}`);
    follow(source(), firstIdAt(clock.now() - 8 * 24 * 60 * 60_000));
    await until(() => gaps.length === 1);
    expect(gaps[0]).toMatch(/the oldest are missing/u);
  });

  it('bring an edit after the post that it edits', async () => {
    const old = post('@acme old');
    const batches = follow(source(), old.id);
    const first = post('@acme one');
    await untilIds(batches, [first.id]);
    const second = local.x.world.edit(first.id, '@acme two');
    await untilIds(batches, [first.id, second.id]);
    expect(versionsIn(batches)).toEqual([first.id, second.id]);
    expect(batches.at(-1)?.cursor).toBe(second.id);
  });

  it('are read as the brand once it is linked: that is cheaper', async () => {
    const tokens = local.tokensOf('acme');
    const batches = follow(
      source(async () => tokens),
      null,
    );
    const ids = [post('@acme one').id];
    await untilIds(batches, ids);
    const seen = local.x.requests.filter(({ route }) => route === 'GET /2/users/:id/mentions');
    expect(seen.map(({ userId }) => userId)).toContain(local.x.world.userByName('acme')?.id);
  });

  it('have a twin that brings what was typed in the name of the brand', async () => {
    const { world } = local.x;
    const acme = world.userByName('acme')?.id ?? '';
    const old = post('@acme help').id;
    const options = { brand: aBrand(), everyMs: 3_000, clients: local.clients, clock, log: silentLog };
    const own = createOwnPostsSource({
      ...options,
      userId: brandUserId(options),
      tokens: async () => null,
      refused: async () => undefined,
      onGap: (why) => void gaps.push(why),
    });
    expect(own.id).toBe('x:own:acme');
    const batches = follow(own, old);
    const typed = world.post({ authorId: acme, text: 'We are on it.', inReplyTo: old }).id;
    post('@acme not this one');
    await untilIds(batches, [typed]);
  });

  it('say so when X takes the tokens of the brand no more', async () => {
    const tokens = local.tokensOf('acme');
    local.x.tokens.revoke(tokens.accessToken);
    const batches = follow(
      source(async () => (refused.length === 0 ? tokens : null)),
      null,
    );
    await until(() => refused.includes('x-token-refused'));
    const ids = [post('@acme one').id];
    await until(() => {
      clock.advance(3_000);
      return idsOf(batches).includes(ids[0] ?? '');
    });
  });

  it('are asked for less often in quiet hours', async () => {
    follow(source(), null);
    const asked = () => local.x.requests.filter(({ route }) => route === 'GET /2/users/:id/mentions').length;
    await until(() => {
      clock.advance(3_000);
      return asked() > 60;
    });
    const before = asked();
    clock.advance(3_000);
    clock.advance(3_000);
    expect(asked()).toBeLessThanOrEqual(before + 1);
  });

  it('wait as long as X says when it limits us', async () => {
    const limit = {
      do: 'status',
      status: 429,
      when: 'before',
      headers: {
        'x-rate-limit-limit': '300',
        'x-rate-limit-remaining': '0',
        'x-rate-limit-reset': String(Math.ceil(Date.now() / 1000) + 600),
      },
    } as const;
    local.x.faults.arm({ route: 'GET /2/users/:id/mentions', times: 1, kind: limit });
    const watched = source();
    const batches = follow(watched, null);
    await until(() => watched.problem() !== null);
    const ids = [post('@acme one').id];
    clock.advance(500_000);
    expect(idsOf(batches)).toEqual([]);
    clock.advance(110_000);
    await untilIds(batches, ids);
  });

  it('of a handle that X does not know are a sentence, not silence', async () => {
    const misspelt = aBrand({ handle: 'acme_misspelt' });
    const wrong = createMentionsSource({
      brand: misspelt,
      userId: brandUserId({ brand: misspelt, clients: local.clients, clock }),
      everyMs: 3_000,
      clients: local.clients,
      tokens: async () => null,
      refused: async () => undefined,
      onGap: () => undefined,
      clock,
      log: silentLog,
    });
    follow(wrong, null);
    await until(() => /X knows no account @acme_misspelt/u.test(wrong.problem() ?? ''));
  });
});

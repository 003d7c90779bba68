import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createXClients } from '../../src/networks/x/client.ts';
import { createStreamSource } from '../../src/networks/x/stream-source.ts';
import type { Ledger, Log, SourceBatch } from '../../src/ports.ts';
import { type TestClock, testClock } from '../support/clock.ts';
import { until } from '../support/desk.ts';
import { type Pieces, servePieces } from '../support/pieces.ts';
import { aBrand } from '../support/samples.ts';
import { silentLog } from '../support/store.ts';

let server: Pieces;
let clock: TestClock;
let stop: AbortController;
let reading: Promise<void>;
let said: string[];
beforeEach(() => {
  clock = testClock();
  stop = new AbortController();
  said = [];
});
afterEach(async () => {
  stop.abort();
  await reading;
  await server.close();
});

const json = (body: object) => (response: ServerResponse) =>
  response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
/** The rules as they should be, so that nothing is changed; then a search without a find. */
const rules = json({ data: [{ id: '1', value: '@acme', tag: 'faccia:acme' }] });
const nothing = json({ meta: { result_count: 0 } });
const record = (id: string, more: object = {}) =>
  JSON.stringify({ data: { id, text: `@acme ${id}`, author_id: '5', ...more } });
/** Writes this and stays open. */
const live = (text: string) => (response: ServerResponse) => void response.write(text);
/** Writes this and ends. */
const short = (text: string) => (response: ServerResponse) => void response.end(text);

async function follow(...answers: ((response: ServerResponse) => void)[]) {
  server = await servePieces(...answers);
  const log: Log = { ...silentLog, warn: (event) => void said.push(event) };
  const apiUrl = server.url;
  const counted: [string, number][] = [];
  const ledger: Ledger = { add: async (...call) => void counted.push(call) };
  const secrets = { clientId: 'c', clientSecret: 's', bearerToken: 'bearer' };
  const options = { apiUrl, authorizeUrl: apiUrl, ...secrets, ledger };
  const clients = createXClients(options);
  const source = createStreamSource({
    brand: aBrand(),
    rules: ['@acme'],
    clients,
    onGap: () => undefined,
    clock,
    log,
  });
  const batches: SourceBatch[] = [];
  reading = (async () => {
    for await (const batch of source.read('100', stop.signal)) batches.push(batch);
  })();
  return { source, batches, counted, ids: () => batches.flatMap(({ posts }) => posts.map(({ id }) => id)) };
}

describe('a stream with broken lines', () => {
  it('goes on after what is no JSON, and after what is no post', async () => {
    const lines = ['not json', '{"errors": [{"title": "operational-disconnect"}]}', '{"data": {"id": "x"}}'];
    const { source, ids } = await follow(
      rules,
      live(`${[...lines, record('101')].join('\r\n')}\r\n`),
      nothing,
    );
    await until(() => ids().includes('101'));
    expect(ids()).toEqual(['101']);
    expect(said).toEqual(['stream-line-malformed', 'posts-malformed']);
    expect(source.problem()).toBeNull();
  });

  it('hands on what X sends twice, and never moves back', async () => {
    const lines = ['102', '101', '102'].map((id) => `${record(id)}\r\n`).join('');
    const { batches, ids } = await follow(rules, live(lines), nothing);
    await until(() => ids().length === 3);
    expect(ids()).toEqual(['102', '101', '102']);
    expect(new Set(batches.map(({ cursor }) => cursor))).toEqual(new Set(['102']));
  });
});

describe('what the stream costs', () => {
  it('is counted by post, live or searched for, and not for rules and broken lines', async () => {
    const missed = { data: ['104', '103'].map((id) => JSON.parse(record(id)).data), meta: {} };
    const lines = `not json\r\n${record('105')}\r\n${record('106')}\r\n`;
    const { ids, counted } = await follow(rules, live(lines), json(missed));
    await until(() => ids().includes('106'));
    expect(counted[0]).toEqual(['post_read', 2]);
    expect(counted.reduce((sum, [, count]) => sum + count, 0)).toBe(4);
  });
});

describe('a gap', () => {
  it('is filled before what is live moves the cursor, oldest first', async () => {
    const missed = { data: ['104', '103'].map((id) => JSON.parse(record(id)).data), meta: {} };
    const { batches } = await follow(rules, live(`${record('105')}\r\n`), json(missed));
    await until(() => batches.length === 2);
    expect(batches.map(({ posts, cursor }) => [posts.map(({ id }) => id), cursor])).toEqual([
      [['103', '104'], '104'],
      [['105'], '105'],
    ]);
  });

  it('that cannot be read is read again: the cursor stays', async () => {
    const failing = (response: ServerResponse) => response.writeHead(503).end('{}');
    const { source, ids, batches } = await follow(
      rules,
      live(`${record('105')}\r\n`),
      failing,
      rules,
      live(`${record('106')}\r\n`),
      json({ data: [JSON.parse(record('105')).data], meta: {} }),
    );
    await until(() => source.problem() !== null);
    expect(batches).toEqual([]);
    await until(() => {
      clock.advance(5_000);
      return ids().length === 2;
    });
    expect(ids()).toEqual(['105', '106']);
  });
});

describe('a stream that X refuses', () => {
  it('is asked for again only when X says so', async () => {
    const reset = Math.floor(clock.now() / 1000) + 600;
    const refusal = (response: ServerResponse) =>
      response.writeHead(429, { 'x-rate-limit-reset': String(reset) }).end('{}');
    const { source, ids } = await follow(rules, refusal, rules, live(`${record('101')}\r\n`), nothing);
    await until(() => source.problem() !== null);
    clock.advance(599_000);
    expect(server.seen).toHaveLength(2);
    clock.advance(1_000);
    await until(() => ids().length === 1);
    expect(source.problem()).toBeNull();
  });

  it('is asked for again at once after a first break, and later and later after more', async () => {
    const { source, ids } = await follow(
      rules,
      short(`${record('101')}\r\n`),
      nothing,
      rules,
      (response) => void response.destroy(),
      rules,
      live(`${record('102')}\r\n`),
      nothing,
    );
    await until(() => source.problem() !== null);
    await until(() => {
      clock.advance(250);
      return ids().length === 2;
    });
    expect(ids()).toEqual(['101', '102']);
  });
});

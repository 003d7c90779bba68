import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeArguments, untilReady } from '../../sandbox/launch/product.ts';
import { ADA, type Desk, openDesk } from '../support/desk.ts';
import { startRedis, type TestRedis } from '../support/redis-server.ts';

let redis: TestRedis;
let desk: Desk;
const secrets: string[] = [];

/** `npm run keys -- …` as a process of its own, with only this in its environment. */
async function keys(env: Record<string, string>, ...words: string[]) {
  const child = spawn(process.execPath, [...nodeArguments('src/keys'), ...words], {
    cwd: desk.dir,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  return { code, output: out + err };
}

/** A key as `new` makes it. */
async function newKey(present = ''): Promise<string> {
  const { output } = await keys(present === '' ? {} : { FACCIA_KEYS: present }, 'new');
  const [key = ''] = output.split('\n');
  secrets.push(key.slice(key.indexOf(':') + 1));
  return key;
}

async function restartWith(faccia: string): Promise<void> {
  desk.stage.product.kill('SIGTERM');
  await desk.stage.product.exited;
  desk.stage.launch({ FACCIA_KEYS: faccia });
  await untilReady(desk.stage.product);
}

async function answers(words: string): Promise<void> {
  const post = desk.mention(`@acme @ada_fixes ${words}?`, { by: 'customer_k' });
  await desk.take(ADA, post);
  await desk.reply(ADA, post, words);
  await desk.untilNote(post, /Sent/u);
}

describe('the keys of a running Faccia', () => {
  let first: string;
  let second: string;
  beforeAll(async () => {
    redis = await startRedis();
    desk = await openDesk({ ready: false, env: { REDIS_URL: redis.url } });
    first = await newKey();
    second = await newKey(first);
    await restartWith(first);
    await desk.stage.link(ADA, 'ada_fixes');
  });
  afterAll(async () => {
    await desk?.close();
    await redis?.close();
  });

  const run = (faccia: string, word: string) => keys({ REDIS_URL: redis.url, FACCIA_KEYS: faccia }, word);

  it('are made with an id of their own, and what to do with them', async () => {
    expect(first).toMatch(/^k1:[A-Za-z0-9+/]{43}=$/u);
    expect(second).toMatch(/^k2:/u);
    const { output } = await keys({ FACCIA_KEYS: first }, 'new');
    expect(output).toMatch(/1\. Put it first.*2\. npm run keys -- rotate.*3\. /su);
    expect(output).not.toContain(first.slice(3));
  });

  it('are rotated while it works, in three steps, and nobody links again', async () => {
    const id = desk.x.world.userByName('ada_fixes')?.id ?? '';
    await answers('Before.');
    await restartWith(`${second},${first}`);
    await answers('With both.');
    // Renewed at the very moment of the rotation.
    desk.x.tokens.expireAccess(id);
    const [rotated] = await Promise.all([run(`${second},${first}`, 'rotate'), answers('Meanwhile.')]);
    expect(rotated.output).toMatch(/^rotated \d, already \d, unreadable 0$/mu);
    expect(rotated.code).toBe(0);
    const again = await run(`${second},${first}`, 'rotate');
    expect(again.output).toContain('rotated 0, already 1, unreadable 0');
    const listed = await run(`${second},${first}`, 'list');
    expect(listed.output).toMatch(/k2: accounts 1 \(encrypts\)\nk1: accounts 0 \(not needed any more/u);
    await restartWith(second);
    await answers('With the new one alone.');
    for (const { output } of [rotated, again, listed])
      for (const secret of secrets) expect(output).not.toContain(secret);
  });

  it('that are missing are named, and the words to use are too', async () => {
    const third = await newKey(second);
    const lost = await run(third, 'rotate');
    expect(lost.output).toMatch(
      /rotated 0, already 0, unreadable 1.*k2: accounts 1 \(not in FACCIA_KEYS\)/su,
    );
    expect(lost.code).toBe(1);
    expect(await keys({}, 'turn')).toMatchObject({
      code: 1,
      output: expect.stringContaining('keys -- rotate'),
    });
    const without = await keys({ REDIS_URL: redis.url }, 'list');
    expect(without).toMatchObject({ code: 1, output: expect.stringMatching(/^FACCIA_KEYS is missing/u) });
    const away = await keys({ REDIS_URL: 'redis://127.0.0.1:1', FACCIA_KEYS: second }, 'list');
    expect(away).toMatchObject({ code: 1, output: expect.stringContaining('no Redis answers there') });
  });
});

import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBackup } from '../../src/store/backup-file.ts';
import { restoreBackup } from '../../src/store/restore-backup.ts';
import { takeBackup } from '../../src/store/take-backup.ts';
import { TOKENS } from '../support/account.ts';
import { freshStore } from '../support/fresh-store.ts';
import { anAccount, aPost, aReply } from '../support/samples.ts';
import { anIngest, BACKUP_HEADER, claimedThread, NOW, WORKSPACE } from '../support/store.ts';
import { until } from '../support/until.ts';

const fresh = freshStore();
let dir: string;
let file: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'faccia-backup-'));
  file = join(dir, 'desk.backup.gz');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function backUp(offline = false): Promise<void> {
  const writer = await createBackup(file, BACKUP_HEADER);
  await takeBackup({ redis: fresh.store.redis, workspace: WORKSPACE, offline, write: writer.write });
  await writer.finish();
}

const restore = (replace = false) => restoreBackup(fresh.store.redis, file, replace, NOW);
const code = { code: 'backup' };

/** A desk with a claimed thread, an answer on its way, one that was sent, and an account. */
async function fill(): Promise<void> {
  const { store } = fresh;
  await store.redis.set(`{${WORKSPACE}}:mark`, 'the-mark');
  await store.accounts.link(anAccount(), TOKENS, NOW);
  const threadId = await claimedThread(store);
  await store.replies.submit(aReply({ id: 'r-1', threadId, notBefore: NOW + 10_000 }));
  await claimedThread(store, 'UADA', aPost({ id: '2002' }));
  await store.mentions.ingest(anIngest({ post: aPost({ id: '3003' }), cursor: '3003' }));
}

const AFTER = [`{${WORKSPACE}}:audit`, `{${WORKSPACE}}:reply:r-1`];

describe('a backup', () => {
  it.each([false, true])('brings every key back with its time to live (offline: %s)', async (offline) => {
    await fill();
    const { redis } = fresh.store;
    await redis.set(`{${WORKSPACE}}:budget`, 'soon over', 'PX', 60_000);
    const before = await fresh.store.dump();
    await backUp(offline);
    await redis.flushall();
    expect(await restore()).toMatchObject({ header: { workspace: WORKSPACE }, waiting: 1 });
    const after = await fresh.store.dump();
    for (const key of AFTER) {
      expect(after[key]).not.toBe(before[key]);
      delete after[key];
      delete before[key];
    }
    expect(after).toEqual(before);
    expect(await redis.pttl(`{${WORKSPACE}}:budget`)).toBeGreaterThan(0);
  });

  it('leaves out what a restored desk must not believe, and other workspaces', async () => {
    await fill();
    const { redis } = fresh.store;
    for (const key of ['lock:account:1', 'lease:x', 'queue:send:meta', 'attempt:abc'])
      await redis.set(`{${WORKSPACE}}:${key}`, 'no');
    await redis.set('{T0OTHER}:mark', 'no');
    await backUp();
    const text = gunzipSync(readFileSync(file)).toString();
    expect(text).toContain('"key":"mark"');
    expect(text).not.toMatch(/"key":"(?:lock|lease|queue|attempt)/u);
    expect(text).not.toContain('T0OTHER');
  });

  it('holds tokens only as they are sealed', async () => {
    await fill();
    await backUp();
    const text = gunzipSync(readFileSync(file)).toString();
    const values = text.split('\n').flatMap((line) => {
      const { dump } = JSON.parse(line || '{}') as { dump?: string };
      return dump ? [Buffer.from(dump, 'base64').toString('latin1')] : [];
    });
    expect(values.some((value) => value.includes('v1.k1.'))).toBe(true);
    for (const token of [TOKENS.accessToken, TOKENS.refreshToken])
      expect([text, ...values].some((value) => value.includes(token ?? ''))).toBe(false);
  });

  it('is of one moment, though everybody writes meanwhile', async () => {
    await fill();
    const { redis } = fresh.store;
    const pair = [`{${WORKSPACE}}:a`, `{${WORKSPACE}}:z`];
    for (let index = 0; index < 600; index += 1) await redis.set(`{${WORKSPACE}}:fill:${index}`, index);
    const writer = redis.duplicate();
    let stop = false;
    let rounds = 0;
    const writing = (async () => {
      for (; !stop; rounds += 1)
        await writer.eval(
          "redis.call('INCR', KEYS[1]) redis.call('SET', KEYS[1] .. redis.call('GET', KEYS[1]), 1) redis.call('INCR', KEYS[2])",
          2,
          ...pair,
        );
    })();
    await until(() => rounds > 3);
    const begun = rounds;
    await backUp();
    stop = true;
    await writing;
    writer.disconnect();
    expect(rounds).toBeGreaterThan(begun);
    await redis.flushall();
    await restore();
    const [a, z] = await redis.mget(...pair);
    expect(Number(a)).toBeGreaterThan(0);
    expect(a).toBe(z);
    expect(await redis.exists(`${pair[0]}${a}`)).toBe(1);
    expect(await redis.exists(`${pair[0]}${Number(a) + 1}`)).toBe(0);
  });

  it('says that its folder is not there', async () => {
    await fill();
    file = join(dir, 'nowhere', 'desk.backup.gz');
    await expect(backUp()).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('is not there when it was not finished', async () => {
    const writer = await createBackup(file, BACKUP_HEADER);
    await writer.abandon();
    await expect(restore()).rejects.toMatchObject(code);
  });
});

describe('restoring', () => {
  it('changes nothing where data is in the way, unless it is to be replaced', async () => {
    await fill();
    await backUp();
    await claimedThread(fresh.store, 'UADA', aPost({ id: '4004' }));
    const before = await fresh.store.dump();
    await expect(restore()).rejects.toMatchObject(code);
    expect(await fresh.store.dump()).toEqual(before);
    await restore(true);
    expect(await fresh.store.threads.get('x-4004')).toBeNull();
    expect(await fresh.store.threads.get('x-2002')).toMatchObject({ claimedBy: 'UADA' });
  });

  const cases: [name: string, harm: () => void][] = [
    ['a file that is cut off', () => truncateSync(file, readFileSync(file).length - 30)],
    ['a file that is no backup', () => writeFileSync(file, gzipSync('{"hello":1}\n'))],
    ['a file that is no gzip', () => writeFileSync(file, 'hello')],
    ['an empty file', () => writeFileSync(file, '')],
    [
      'a file that was changed',
      () => writeFileSync(file, gzipSync(changed(/"key":"budget"/u, '"key":"budgex"'))),
    ],
    ['a file without its end', () => writeFileSync(file, gzipSync(changed(/.*"end":true.*\n/u, '')))],
    ['a file of a newer format', () => writeFileSync(file, gzipSync(changed(/"version":1/u, '"version":9')))],
  ];
  const changed = (what: RegExp, to: string) => gunzipSync(readFileSync(file)).toString().replace(what, to);

  it.each(cases)('refuses %s before it changes anything', async (_name, harm) => {
    await fill();
    await fresh.store.redis.set(`{${WORKSPACE}}:budget`, '1');
    await backUp();
    harm();
    const before = await fresh.store.dump();
    await expect(restore(true)).rejects.toMatchObject(code);
    expect(await fresh.store.dump()).toEqual(before);
  });

  it('refuses a dump that this server does not understand', async () => {
    const writer = await createBackup(file, BACKUP_HEADER);
    await writer.write({ key: 'mark', dump: Buffer.from('newer').toString('base64') });
    await writer.finish();
    await fill();
    const before = await fresh.store.dump();
    await expect(restore(true)).rejects.toMatchObject(code);
    expect(await fresh.store.dump()).toEqual(before);
  });

  it('has an answer that waits searched for before it goes out', async () => {
    await fill();
    await backUp();
    await restore(true);
    const { replies } = fresh.store;
    expect(await replies.begin('r-1', NOW + 5_000)).toMatchObject({ kind: 'not-due' });
    const due = NOW + 10_000;
    expect(await replies.begin('r-1', due)).toEqual({ kind: 'not-due', until: due });
    expect(await replies.get('r-1')).toMatchObject({ state: 'unknown', unknownSince: due });
    expect(await replies.begin('r-1', due)).toMatchObject({ kind: 'look' });
  });

  it('leaves a process that ran before out until all is back', async () => {
    await fill();
    await backUp();
    const { redis } = fresh.store;
    const marks: (string | null)[] = [];
    const watching = redis.duplicate();
    const spied = new Proxy(redis, {
      get(target, name) {
        const value = Reflect.get(target, name) as unknown;
        if (typeof value !== 'function') return value;
        if (name !== 'hset') return value.bind(target);
        return async (...args: unknown[]) => {
          marks.push(await watching.get(`{${WORKSPACE}}:mark`));
          return (value as (...all: unknown[]) => unknown).apply(target, args);
        };
      },
    });
    await restoreBackup(spied, file, true, NOW);
    watching.disconnect();
    expect(marks).toEqual([null]);
    expect(await redis.get(`{${WORKSPACE}}:mark`)).toBe('the-mark');
  });
});

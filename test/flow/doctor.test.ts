import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { aDeskFile, type Desk, openDesk } from '../support/desk.ts';
import { expectNoSecrets, openWard, runDoctor, SCOPES, type Ward } from '../support/doctor.ts';
import { startRedis, type TestRedis } from '../support/redis-server.ts';

describe('the doctor, with Faccia running and its brand linked', () => {
  const oldKey = `k1:${randomBytes(32).toString('base64')}`;
  let redis: TestRedis;
  let desk: Desk;
  let env: Record<string, string>;
  beforeAll(async () => {
    redis = await startRedis();
    desk = await openDesk({ env: { REDIS_URL: redis.url, FACCIA_KEYS: oldKey } });
    env = {
      SLACK_BOT_TOKEN: 'xoxb-sandbox-bot',
      SLACK_APP_TOKEN: 'xapp-sandbox-app',
      SLACK_API_URL: desk.slack.apiUrl,
      X_CLIENT_ID: 'sandbox-client',
      X_CLIENT_SECRET: 'sandbox-client-secret',
      X_BEARER_TOKEN: 'sandbox-app-bearer',
      X_API_URL: desk.x.url,
      REDIS_URL: redis.url,
      PUBLIC_URL: `http://127.0.0.1:${desk.stage.productPort}`,
      FACCIA_CONFIG: `${desk.dir}/faccia.yaml`,
      FACCIA_KEYS: oldKey,
    };
  });
  afterAll(async () => {
    await desk?.close();
    await redis?.close();
  });

  it('finds everything fine', async () => {
    const found = await runDoctor(desk.dir, env);
    expect(found.marked('✗')).toEqual([]);
    expect(found.marked('!')).toEqual([]);
    expect(found.marked('-')).toEqual([]);
    expect(found.lines.at(-1)).toBe('Everything is fine');
    expect(found.code).toBe(0);
    expectNoSecrets(found, [
      'sandbox-client-secret',
      'sandbox-app-bearer',
      'xoxb-',
      'xapp-',
      oldKey.slice(3),
    ]);
  });

  it('says which older key is still needed, and misses one that is gone', async () => {
    const newKey = `k2:${randomBytes(32).toString('base64')}`;
    const rotated = await runDoctor(desk.dir, { ...env, FACCIA_KEYS: `${newKey},${oldKey}` });
    expect(rotated.code).toBe(0);
    expect(rotated.output).toContain('Keep k1 too');
    const lost = await runDoctor(desk.dir, { ...env, FACCIA_KEYS: newKey });
    expect(lost.marked('✗')).toEqual([expect.stringMatching(/^FACCIA_KEYS: .*"k1".*Put it back/u)]);
    expect(lost.code).toBe(1);
  });
});

describe('the doctor, with the embedded Redis', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk({ linked: false });
  });
  afterAll(() => desk?.close());

  it('looks into the one that runs', async () => {
    const found = await runDoctor(desk.dir, {});
    expect(found.marked('✓')).toContainEqual(expect.stringMatching(/^Embedded Redis in .* takes writes/u));
  });
});

describe('the doctor, before Faccia runs', () => {
  let ward: Ward | null = null;
  afterEach(async () => {
    await ward?.close();
    ward = null;
  });

  it('warns of the brand that is not linked and of the address that does not answer', async () => {
    ward = await openWard();
    const found = await ward.diagnose();
    expect(found.marked('✗')).toEqual([]);
    expect(found.marked('!')).toEqual([
      expect.stringContaining(
        "Until the brand is linked, mentions are read with the app's bearer token at the dearer price: a lead types /care link brand",
      ),
      expect.stringMatching(/^PUBLIC_URL .*ECONNREFUSED.*npm start/u),
    ]);
    expect(found.lines.at(-1)).toBe('0 problems, 2 warnings');
    expect(found.code).toBe(0);
    expectNoSecrets(found);
  });

  it('hints at what saves memory on a Redis of one’s own, and calls it no mistake', async () => {
    ward = await openWard({ redis: { 'hash-max-listpack-value': '64' } });
    const found = await ward.diagnose();
    expect(found.marked('i')).toEqual([
      expect.stringMatching(/^REDIS_URL: .*now 64.*CONFIG SET hash-max-listpack-value 1024$/u),
    ]);
    expect(found.lines.at(-1)).toBe('0 problems, 2 warnings');
    expect(found.code).toBe(0);
    await ward.redis.command('config', 'set', 'hash-max-listpack-value', '1024');
    expect((await ward.diagnose()).marked('i')).toEqual([]);
  });

  it('finds five mistakes of five kinds, each with its way out', async () => {
    ward = await openWard({
      scopes: SCOPES.filter((scope) => scope !== 'usergroups:read'),
      redis: { 'maxmemory-policy': 'allkeys-lru' },
    });
    ward.writeDesk(aDeskFile({ ladder: ['direct', 'introduse'] }));
    const revoked = 'secret-that-x-takes-no-more';
    const found = await ward.diagnose({ LOG_LEVEL: 'loud', X_BEARER_TOKEN: revoked });
    expect(found.marked('✗')).toEqual([
      expect.stringMatching(/^LOG_LEVEL must be debug, info, warn or error/u),
      expect.stringMatching(/faccia\.yaml:\d+: brands\[0\]\.ladder\[1\] must be one of direct, introduce/u),
      expect.stringMatching(/^REDIS_URL: .*allkeys-lru.*CONFIG SET maxmemory-policy noeviction/u),
      expect.stringMatching(/^SLACK_BOT_TOKEN lacks usergroups:read\. .*slack-manifest\.json.*install/u),
      expect.stringMatching(/^X_BEARER_TOKEN: .*Make a new one/u),
    ]);
    expect(found.lines.at(-1)).toMatch(/^5 problems, \d warning/u);
    expect(found.code).toBe(1);
    expectNoSecrets(found, [revoked]);
  });

  it('looks at everything that a missing value does not hide', async () => {
    ward = await openWard();
    const found = await ward.diagnose({ SLACK_BOT_TOKEN: '' });
    expect(found.marked('✗')).toEqual([expect.stringMatching(/^SLACK_BOT_TOKEN is missing/u)]);
    expect(found.marked('-')).toContainEqual(expect.stringContaining('SLACK_BOT_TOKEN that works'));
    const fine = found.marked('✓').join('\n');
    for (const name of ['REDIS_URL', 'SLACK_APP_TOKEN', 'X_BEARER_TOKEN', 'Brand @acme', 'Clock'])
      expect(fine).toContain(name);
  });
});

import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { untilReady } from '../../sandbox/launch/product.ts';
import { EMBEDDED_DIR, findEmbeddedRedis } from '../../src/store/embedded-redis.ts';
import { ADA, BEN, type Desk, openDesk, until, wordsOf } from '../support/desk.ts';
import { startRedis, type TestRedis } from '../support/redis-server.ts';

let desk: Desk;
let redis: TestRedis | null = null;
afterEach(async () => {
  await desk.close();
  await redis?.close();
  redis = null;
});

async function readiness(): Promise<string> {
  const response = await fetch(`${desk.stage.product.url}/readyz`);
  return `${response.status} ${await response.text()}`;
}

const log = () => desk.stage.product.lines.join('\n');

describe('at the start', () => {
  it('a wrong configuration ends it with every problem at once', async () => {
    desk = await openDesk({
      ready: false,
      env: {
        SLACK_BOT_TOKEN: 'oops',
        X_CLIENT_ID: '',
        PORT: '99999',
        FACCIA_KEYS: 'k1:c2hvcnQ=',
        ROLES: 'ingest,cook',
      },
      brand: { ladder: ['direct', 'teleport'] },
    });
    expect(await desk.stage.product.exited).toBe(1);
    for (const name of ['SLACK_BOT_TOKEN', 'X_CLIENT_ID', 'FACCIA_KEYS', 'ROLES', 'brands[0].ladder[1]'])
      expect(log()).toContain(name);
    expect(log()).not.toContain('    at ');
  });

  it('a token that Slack does not accept ends it with a sentence', async () => {
    desk = await openDesk({ ready: false, env: { SLACK_BOT_TOKEN: 'xoxb-of-another-workspace' } });
    expect(await desk.stage.product.exited).toBe(1);
    expect(await findEmbeddedRedis(join(desk.dir, EMBEDDED_DIR))).toBeNull();
    expect(log()).toMatch(/SLACK_BOT_TOKEN/u);
    expect(log()).not.toContain('xoxb-of-another-workspace');
  });

  it('a Redis that throws data away ends it with the command that mends it', async () => {
    redis = await startRedis({ 'maxmemory-policy': 'allkeys-lru' });
    desk = await openDesk({ ready: false, env: { REDIS_URL: redis.url } });
    expect(await desk.stage.product.exited).toBe(1);
    expect(log()).toContain('CONFIG SET maxmemory-policy noeviction');
  });

  it('an absent Redis and a Slack and an X that are down are waited for, and named', async () => {
    redis = await startRedis();
    const { url, port } = redis;
    await redis.close();
    desk = await openDesk({ ready: false, env: { REDIS_URL: url } });
    desk.slack.faults.down = true;
    desk.x.faults.arm({ route: 'GET rules', times: 1, kind: { do: 'status', status: 503, when: 'before' } });
    await until(async () => /503.*Redis/su.test(await readiness()));
    expect((await fetch(`${desk.stage.product.url}/healthz`)).status).toBe(200);
    redis = await startRedis({ port: String(port) });
    await until(async () => /503.*Slack/su.test(await readiness()));
    desk.slack.faults.down = false;
    await untilReady(desk.stage.product);
    const post = desk.mention('@acme good morning');
    await desk.take(ADA, post);
  });
});

describe('later', () => {
  it('a Redis that is full, read-only or away refuses in words, and what was done stays done', async () => {
    redis = await startRedis();
    desk = await openDesk({ env: { REDIS_URL: redis.url } });
    const post = desk.mention('@acme first');
    const card = await desk.untilCard(post);

    await redis.command('config', 'set', 'maxmemory', '1');
    await desk.click(ADA, card, 'take_it');
    await desk.untilWhisper(ADA, /memory \(Redis\) is full, so nothing was changed/u);
    await redis.command('config', 'set', 'maxmemory', '0');

    await redis.command('replicaof', '127.0.0.1', '1');
    await desk.click(ADA, card, 'take_it');
    await desk.untilWhisper(ADA, /cannot be written to now, so nothing was changed/u);
    const meanwhile = desk.mention('@acme while it could not be kept', { by: 'customer_two' });
    await redis.command('replicaof', 'no', 'one');
    expect(wordsOf(await desk.untilCard(post))).toContain('Waiting');

    await desk.untilCard(meanwhile);
    await redis.stop();
    await desk.click(BEN, card, 'take_it');
    await desk.untilWhisper(BEN, /cannot reach its memory/u);
    await until(async () => (await readiness()).startsWith('503'));
    await redis.start();
    await until(async () => (await readiness()).startsWith('200'));
    await desk.take(BEN, post);
    await desk.take(ADA, meanwhile);
    await desk.reply(ADA, meanwhile, 'Kept after all.');
    await desk.untilNote(meanwhile, /Sent/u);
    expect(desk.cards(meanwhile)).toHaveLength(1);
  });

  it('a Slack that is away loses no card, no note and no answer', async () => {
    desk = await openDesk();
    const first = desk.mention('@acme one');
    await desk.take(ADA, first);
    const viewId = await desk.openReply(ADA, first);
    desk.slack.faults.down = true;
    const second = desk.mention('@acme two', { by: 'customer_two' });
    expect(await desk.submit(ADA, viewId, 'On our way.')).toMatchObject({ closed: true });
    await until(() => desk.postsBy('ada_fixes').length === 1);
    desk.slack.delivery.disconnect();
    desk.slack.faults.down = false;
    await desk.untilCard(second);
    await desk.untilNote(first, /Sent/u);
    expect(desk.cards(second)).toHaveLength(1);
    await until(() => desk.slack.delivery.connections() > 0);
    await desk.take(ADA, second);
  });

  it('an X whose stream broke brings what was posted meanwhile, once', async () => {
    desk = await openDesk();
    const first = desk.mention('@acme one');
    await desk.untilCard(first);
    desk.x.stream.drop();
    const posts = [2, 3, 4].map((index) => desk.mention(`@acme ${index}`, { by: `customer_${index}` }));
    for (const post of posts) await desk.untilCard(post);
    for (const post of [first, ...posts]) expect(desk.cards(post)).toHaveLength(1);
  });

  it('a bot token that was revoked is named in the log and by readyz, without the token', {
    timeout: 40_000,
  }, async () => {
    desk = await openDesk();
    desk.slack.revoked.add('xoxb-sandbox-bot');
    desk.mention('@acme anybody?');
    await until(() => /SLACK_BOT_TOKEN was revoked/u.test(log()));
    await until(async () => /503.*SLACK_BOT_TOKEN was revoked/su.test(await readiness()), 30_000);
    expect(log()).not.toContain('xoxb-');
  });
});

describe('a hostile post', () => {
  it.each([
    ['pings', '@acme <!channel> <!here> <@U0ADA> <!subteam^S0LEADS|all> <#C0CARE>'],
    ['fake links', '@acme <https://evil.example|https://acme.com> https://evil.example/<b>|x'],
    ['control characters', '@acme \u0000\u0007\u001b[31m red \u202Etxet desrever\u202C \u2066 hidden'],
    ['25,000 characters', `@acme ${'<!channel> <@U0ADA> lots & lots 😀 '.repeat(760)}`.slice(0, 25_000)],
  ])('with %s becomes a card that rings for nobody', async (_what, text) => {
    desk = await openDesk();
    const post = desk.mention(text, { by: 'evil_one' });
    const card = await desk.untilCard(post);
    expect(desk.slack.workspace.pings(card)).toEqual([]);
    expect(card.text).not.toMatch(/<[!@#]/u);
    const taken = await desk.take(ADA, post);
    expect(desk.slack.workspace.pings(taken)).toEqual([`<@${ADA}>`]);
    const viewId = await desk.openReply(ADA, post);
    expect(await desk.submit(ADA, viewId, 'Thank you for the poem.')).toMatchObject({ closed: true });
    await desk.untilNote(post, /Sent/u);
  });
});

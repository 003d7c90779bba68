import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { aDeskFile } from '../support/desk.ts';
import { expectNoSecrets, openWard, SECRETS, type Ward } from '../support/doctor.ts';

describe('the doctor', () => {
  let ward: Ward | null = null;
  afterEach(async () => {
    await ward?.close();
    ward = null;
  });

  it('finds what Slack and X do not know', async () => {
    ward = await openWard();
    const brand = { handle: 'acme_misspelt', channels: { default: 'C0NOWHERE' } };
    ward.writeDesk(aDeskFile(brand, { people: { leads: ['S0NOBODY'] } }));
    const found = await ward.diagnose({
      SLACK_APP_TOKEN: 'xapp-of-another-app',
      X_CLIENT_SECRET: 'secret-of-another-client',
    });
    expect(found.marked('✗')).toEqual([
      expect.stringMatching(/^SLACK_APP_TOKEN: .*invalid_auth.*Basic Information/u),
      expect.stringMatching(/brands\[0\]\.channels\.default: channel C0NOWHERE: .*\/invite @Faccia/u),
      expect.stringMatching(/people\.leads\[0\]: .*S0NOBODY.*Copy the id again/u),
      expect.stringMatching(/^X_CLIENT_ID and X_CLIENT_SECRET: X does not accept them/u),
      expect.stringMatching(/brands\[0\]\.handle: X knows no account @acme_misspelt/u),
    ]);
    expectNoSecrets(found, ['xapp-of-another-app', 'secret-of-another-client']);
  });

  it('finds one key under two ids, and an address where something else answers', async () => {
    ward = await openWard();
    const twin = SECRETS.FACCIA_KEYS.replace('k1:', 'k2:');
    const found = await ward.diagnose({
      FACCIA_KEYS: `${SECRETS.FACCIA_KEYS},${twin}`,
      PUBLIC_URL: ward.slack.url,
    });
    expect(found.marked('✗')).toEqual([
      expect.stringMatching(/^FACCIA_KEYS: the key "k2" is the same as one before it\. Make a new one/u),
      expect.stringMatching(/^PUBLIC_URL .* but not Faccia\. Point the address/u),
    ]);
    expectNoSecrets(found);
  });

  it('needs no app token in HTTP mode', async () => {
    ward = await openWard();
    const signing = 'secret-that-signs';
    const found = await ward.diagnose({ SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: signing });
    expect(found.marked('✗')).toEqual([]);
    expect(found.marked('-')).toEqual([expect.stringMatching(/^SLACK_APP_TOKEN: .*HTTP mode/u)]);
    expectNoSecrets(found, [signing]);
  });

  it('finds a Redis that is away, or wants another password, without telling the password', async () => {
    ward = await openWard({ redis: { requirepass: 'open-sesame-secret' } });
    const fine = await ward.diagnose();
    expect(fine.marked('✗')).toEqual([]);
    const wrong = await ward.diagnose({ REDIS_URL: `redis://:wrong-secret@127.0.0.1:${ward.redis.port}` });
    expect(wrong.marked('✗')).toEqual([expect.stringMatching(/^REDIS_URL: Redis wants other credentials/u)]);
    const away = await ward.diagnose({ REDIS_URL: 'redis://:wrong-secret@127.0.0.1:1' });
    expect(away.marked('✗')).toEqual([expect.stringMatching(/^REDIS_URL: .*ECONNREFUSED.*Start it/u)]);
    for (const found of [fine, wrong, away]) expectNoSecrets(found, ['open-sesame-secret', 'wrong-secret']);
  });

  it('goes on when Slack and X are away', async () => {
    ward = await openWard();
    await Promise.all([ward.slack.close(), ward.x.close()]);
    const found = await ward.diagnose();
    expect(found.marked('✗')).toEqual([
      expect.stringMatching(/^SLACK_BOT_TOKEN: .*SLACK_API_URL/u),
      expect.stringMatching(/^SLACK_APP_TOKEN: .*SLACK_API_URL/u),
      expect.stringMatching(/^X_BEARER_TOKEN: .*X_API_URL/u),
    ]);
    expect(found.marked('✓')).toContainEqual(expect.stringMatching(/^REDIS_URL/u));
    expect(found.marked('-')).toContainEqual(expect.stringMatching(/^Clock/u));
  });

  it.each([
    { off: 20, mark: '!' as const, says: /^Clock: this machine is \d+ s behind X's clock.*timedatectl/u },
    { off: -600, mark: '✗' as const, says: /^Clock: this machine is \d+ s ahead of X's clock.*timedatectl/u },
  ])('sees a clock that is $off s off', async ({ off, mark, says }) => {
    ward = await openWard();
    await ward.slack.close();
    const x = createServer((_request, response) => {
      response.setHeader('date', new Date(Date.now() + off * 1000).toUTCString());
      response.setHeader('content-type', 'application/json');
      response.end('{"data":{"id":"1"}}');
    });
    await new Promise<void>((resolve) => x.listen(0, '127.0.0.1', resolve));
    try {
      const found = await ward.diagnose({
        X_API_URL: `http://127.0.0.1:${(x.address() as AddressInfo).port}`,
      });
      expect(found.marked(mark)).toContainEqual(expect.stringMatching(says));
    } finally {
      x.close();
      x.closeAllConnections();
    }
  });
});

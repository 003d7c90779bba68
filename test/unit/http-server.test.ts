import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { confirm, openPages, type Pages, type PagesOptions } from '../support/pages.ts';

const open: Pages[] = [];
async function pages(options?: PagesOptions): Promise<Pages> {
  const made = await openPages(options);
  open.push(made);
  return made;
}
afterEach(async () => {
  for (const made of open.splice(0)) await made.close();
});

/** Sends this and answers with all that comes until the server ends the connection. */
function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let got = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      got += chunk;
    });
    socket.once('close', () => resolve(got));
    socket.once('error', reject);
  });
}

describe('a page for people', () => {
  it('lets nothing run or load but its own style, and nobody frame it', async () => {
    const served = await pages();
    const response = await fetch(`${served.url}/oauth/x/start?ticket=${served.ticketOf('UADA')}`);
    const html = await response.text();
    const style = createHash('sha256')
      .update(/<style>(.*)<\/style>/su.exec(html)?.[1] ?? '')
      .digest('base64');
    expect(response.headers.get('content-security-policy')).toBe(
      `default-src 'none';style-src 'sha256-${style}';form-action 'self' https://x.com;base-uri 'none';frame-ancestors 'none'`,
    );
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': expect.stringContaining('max-age='),
      'cache-control': 'no-store',
    });
    expect(response.headers.has('x-powered-by')).toBe(false);
    expect(html).toContain('UADA');
  });

  it('that fails says nothing of the inside', async () => {
    const served = await pages({ broken: 'redis://:password@10.0.0.7 refused' });
    const response = await fetch(`${served.url}/oauth/x/start?ticket=${served.ticketOf('UADA')}`);
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('Something went wrong inside Faccia. Try again in a minute.\n');
  });
});

describe('the confirmation of a link', () => {
  const FOREIGN: [string, Record<string, string>][] = [
    ['a page of another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['a page of a sister domain', { 'sec-fetch-site': 'same-site', origin: 'https://blog.example.com' }],
    [
      'a page of another site, with our name in Origin',
      { 'sec-fetch-site': 'cross-site', origin: 'https://care.example.com' },
    ],
    ['an older browser on another site', { origin: 'https://evil.example' }],
    ['an older browser that hides the page', { origin: 'null' }],
    ['our name over plain http', { origin: 'http://care.example.com' }],
  ];

  it.each(FOREIGN)('from %s is refused and uses nothing up', async (_from, headers) => {
    const served = await pages();
    const ticket = served.ticketOf('UMALLORY');
    const response = await confirm(served, ticket, headers);
    expect(response.status).toBe(403);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(served.tickets.has(ticket)).toBe(true);
    expect(served.attempts.size).toBe(0);
  });

  it.each<[string, Record<string, string>]>([
    ['our own page', { 'sec-fetch-site': 'same-origin', origin: 'https://care.example.com' }],
    ['our own page in an older browser', { origin: 'https://care.example.com' }],
    ['no browser', {}],
  ])('from %s goes on to X, once', async (_from, headers) => {
    const served = await pages();
    const ticket = served.ticketOf('UADA');
    const response = await confirm(served, ticket, headers);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toMatch(/^https:\/\/x\.com\/i\/oauth2\/authorize\?state=/u);
    expect((await confirm(served, ticket, headers)).status).toBe(410);
  });

  it('ties the attempt to the browser with a cookie that no other site and no sister domain can set or read', async () => {
    const served = await pages();
    const response = await confirm(served, served.ticketOf('UADA'), {});
    expect(response.headers.get('set-cookie')).toMatch(
      /^__Host-faccia_link=[\w-]{43}; Max-Age=600; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/u,
    );
  });

  it('takes a form of 4 KB at most', async () => {
    const served = await pages();
    const response = await confirm(served, 'x'.repeat(5_000), {});
    expect(response.status).toBe(413);
    expect(await response.text()).toBe('Faccia cannot read this request.\n');
    expect(served.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('many requests', () => {
  const RATE = { serving: { perMinute: 10 } };
  const ask = ({ url }: Pages, path: string, headers: Record<string, string> = {}) =>
    fetch(`${url}${path}`, { headers }).then(({ status }) => status);
  const several = async (count: number, one: (index: number) => Promise<number>) =>
    Promise.all(Array.from({ length: count }, (_, index) => one(index)));

  it('of one address are refused after the limit, and logged once', async () => {
    const served = await pages(RATE);
    const answers = await several(15, () => ask(served, '/oauth/x/callback'));
    expect(answers.filter((status) => status === 429)).toHaveLength(5);
    expect(served.lines.filter(({ event }) => event === 'http-rate-limited')).toHaveLength(1);
    const refused = await fetch(`${served.url}/oauth/x/start`);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await several(20, () => ask(served, '/healthz'))).toEqual(Array(20).fill(200));
  });

  it('of several addresses behind a proxy that we believe count apart', async () => {
    const served = await pages(RATE);
    const answers = await several(15, (index) =>
      ask(served, '/oauth/x/callback', { 'x-forwarded-for': `203.0.113.${index}` }),
    );
    expect(answers).not.toContain(429);
  });

  it('cannot hide behind made-up addresses when nobody stands before us', async () => {
    const served = await pages({ serving: { perMinute: 10, trustProxy: 0 } });
    const answers = await several(15, (index) =>
      ask(served, '/oauth/x/callback', { 'x-forwarded-for': `203.0.113.${index}` }),
    );
    expect(answers.filter((status) => status === 429)).toHaveLength(5);
    expect(served.lines.filter(({ event }) => event === 'proxy-not-trusted')).toHaveLength(1);
  });

  it('cannot hide by adding an address to the one that the proxy saw', async () => {
    const served = await pages({ serving: { perMinute: 10, trustProxy: 1 } });
    const answers = await several(15, (index) =>
      ask(served, '/oauth/x/callback', { 'x-forwarded-for': `203.0.113.${index}, 198.51.100.7` }),
    );
    expect(answers.filter((status) => status === 429)).toHaveLength(5);
  });
});

describe('a client that takes its time', () => {
  const SHORT = { limits: { headersMs: 200, requestMs: 300, lookEveryMs: 50 } };

  it.each([
    ['in its headers', 'GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: '],
    [
      'in its body',
      'POST /oauth/x/start HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 900\r\n\r\nticket=',
    ],
  ])('%s is cut off', async (_where, text) => {
    const served = await pages(SHORT);
    expect(await sendRaw(served.port, text)).toMatch(/^HTTP\/1\.1 408 /u);
  });

  it('or sends headers without end is cut off', async () => {
    const served = await pages();
    const text = `GET /healthz HTTP/1.1\r\nHost: a\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`;
    expect(await sendRaw(served.port, text)).toMatch(/^HTTP\/1\.1 431 /u);
  });

  it('or smuggles a second request in the first is refused', async () => {
    const served = await pages();
    const text =
      'POST /oauth/x/start HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: a\r\n\r\n';
    expect(await sendRaw(served.port, text)).toMatch(/^HTTP\/1\.1 400 /u);
  });
});

describe('a port that somebody else has', () => {
  it('is named, with the way out', async () => {
    const { port } = await pages();
    await expect(pages({ serving: { privatePort: port, privateHost: '0.0.0.0' } })).rejects.toMatchObject({
      sentence: `Faccia cannot listen on 0.0.0.0, port ${port}: another process has it. Set PORT (or http.private_port and http.private_host in the YAML) to another one.`,
    });
  });
});

describe('the routes of operations', () => {
  const statusOf = (url: string) => fetch(url).then(({ status }) => status);

  it('share the one port where nothing else is said', async () => {
    const served = await pages();
    expect(served.privateUrl).toBeNull();
    expect(await (await fetch(`${served.url}/metrics`)).text()).toBe('faccia_up 1\n');
    expect(await (await fetch(`${served.url}/queues`)).text()).toBe('the board');
  });

  it('are on their own port only where there is one, and that port has nothing else', async () => {
    const served = await pages({ serving: { privatePort: 0 } });
    for (const path of ['/metrics', '/queues', '/queues/', '/METRICS', '/%6detrics', '//metrics'])
      expect([path, await statusOf(`${served.url}${path}`)]).toEqual([path, 404]);
    expect(await statusOf(`${served.privateUrl}/metrics`)).toBe(200);
    expect(await statusOf(`${served.privateUrl}/queues`)).toBe(200);
    for (const path of ['/oauth/x/start', '/oauth/x/callback', '/slack/events'])
      expect([path, await statusOf(`${served.privateUrl}${path}`)]).toEqual([path, 404]);
    for (const url of [served.url, served.privateUrl]) {
      expect(await statusOf(`${url}/healthz`)).toBe(200);
      expect(await statusOf(`${url}/readyz`)).toBe(200);
    }
  });

  it('may run scripts of their own only, and take nothing that a foreign page sends', async () => {
    const served = await pages();
    const board = await fetch(`${served.url}/queues`);
    expect(board.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(board.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    const sent = await fetch(`${served.url}/queues`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'same-site' },
    });
    expect(sent.status).toBe(403);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BoardHouse, cookiesOf, openBoardHouse } from '../support/board-house.ts';
import { openBrowser } from '../support/browser.ts';

describe('the queue board', () => {
  let house: BoardHouse;
  beforeAll(async () => {
    house = await openBoardHouse();
    await house.queue.counts();
    await house.queue.add([{ member: 'card:x-1001', receipt: '1' }]);
    await house.queue.add([{ member: 'send:r-7', receipt: '2' }]);
  });
  afterAll(() => house?.close());

  const get = (path: string, cookie = '') =>
    fetch(`${house.url}${path}`, { headers: { cookie }, redirect: 'manual' });

  it('is refused without a sign-in, with a way to sign in', async () => {
    for (const path of ['/queues', '/queues/', '/queues/api/queues', '/queues/static/js/main.js']) {
      const response = await get(path);
      expect(response.status).toBe(401);
      expect(await response.text()).toContain('href="/queues/sign-in"');
    }
  });

  it.each(['U0ADA', 'U0GUEST'])('is refused to %s, who is neither a lead nor operations', async (user) => {
    const { cookie, status, text } = await house.signIn(user);
    expect(status).toBe(403);
    expect(text).toMatch(/Only (?:care leads|members)/u);
    expect((await get('/queues/api/queues', cookie)).status).toBe(403);
  });

  it('shows a lead the queues, and lets them change nothing', async () => {
    const { cookie, status } = await house.signIn('U0LEA');
    expect(status).toBe(200);
    const answer = await get('/queues/api/queues', cookie);
    const { queues } = (await answer.json()) as { queues: { name: string; readOnlyMode: boolean }[] };
    expect(queues.map(({ name }) => name).sort()).toEqual(['replies', 'slack']);
    expect(queues.every(({ readOnlyMode }) => readOnlyMode)).toBe(true);
    expect((await change('/queues/api/queues/slack/pause', cookie)).status).toBe(403);
  });

  it('lets operations change things, from its own page only', async () => {
    const { cookie } = await house.signIn('U0OPS');
    expect((await change('/queues/api/queues/slack/pause', cookie, 'https://evil.example')).status).toBe(403);
    expect((await change('/queues/api/queues/slack/pause', cookie, null)).status).toBe(403);
    expect((await change('/queues/api/queues/slack/pause', cookie)).status).toBe(200);
    const paused = async () => {
      const answer = await get('/queues/api/queues', cookie);
      const { queues } = (await answer.json()) as { queues: { name: string; isPaused: boolean }[] };
      return queues.find(({ name }) => name === 'slack')?.isPaused;
    };
    expect(await paused()).toBe(true);
    expect((await change('/queues/api/queues/slack/resume', cookie)).status).toBe(200);
    expect(await paused()).toBe(false);
  });

  const change = (path: string, cookie: string, origin: string | null = house.url) =>
    fetch(`${house.url}${path}`, {
      method: 'PUT',
      headers: { cookie, ...(origin === null ? {} : { origin }) },
    });

  it('carries ids alone: no words and no secrets', async () => {
    const { cookie } = await house.signIn('U0LEA');
    const answer = await get('/queues/api/queues?activeQueue=slack&status=waiting', cookie);
    const { queues } = (await answer.json()) as { queues: { name: string; jobs: { data: unknown }[] }[] };
    const jobs = queues.flatMap(({ jobs: found }) => found);
    expect(jobs.map(({ data }) => data)).toEqual([{ member: 'card:x-1001', receipt: '1' }]);
  });

  it('takes no sign-in that another browser began, or that was used before', async () => {
    const begun = await get('/queues/sign-in');
    const asked = new URL(begun.headers.get('location') ?? '');
    const allowed = await fetch(new URL(asked.pathname, asked.origin), {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams([...asked.searchParams, ['user', 'U0OPS']]),
    });
    const back = allowed.headers.get('location') ?? '';
    expect((await fetch(back, { redirect: 'manual' })).status).toBe(400);
    const other = cookiesOf(await get('/queues/sign-in'));
    expect((await fetch(back, { redirect: 'manual', headers: { cookie: other } })).status).toBe(400);
    const mine = cookiesOf(begun);
    expect((await fetch(back, { redirect: 'manual', headers: { cookie: mine } })).status).toBe(303);
    expect((await fetch(back, { redirect: 'manual', headers: { cookie: mine } })).status).toBe(403);
  });

  it('takes no cookie that it did not sign, or that was signed for something else', async () => {
    const forged = `eyJhbGciOiJub25lIn0.${Buffer.from('{"sub":"U0OPS","aud":"session"}').toString('base64url')}.`;
    expect((await get('/queues/', `faccia_session=${forged}`)).status).toBe(401);
    const [, attempt = ''] = cookiesOf(await get('/queues/sign-in')).split('=');
    expect((await get('/queues/', `faccia_session=${attempt}`)).status).toBe(401);
  });

  it('works in a browser, without anything from outside', async () => {
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      const outside: string[] = [];
      page.on('requestfinished', (request) => {
        const { hostname } = new URL(request.url());
        if (hostname !== '127.0.0.1') outside.push(request.url());
      });
      await page.goto(`${house.url}/queues`);
      await page.getByRole('link', { name: 'Sign in with Slack' }).click();
      await page.getByRole('button', { name: /ops person/iu }).click();
      await page.getByText('replies').first().waitFor();
      await page.goto(`${house.url}/queues/queue/slack?status=waiting`);
      await page.getByText('card-x-1001-1').first().waitFor();
      expect(outside).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});

describe('the queue board, where Slack does not know us', () => {
  it('says in a sentence how to turn it on', async () => {
    const house = await openBoardHouse({ on: false });
    const response = await fetch(`${house.url}/queues`);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('SLACK_CLIENT_ID');
    await house.close();
  });

  it('lets nobody in with a wrong client secret', async () => {
    const house = await openBoardHouse({ clientSecret: 'wrong' });
    const { status, cookie } = await house.signIn('U0OPS');
    expect(status).toBe(403);
    expect(cookie).toBe('');
    await house.close();
  });
});

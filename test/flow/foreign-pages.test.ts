import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { openPages, type Pages } from '../support/pages.ts';

/** A site that answers every path with the same page. */
async function site(html: () => string): Promise<{ url: string; server: Server }> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(html());
  });
  await new Promise<void>((resolve) => server.listen(0, () => resolve()));
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, server };
}

describe('in a real browser', () => {
  let browser: Browser;
  let page: Page;
  let served: Pages;
  let x: Awaited<ReturnType<typeof site>>;
  let evil: Awaited<ReturnType<typeof site>>;
  let evilHtml = '';

  beforeAll(async () => {
    x = await site(() => '<title>Consent at X</title>');
    evil = await site(() => evilHtml);
    served = await openPages({ formTarget: `${x.url}/authorize` });
    browser = await openBrowser();
    page = await browser.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
    for (const { server } of [x, evil]) server.close();
  });

  it("a person's own click goes on to X, past every rule for pages", async () => {
    await page.goto(`${served.url}/oauth/x/start?ticket=${served.ticketOf('UADA')}`);
    await page.getByRole('button', { name: 'Continue to X' }).click();
    await page.waitForURL(`${x.url}/authorize?state=*`);
    expect(await page.title()).toBe('Consent at X');
    expect(served.attempts.size).toBe(1);
  });

  it('a foreign page cannot press the button for somebody who is signed in at X', async () => {
    const ticket = served.ticketOf('UMALLORY');
    evilHtml = `<form method="post" action="${served.url}/oauth/x/start"><input name="ticket" value="${ticket}"></form>
      <script>document.forms[0].submit()</script>`;
    await page.goto(evil.url);
    await page.getByText('from a page that is not of Faccia').waitFor();
    expect(served.tickets.has(ticket)).toBe(true);
    expect(served.attempts.size).toBe(1);
  });

  it('a foreign page cannot lay ours under a click of its own', async () => {
    evilHtml = `<iframe src="${served.url}/oauth/x/start?ticket=${served.ticketOf('UMALLORY')}"></iframe>`;
    const blocked = page.waitForEvent('console', (line) => line.text().includes('frame-ancestors'));
    await page.goto(evil.url);
    await blocked;
    expect(await page.frameLocator('iframe').getByText('Continue to X').count()).toBe(0);
  });
});

import { mkdirSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { startSandbox } from '../support/sandbox.ts';

const SHOTS = new URL('../artefacts/', import.meta.url).pathname;
const DESKTOP = { viewport: { width: 1400, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
const ANSWER = 'The fuse of your street cabinet blew. I am on my way, light is back within the hour.';
const WAIT = { timeout: 30_000 };

describe('the sandbox page', () => {
  let sandbox: { url: string; close(): Promise<void> };
  let browser: Browser;
  const complaints: string[] = [];

  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    [sandbox, browser] = await Promise.all([startSandbox('--speed', '4'), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await sandbox.close();
  });

  async function open(options: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(sandbox.url);
    return page;
  }

  const shot = (page: Page, name: string) => page.screenshot({ path: `${SHOTS}${name}.png` });
  const cardOf = (page: Page, words: string) =>
    page.getByLabel('Slack', { exact: true }).getByRole('article').filter({ hasText: words }).first();
  const postOf = (page: Page, words: string) =>
    page.getByLabel('X', { exact: true }).getByRole('article').filter({ hasText: words }).first();

  it('lets an employee take a mention, answer it, and see it on X', { timeout: 90_000 }, async () => {
    const page = await open(DESKTOP);
    const card = cardOf(page, 'router light is red');
    await card.getByRole('button', { name: 'Take it' }).click(WAIT);
    await card.getByText('has it').waitFor(WAIT);
    await shot(page, 'desktop-taken');
    await card.getByRole('button', { name: 'Reply', exact: true }).click();
    const modal = page.getByRole('dialog');
    await modal.getByText('Public, as @ada_fixes').waitFor(WAIT);
    await modal.getByLabel('Your answer').fill(ANSWER);
    await modal.getByText(`${ANSWER.length} / 280`).waitFor(WAIT);
    await shot(page, 'desktop-modal');
    await modal.getByRole('button', { name: 'Send' }).click();
    await modal.waitFor({ state: 'detached', ...WAIT });
    await card.getByRole('button', { name: /repl|thread/u }).click();
    const thread = page.getByLabel('Thread', { exact: true });
    await thread.getByRole('button', { name: 'Undo' }).waitFor(WAIT);
    await shot(page, 'desktop-undo');
    await thread.getByText('Sent', { exact: false }).first().waitFor(WAIT);
    const answer = postOf(page, ANSWER);
    await answer.waitFor(WAIT);
    expect(await answer.getAttribute('data-author')).toBe('ada_fixes');
    await postOf(page, '@ada_fixes').waitFor(WAIT);
    await card.getByText('Answered').waitFor(WAIT);
    // The introduction and the answer, $0.010 each, and what was read.
    await page.getByText(/billed today \$0\.0[2-9]/u).waitFor(WAIT);
    await page.getByLabel('posts per account').selectOption('1 a minute');
    await page.getByLabel('posts per account').selectOption('100 in 15 min');
    await shot(page, 'desktop-sent');
  });

  it('works on a phone and in the dark', { timeout: 90_000 }, async () => {
    const page = await open({ ...PHONE, colorScheme: 'dark' });
    const card = cardOf(page, 'technician was on time');
    await card.getByRole('button', { name: 'Take it' }).tap(WAIT);
    await card.getByText('has it').waitFor(WAIT);
    await shot(page, 'phone-slack');
    await card.getByRole('button', { name: 'Reply', exact: true }).tap();
    await page.getByRole('dialog').getByLabel('Your answer').fill('He will blush.');
    await shot(page, 'phone-modal');
    await page.getByRole('dialog').getByRole('button', { name: 'Send' }).tap();
    await page.getByRole('button', { name: 'X, as customers see it' }).tap();
    await postOf(page, 'He will blush.').waitFor(WAIT);
    await shot(page, 'phone-x');
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBe(PHONE.viewport.width);
  });

  it('lets you write as a customer, and the card appears', { timeout: 60_000 }, async () => {
    const page = await open(DESKTOP);
    const words = `@lumenfibre is the tower down again?`;
    const x = page.getByLabel('X', { exact: true });
    await x.getByLabel('Write to @lumenfibre').fill(words);
    await x.getByRole('button', { name: 'Post' }).click();
    await cardOf(page, 'is the tower down again?').waitFor(WAIT);
    await page.getByRole('button', { name: 'Ben' }).click();
    await cardOf(page, 'is the tower down again?').getByRole('button', { name: 'Take it' }).click(WAIT);
    await page.getByText('you need your own X account').waitFor(WAIT);
    await shot(page, 'desktop-link-first');
  });

  it('has nothing to complain about in the console', () => {
    expect(complaints).toEqual([]);
  });
});

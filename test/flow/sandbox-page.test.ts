import { mkdirSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { become } from '../support/desk-page.ts';
import { aPng } from '../support/pictures.ts';
import { startSandbox } from '../support/sandbox.ts';

const SHOTS = new URL('../artefacts/', import.meta.url).pathname;
const DESKTOP = { viewport: { width: 1400, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
const ANSWER = 'The fuse of your street cabinet blew. I am on my way, light is back within the hour.';
/** Its customer writes once: nothing reopens the thread meanwhile. */
const MENTION = 'hay avería en el centro';
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

  // A page that is left open goes on drawing what happens, as long as the others take.
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
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

  /** What a thumb does not hit: buttons and choices that are lower than this. */
  const tooSmall = (page: Page) =>
    page.evaluate(`[...document.querySelectorAll('button, select, summary')]
      .map((element) => [element.textContent, element.getBoundingClientRect().height])
      .filter(([, height]) => height > 0 && height < 40)`);

  it('lets an employee take a mention, answer it, and see it on X', { timeout: 90_000 }, async () => {
    const page = await open(DESKTOP);
    const card = cardOf(page, MENTION);
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
    expect(await tooSmall(page)).toEqual([]);
    const cut = `(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('.rooms'))`;
    expect(await page.evaluate(cut)).toBeLessThanOrEqual(0);
    await card.getByRole('button', { name: 'Reply', exact: true }).tap();
    const modal = page.getByRole('dialog', { name: 'Answer in public' });
    await modal.getByLabel('Your answer').fill('He will blush.');
    const files = [
      { name: 'team.png', mimeType: 'image/png', buffer: aPng() },
      { name: 'van.png', mimeType: 'image/png', buffer: aPng([180, 85, 45]) },
    ];
    await modal.getByLabel('Pictures or video').setInputFiles(files);
    await modal.getByRole('button', { name: 'Remove van.png' }).tap(WAIT);
    await shot(page, 'phone-modal');
    expect(await tooSmall(page)).toEqual([]);
    await modal.getByRole('button', { name: 'Send' }).tap();
    const alt = page.getByRole('dialog', { name: 'Describe the pictures' });
    await alt.getByLabel(/What does .*team\.png.* show/u).fill('Two technicians, laughing');
    await shot(page, 'phone-alt');
    await alt.getByRole('button', { name: 'Send' }).tap();
    await alt.waitFor({ state: 'detached', ...WAIT });
    await page.getByRole('button', { name: 'X, as customers see it' }).tap();
    await postOf(page, 'He will blush.').getByAltText('Two technicians, laughing').waitFor(WAIT);
    await shot(page, 'phone-x');
    expect(await tooSmall(page)).toEqual([]);
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBe(PHONE.viewport.width);
  });

  it.each([
    ['desktop', DESKTOP, MENTION, ANSWER, false],
    ['phone', PHONE, 'technician was on time', 'He will blush.', true],
  ] as const)(
    'lets an author delete a post after a question, and a customer edit one, on a %s',
    { timeout: 90_000 },
    async (device, options, mention, answer, phone) => {
      const page = await open(options);
      const card = cardOf(page, mention);
      await card.getByRole('button', { name: /repl|thread/u }).click(WAIT);
      const thread = page.getByLabel('Thread', { exact: true });
      await thread.getByRole('button', { name: 'Delete my post' }).click(WAIT);
      const question = page.getByRole('dialog', { name: 'Delete it for everybody?' });
      await question.getByText("The brand's introduction goes too").waitFor(WAIT);
      await shot(page, `${device}-delete`);
      await question.getByRole('button', { name: 'Keep it' }).click();
      await thread.getByRole('button', { name: 'Delete my post' }).click();
      await question.getByRole('button', { name: 'Delete' }).click();
      await thread.getByText('Deleted', { exact: true }).waitFor(WAIT);
      await shot(page, `${device}-deleted`);
      await thread.getByRole('button', { name: 'Close the thread' }).click();
      await card.getByText('the answer was deleted', { exact: false }).waitFor(WAIT);
      if (phone) await page.getByRole('button', { name: 'X, as customers see it' }).tap();
      await postOf(page, answer).waitFor({ state: 'detached', ...WAIT });
      const post = postOf(page, mention);
      await post.getByRole('button', { name: 'Edit' }).click(WAIT);
      const words = `@lumenfibre in other words, from a ${device}`;
      await page.getByLabel(/^Edit the post of/u).fill(words);
      await shot(page, `${device}-edit`);
      await page.getByRole('button', { name: 'Update' }).click();
      await postOf(page, words).getByText('edited', { exact: false }).waitFor(WAIT);
      if (phone) await page.getByRole('button', { name: 'Slack', exact: true }).tap();
      await cardOf(page, words).getByText('Edited').waitFor(WAIT);
      await shot(page, `${device}-edited`);
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect(width).toBe(options.viewport.width);
    },
  );

  it('lets you write as a customer, and the card appears', { timeout: 60_000 }, async () => {
    const page = await open(DESKTOP);
    const words = `@lumenfibre is the tower down again?`;
    const x = page.getByLabel('X', { exact: true });
    await x.getByLabel('Write to @lumenfibre').fill(words);
    await x.getByRole('button', { name: 'Post' }).click();
    await cardOf(page, 'is the tower down again?').waitFor(WAIT);
    await become(page, 'Ben');
    await cardOf(page, 'is the tower down again?').getByRole('button', { name: 'Take it' }).click(WAIT);
    await page.getByText('you need your own X account').waitFor(WAIT);
    await shot(page, 'desktop-link-first');
  });

  it('lets you take an account away, and gives a fresh link in private', { timeout: 90_000 }, async () => {
    const page = await open(DESKTOP);
    const words = '@lumenfibre @ada_fixes are you still there?';
    const x = page.getByLabel('X', { exact: true });
    await x.getByText('Accounts: remove the app').click(WAIT);
    await x.getByLabel('Write to @lumenfibre').fill(words);
    await x.getByRole('button', { name: 'Post' }).click();
    const card = cardOf(page, 'are you still there?');
    await card.getByRole('button', { name: 'Take it' }).click(WAIT);
    await card.getByRole('button', { name: 'Reply', exact: true }).click(WAIT);
    const modal = page.getByRole('dialog');
    await modal.getByLabel('Your answer').fill('Always.');
    await x.locator('.accounts').getByLabel('@ada_fixes').selectOption('none');
    await modal.getByRole('button', { name: 'Send' }).click();
    await modal.waitFor({ state: 'detached', ...WAIT });
    await page.getByRole('button', { name: 'Faccia (direct)' }).click();
    const notice = cardOf(page, 'does not accept the link to @ada_fixes');
    await notice.getByRole('button', { name: 'Link again' }).click(WAIT);
    await page.getByRole('link', { name: 'Link your own X account' }).waitFor(WAIT);
    await shot(page, 'desktop-link-again');
  });

  it('has nothing to complain about in the console', () => {
    expect(complaints).toEqual([]);
  });
});

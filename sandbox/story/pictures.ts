import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { PEOPLE } from '../launch/cast.ts';
import type { Camera, Look } from './camera.ts';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const HEIGHT = 844;
const DEVICES: Record<string, BrowserContextOptions> = {
  desktop: { viewport: { width: 1280, height: HEIGHT }, colorScheme: 'light' },
  phone: { viewport: { width: 390, height: HEIGHT }, isMobile: true, hasTouch: true, colorScheme: 'dark' },
};
const WAIT_MS = 10_000;

/** A real browser before the page, on a desk and on a phone; one picture of both for each name. */
export async function openCamera(url: string, folder: string): Promise<Camera & { close(): Promise<void> }> {
  const executablePath = BROWSERS.find((path) => existsSync(path));
  if (executablePath === undefined)
    throw new Error(
      'Pictures need Chromium: apt-get install chromium. Without --pictures the story needs none.',
    );
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-gpu'],
  });
  const pages = await Promise.all(Object.values(DEVICES).map((options) => open(browser, options, url)));
  const frame = await browser.newPage({ viewport: { width: 1726, height: HEIGHT + 32 } });
  return {
    async take(name, look) {
      const shots: Buffer[] = [];
      for (const page of pages) {
        await show(page, look);
        shots.push(await page.screenshot({ scale: 'css' }));
      }
      const path = join(folder, `${name}.png`);
      await frame.setContent(sideBySide(shots));
      await frame.screenshot({ path });
      // Where it is installed: a third of the bytes.
      spawnSync('pngquant', ['--quality', '50-95', '--force', '--ext', '.png', path]);
    },
    close: () => browser.close(),
  };
}

function sideBySide(shots: readonly Buffer[]): string {
  const images = shots.map((shot) => `<img src="data:image/png;base64,${shot.toString('base64')}">`);
  return `<body style="margin:16px;display:flex;gap:24px;background:#dfe3e8">${images.join('')}</body>`;
}

async function open(browser: Browser, options: BrowserContextOptions, url: string): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  page.setDefaultTimeout(WAIT_MS);
  await page.goto(url);
  await page.locator('button.person').waitFor();
  return page;
}

/** The page's own address says who looks at what; windows lie over it. */
async function show(page: Page, look: Look): Promise<void> {
  const { user, place = '', thread = '', message } = look;
  const room = place === 'direct' ? `D${user.slice(1)}` : place;
  const name = PEOPLE.find(({ id }) => id === user)?.name ?? user;
  await page.evaluate(`location.hash = '#/${user}/${room}/${thread}'`);
  await page.locator('button.person', { hasText: name }).waitFor();
  const pane = look.x ? 'x' : 'slack';
  await page.evaluate(`document.querySelectorAll('.tabs button')[${look.x ? 1 : 0}].click()`);
  await page.locator(`.panes[data-pane="${pane}"]`).waitFor();
  const windows = await windowsOf(page, user);
  await page.waitForFunction(`document.querySelectorAll('dialog.modal').length === ${windows}`);
  if (thread !== '') await page.locator('.thread [data-ts]').last().scrollIntoViewIfNeeded();
  if (message !== undefined) await page.locator(`[data-ts="${message}"]`).first().scrollIntoViewIfNeeded();
  await page.evaluate('document.activeElement?.blur()');
  await page.evaluate(
    'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(0))))',
  );
}

/** How many windows lie before this person. */
async function windowsOf(page: Page, user: string): Promise<number> {
  const response = await page.request.get(new URL(`/slack-client/state?user=${user}`, page.url()).href);
  return ((await response.json()) as { modals: unknown[] }).modals.length;
}

import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { ADA, BEN, type Desk, openDesk } from '../support/desk.ts';
import { become, openDeskPage } from '../support/desk-page.ts';

const SHOTS = new URL('../artefacts/', import.meta.url).pathname;
const WAIT = { timeout: 30_000 };
const TEXT =
  'The fuse of your street cabinet blew this morning. <!channel> *I* am on my way, light is back within the hour.';
const OWN = 'Your light should be back soon: a colleague is on the road to change what burnt through.';

describe('the warning in the window', () => {
  let desk: Desk;
  let page: { url: string; close(): void };
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    [desk, browser] = await Promise.all([openDesk(), openBrowser()]);
    await desk.stage.link(BEN, 'ben_pulls');
    page = await openDeskPage(desk);
    const first = desk.mention('@acme @ada_fixes no light at the router', { by: 'customer_a' });
    await desk.take(ADA, first);
    await desk.reply(ADA, first, TEXT);
    await desk.untilNote(first, /Sent/u);
  });
  afterAll(async () => {
    await browser.close();
    page.close();
    await desk.close();
  });

  async function shot(view: Page, name: string): Promise<void> {
    await view.screenshot({ path: `${SHOTS}same-text-${name}.png` });
  }

  it.each([
    ['desktop', { viewport: { width: 1400, height: 900 } }],
    [
      'phone',
      { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
    ],
    ['phone-dark', { viewport: { width: 390, height: 844 }, isMobile: true, colorScheme: 'dark' as const }],
  ])('shows the earlier text while one writes, and what to do: %s', async (name, options) => {
    const post = desk.mention(`@acme @ben_pulls no light here, says my ${name}`, {
      by: `customer_${name.length}`,
    });
    await desk.take(BEN, post);
    const view = await (await browser.newContext(options)).newPage();
    await view.goto(page.url);
    await become(view, 'Ben');
    const card = view
      .getByLabel('Slack', { exact: true })
      .getByRole('article')
      .filter({ hasText: `says my ${name}` })
      .first();
    await card.getByRole('button', { name: 'Reply', exact: true }).click(WAIT);
    const modal = view.getByRole('dialog');
    const input = modal.getByLabel('Your answer');
    await input.fill(TEXT.replace('street cabinet', 'cabinet').replace('within the hour', 'before long'));
    await modal.getByText('close to what was sent already').waitFor(WAIT);
    await shot(view, `${name}-warned`);
    const copied = TEXT.replace('hour', 'hour or two');
    await input.fill(copied);
    await modal.getByText('Nearly the same text was sent already').waitFor(WAIT);
    await modal.getByText('From @ada_fixes').waitFor();
    expect(await modal.getByText('<!channel> *I* am on my way').count()).toBeGreaterThan(0);
    await modal.getByRole('button', { name: 'Send' }).click();
    await modal.getByRole('alert').waitFor(WAIT);
    expect(await modal.getByRole('alert').textContent()).toMatch(/Say it in your own words/u);
    expect(await input.inputValue()).toBe(copied);
    await modal.getByRole('alert').scrollIntoViewIfNeeded();
    await shot(view, `${name}-refused`);
    const overflow = await modal.evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await input.fill(`${OWN} (${name})`);
    await modal
      .getByText('sent already')
      .first()
      .waitFor({ state: 'detached', ...WAIT });
    await modal.getByRole('button', { name: 'Cancel' }).click();
    await view.context().close();
  });
});

import { mkdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SandboxMessage } from '../../sandbox/slack/client-api.ts';
import { openBrowser } from '../support/browser.ts';
import { ADA, type Desk, keyOf, LEA, openDesk, until, wordsOf } from '../support/desk.ts';
import { become, openDeskPage } from '../support/desk-page.ts';

const SHOTS = new URL('../artefacts/', import.meta.url).pathname;
const FOLD_ABOVE = 5;
const SAID = [
  'no internet in the north since this morning, the router light is red',
  'my last bill is wrong again, who do I talk to?',
  'the app does not let me log in <!channel>',
];
const WAIT = { timeout: 30_000 };

describe('sixty mentions at once, with the pace that Slack allows', () => {
  let desk: Desk;
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    const settings = { surges: { fold_above: FOLD_ABOVE, take_at_once: 2, open_at_once: 2 } };
    [desk, browser] = await Promise.all([openDesk({ burst: 1, settings }), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await desk.close();
  });

  const surgeCard = () => desk.messages().find((message) => keyOf(message)?.startsWith('surge:'));
  const cards = () => desk.messages().filter((message) => keyOf(message)?.startsWith('card:'));
  const untilSurge = (says: RegExp): Promise<SandboxMessage> =>
    until(() => {
      const card = surgeCard();
      return card && says.test(wordsOf(card)) ? card : undefined;
    });

  it('are all on a card or folded, in groups that are taken together', { timeout: 60_000 }, async () => {
    const posts = Array.from({ length: 60 }, (_, index) => {
      const tail = index % 7 === 0 ? ', please help' : '';
      return desk.mention(`@acme ${SAID[index % SAID.length]}${tail}`, { by: `customer_${index}` });
    });
    const surge = await untilSurge(/\*\d\d mentions folded here\*/u);
    const folded = () => Number(/\*(\d+) mentions? folded here\*/u.exec(wordsOf(surgeCard() ?? surge))?.[1]);
    await until(() => cards().length + folded() === posts.length);
    expect(wordsOf(surge)).toMatch(/\*1?\d alike\*\nAlike in: \*/u);

    const page = await openDeskPage(desk);
    try {
      for (const [name, options] of [
        ['desktop', { viewport: { width: 1400, height: 1500 } }],
        [
          'phone',
          { viewport: { width: 390, height: 1300 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
        ],
      ] as const) {
        const view = await (await browser.newContext(options)).newPage();
        await view.goto(page.url);
        await become(view, 'Ada');
        const card = view
          .getByLabel('Slack', { exact: true })
          .getByRole('article')
          .filter({ hasText: 'More than this channel can show' });
        await card.getByRole('button', { name: 'Open next' }).waitFor(WAIT);
        expect(await view.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
        await card.screenshot({ path: `${SHOTS}surge-${name}.png` });
        await view.context().close();
      }
    } finally {
      page.close();
    }

    const before = cards().length;
    await desk.press(ADA, surge, 'surge_take', 'C0CARE:1:1:0');
    await desk.untilWhisper(ADA, /You have 2 threads/u);
    await until(() => cards().filter((card) => wordsOf(card).includes(`<@${ADA}> has it`)).length === 2);
    expect(cards()).toHaveLength(before + 2);
    await desk.press(ADA, surge, 'surge_take', 'C0CARE:1:1:0');
    await desk.untilWhisper(ADA, /You have 2 threads of these already/u);

    const window = await desk.openWindow(LEA, () => desk.press(LEA, surge, 'incident_declare'));
    await desk.submitWindow(LEA, window.id, {
      incident_tag: { value: 'outage-north' },
      incident_text: { value: SAID[0] ?? '' },
    });
    await untilSurge(/outage-north\S* {2}· {2}1?\d mentions/u);
    const posted = desk.messages().map(({ ts }) => Number(ts));
    const gaps = posted.slice(1).map((ts, index) => ts - (posted[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(0.9);
  });
});

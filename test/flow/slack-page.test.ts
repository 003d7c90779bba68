import { mkdirSync } from 'node:fs';
import type { KnownBlock } from '@slack/types';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHANNELS, PEOPLE } from '../../sandbox/launch/cast.ts';
import { option } from '../support/all-elements.ts';
import { become } from '../support/desk-page.ts';
import type { LocalSlack } from '../support/local-slack.ts';
import { SlackPage } from '../support/slack-page.ts';

const SHOTS = new URL('../artefacts/', import.meta.url).pathname;
const DESKTOP = { viewport: { width: 1400, height: 900 } };
const PHONE = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  colorScheme: 'dark',
} as const;
describe.each([
  ['desktop', DESKTOP],
  ['phone', PHONE],
] as [string, BrowserContextOptions][])('the page of Slack on a %s', (device, options) => {
  let scene: SlackPage;
  let local: LocalSlack;
  let page: Page;
  let heard: string[];

  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    scene = await SlackPage.open(options);
    ({ local, page, heard } = scene);
  });
  afterAll(() => scene.close());

  const shot = (name: string) => page.screenshot({ path: `${SHOTS}slack-${device}-${name}.png` });
  const button = (name: string | RegExp) => page.getByRole('button', { name });

  it('lets one press, choose and tick what stands in a message', async () => {
    await button('More choices').click();
    await page.getByRole('menuitem', { name: 'The second' }).waitFor();
    await shot('menu');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByLabel('Hand over to').selectOption('U0DEV');
    await button('Watchers').click();
    await page.getByRole('checkbox', { name: 'Ben Cable' }).check();
    await page.getByRole('checkbox', { name: 'Cleo Bill' }).check();
    await shot('watchers');
    await page.keyboard.press('Escape');
    await page.getByRole('checkbox', { name: 'The blue' }).check();
    await page.getByLabel('Until').fill('18:30');
    await button('Take this off me').click();
    await page.getByRole('dialog', { name: 'Sure?' }).getByRole('button', { name: 'No' }).click();
    await expect
      .poll(() => heard)
      .toEqual([
        `menu ${JSON.stringify(option('second'))}`,
        'who "U0DEV"',
        'watchers ["U0BEN","U0CLEO"]',
        `boxes ${JSON.stringify([option('blue')])}`,
        'hour "18:30"',
      ]);
  });

  it('shows labels, hints and errors of a form, and sends what was filled in', async () => {
    await button('Assign…').click();
    const form = page.getByRole('dialog', { name: 'A form' });
    await form.getByText('A hint in grey.').waitFor();
    await form.getByText('(optional)').first().waitFor();
    await shot('form');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => form.getByText('Please complete this required field.').count()).toBe(4);
    expect(scene.sent).toEqual([]);
    await form.getByLabel('Your text').fill('Seven words that say what is wrong');
    await expect.poll(() => form.getByText('Please complete this required field.').count()).toBe(3);
    await form.getByLabel('Your colour', { exact: true }).selectOption('blue');
    await form.getByLabel('Your person').selectOption('U0BEN');
    await form.getByRole('radio', { name: 'The green' }).check();
    await form.getByRole('button', { name: 'Your found' }).click();
    await page.getByLabel('Search: Your found').fill('ab');
    await page.getByRole('button', { name: 'The ab-1' }).click();
    await form.getByRole('button', { name: 'Your topics' }).click();
    await page.getByLabel('Search: Your topics').fill('topic 13');
    await page.getByRole('checkbox', { name: 'The topic 13' }).check();
    await page.keyboard.press('Escape');
    await form.getByLabel('Your date').fill('2026-12-01');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form.getByText('Say it in other words.').waitFor()).resolves.toBeUndefined();
    await shot('form-refused');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    expect(scene.sent[1]).toMatchObject({
      text: { it: { value: 'Seven words that say what is wrong' } },
      colour: { it: { selected_option: { value: 'blue' } } },
      found: { it: { selected_option: { value: 'ab-1' } } },
      topics: { it: { selected_options: [{ value: 'topic 13' }] } },
      date: { it: { selected_date: '2026-12-01' } },
      time: { it: { selected_time: null } },
    });
  });

  it('lays windows over each other, and keeps what was typed below', async () => {
    await button('Assign…').click();
    const form = page.getByRole('dialog', { name: 'A form' });
    await form.getByLabel('Your text').fill('half a sentence');
    await form.getByRole('button', { name: 'Show more' }).click();
    const over = page.getByRole('dialog', { name: 'Over it' });
    await over.getByRole('button', { name: 'Once more' }).click();
    await expect.poll(() => local.slack.workspace.views.size).toBe(3);
    await shot('over');
    await page.keyboard.press('Escape');
    await expect.poll(() => local.slack.workspace.views.size).toBe(2);
    await over.getByRole('button', { name: 'Back' }).first().click();
    await over.waitFor({ state: 'detached' });
    expect(await form.getByLabel('Your text').inputValue()).toBe('half a sentence');
    await form.getByRole('button', { name: 'Show more' }).click();
    await over.getByRole('button', { name: 'Close' }).click();
    await form.waitFor({ state: 'detached' });
    expect(local.slack.workspace.views.size).toBe(0);
  });

  it('has a home whose buttons work, and a menu on each message', async () => {
    await button('App Home').click();
    await button('More choices').click();
    await page.getByRole('menuitem', { name: 'The first' }).click();
    await expect.poll(() => heard.at(-1)).toBe(`menu ${JSON.stringify(option('first'))}`);
    await shot('home');
    await button(/^# care\b/u)
      .first()
      .click();
    await page.getByRole('article').first().hover();
    await button('Message menu').click();
    await page.getByRole('menuitem', { name: 'Use as reply' }).click();
    await expect.poll(() => heard.at(-1)).toBe('use');
  });

  it('lets one be any of seven people, and says who is there', async () => {
    await button(/^You are Ada/u).click();
    await expect.poll(() => page.getByRole('menuitemradio').count()).toBe(PEOPLE.length);
    await shot('people');
    await page.getByRole('menuitem', { name: 'People, presence and groups' }).click();
    const people = page.getByRole('dialog', { name: 'People' });
    await people.getByRole('switch', { name: 'Ben Cable' }).click();
    const ben = people.getByRole('region', { name: 'Ben Cable' });
    await ben.getByText('Profile and groups').click();
    await ben.getByLabel('@care-ops').check();
    await expect.poll(() => local.slack.workspace.groups.get('S0OPS')?.users).toContain('U0BEN');
    expect(local.slack.workspace.users.get('U0BEN')).toMatchObject({ presence: 'away' });
    await shot('people-dialog');
    await people.getByRole('button', { name: 'Close' }).click();
    await become(page, 'Ben');
    await button(/^You are Ben, not linked yet/u).waitFor();
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBe(options.viewport?.width);
  });

  it('keeps a long word in its column, whatever it stands in', async () => {
    const [channel] = CHANNELS;
    const blocks = longWords(`https://example.com/${'withoutanyplacetobreak'.repeat(12)}`);
    await local.client().chat.postMessage({ channel: channel?.id ?? '', text: 'long', blocks });
    const last = page.locator('.messages .blocks').last();
    await last.getByText('long ends here').waitFor();
    await shot('long');
    // Whatever stands out of it on the right.
    const out = await page.evaluate(`(() => {
      const box = [...document.querySelectorAll('.messages .blocks')].at(-1);
      const edge = box.getBoundingClientRect().right + 1;
      const parts = [...box.querySelectorAll('*')].filter((part) => part.getBoundingClientRect().right > edge);
      return parts.map(({ tagName, className }) => tagName + ' ' + className);
    })()`);
    expect(out).toEqual([]);
  });

  it('keeps a message in view that grows at the end', async () => {
    const channel = CHANNELS[0]?.id ?? '';
    const saying = (text: string) => ({
      channel,
      text,
      blocks: [{ type: 'section', text: { type: 'mrkdwn', text } } as KnownBlock],
    });
    const { chat } = local.client();
    const { ts = '' } = await chat.postMessage(saying('It is short'));
    await page.getByText('It is short').waitFor();
    const lines = Array.from({ length: 40 }, (_, line) => `line ${line}`);
    await chat.update({ ts, ...saying([...lines, 'and here it ends'].join('\n')) });
    await page.getByText('and here it ends').waitFor();
    const below = `(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight)(
      document.querySelector('.messages'))`;
    // Under it there is only room.
    await expect.poll(() => page.evaluate(below)).toBeLessThan(24);
  });

  it('has nothing to complain about in the console', () => {
    expect(scene.complaints).toEqual([]);
  });
});

/** One long word in everything that shows words. */
function longWords(word: string): KnownBlock[] {
  const mrkdwn = { type: 'mrkdwn' as const, text: word };
  const quoted = { type: 'rich_text_quote' as const, elements: [{ type: 'text' as const, text: word }] };
  const press = {
    type: 'button' as const,
    action_id: 'off',
    text: { type: 'plain_text' as const, text: 'More…' },
  };
  return [
    { type: 'header', text: { type: 'plain_text', text: word.slice(0, 150) } },
    { type: 'section', text: mrkdwn },
    { type: 'section', text: { type: 'mrkdwn', text: `*<${word}|${word}>* \`${word.slice(0, 90)}\`` } },
    { type: 'section', text: mrkdwn, accessory: press },
    { type: 'rich_text', elements: [quoted] },
    { type: 'context', elements: [mrkdwn, { type: 'mrkdwn', text: 'long ends here' }] },
  ];
}

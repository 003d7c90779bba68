import type { Page } from 'playwright-core';
import { startPageServer } from '../../sandbox/launch/page-server.ts';
import { ADA, BEN, type Desk, LEA } from './desk.ts';

/** The sandbox's page before this desk: Slack as Ada, Ben or Lea, and X. */
export function openDeskPage({ slack, x }: Desk): Promise<{ url: string; close(): void }> {
  return startPageServer({
    port: 0,
    slackUrl: slack.url,
    xUrl: x.url,
    info: () => ({
      people: [
        { id: ADA, name: 'Ada', role: 'responder' },
        { id: BEN, name: 'Ben', role: 'responder' },
        { id: LEA, name: 'Lea', role: 'care lead' },
      ],
      stopped: null,
    }),
    onChange: () => () => undefined,
    restart: () => undefined,
  });
}

/** Chooses who one is, in the menu at the top. */
export async function become(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^You are/u }).click();
  await page.getByRole('menuitemradio', { name }).click();
}

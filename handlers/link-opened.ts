import type { Request, Response } from 'express';
import type { LinkRequest } from '../src/stores.ts';
import { judge } from './on-error.ts';

export interface LinkOpenedDeps {
  readLink(ticket: string): Promise<LinkRequest | null>;
  openLink(ticket: string): Promise<{ url: string; browser: string }>;
  describe(request: LinkRequest): Promise<{ person: string; workspace: string; brand: string | null }>;
  pages: {
    consent(input: { person: string; workspace: string; brand: string | null; ticket: string }): string;
    problem(sentence: string): string;
  };
  /** The cookie is `Secure` when people reach us by https. */
  https: boolean;
}

export const LINK_COOKIE = 'faccia_link';
const EXPIRED =
  'This link was used already or is older than 10 minutes. Type /care link in Slack for a new one.';

/** `GET /oauth/x/start?ticket=…`: shows for whom the link is. Uses nothing up. */
export function linkOpened({ readLink, describe, pages }: LinkOpenedDeps) {
  return async (request: Request, response: Response): Promise<void> => {
    const ticket = textOf(request.query.ticket);
    const found = ticket === '' ? null : await readLink(ticket);
    response.set('cache-control', 'no-store').set('referrer-policy', 'no-referrer').type('html');
    if (found) response.send(pages.consent({ ...(await describe(found)), ticket }));
    else response.status(410).send(pages.problem(EXPIRED));
  };
}

/** `POST /oauth/x/start`: uses the link up, ties the attempt to this browser, goes on to X. */
export function linkConfirmed({ openLink, pages, https }: LinkOpenedDeps) {
  return async (request: Request, response: Response): Promise<void> => {
    response.set('cache-control', 'no-store');
    try {
      const body = request.body as { ticket?: unknown } | undefined;
      const { url, browser } = await openLink(textOf(body?.ticket));
      response.cookie(LINK_COOKIE, browser, {
        httpOnly: true,
        sameSite: 'lax',
        secure: https,
        path: '/oauth/x',
        maxAge: 10 * 60 * 1000,
      });
      response.redirect(303, url);
    } catch (error) {
      const { level, sentence } = judge(error);
      if (level === 'error') throw error;
      response.status(410).type('html').send(pages.problem(sentence));
    }
  };
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

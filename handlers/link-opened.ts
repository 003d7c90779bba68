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

/** With https no other site of the same domain can plant it: browsers take this prefix from the host itself only. */
export function linkCookie(https: boolean): { name: string; path: string; secure: boolean } {
  return https
    ? { name: '__Host-faccia_link', path: '/', secure: true }
    : { name: 'faccia_link', path: '/oauth/x', secure: false };
}

/** As they are made; anything else is looked up nowhere. */
const TICKET = /^[\w-]{43}$/u;
const EXPIRED =
  'This link was used already or is older than 10 minutes. Type /care link in Slack for a new one.';

/** `GET /oauth/x/start?ticket=…`: shows for whom the link is. Uses nothing up. */
export function linkOpened({ readLink, describe, pages }: LinkOpenedDeps) {
  return async (request: Request, response: Response): Promise<void> => {
    const ticket = textOf(request.query.ticket);
    const found = !TICKET.test(ticket) ? null : await readLink(ticket);
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
      const { name, ...cookie } = linkCookie(https);
      response.cookie(name, browser, {
        ...cookie,
        httpOnly: true,
        sameSite: 'lax',
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

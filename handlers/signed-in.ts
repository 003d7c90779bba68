import { timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import { ATTEMPT_COOKIE, boardCookie, cookieIn, SESSION_COOKIE } from './cookies.ts';
import { textOf } from './link-opened.ts';
import { judge } from './on-error.ts';

interface Attempt {
  state: string;
  nonce: string;
}

export interface SignedInDeps {
  signIn: {
    url(attempt: Attempt): string;
    finish(answer: { code: string; nonce: string }): Promise<string>;
  };
  sessions: {
    begin(): Promise<{ attempt: Attempt; cookie: string }>;
    attempt(cookie: string | null): Promise<Attempt | null>;
    open(slackUser: string): Promise<string>;
  };
  sessionMs: number;
  boardPages: { refused(sentence: string): string };
  /** The cookies are `Secure` when people reach us by https. */
  https: boolean;
  log: { info(event: string, fields: Record<string, unknown>): void };
}

const ATTEMPT_MS = 10 * 60 * 1000;
const STALE = 'This sign-in was begun in another browser, or more than 10 minutes ago. Sign in again.';

/** `GET /queues/sign-in`: on to Slack. */
export function signInOpened({ signIn, sessions, https }: SignedInDeps) {
  return async (_request: Request, response: Response): Promise<void> => {
    const { attempt, cookie } = await sessions.begin();
    response.set('cache-control', 'no-store').cookie(ATTEMPT_COOKIE, cookie, boardCookie(https, ATTEMPT_MS));
    response.redirect(303, signIn.url(attempt));
  };
}

/** `GET /queues/signed-in`: Slack sent the browser back. */
export function signedIn({ signIn, sessions, sessionMs, boardPages, https, log }: SignedInDeps) {
  return async (request: Request, response: Response): Promise<void> => {
    response.set('cache-control', 'no-store').set('referrer-policy', 'no-referrer');
    response.clearCookie(ATTEMPT_COOKIE, { path: '/queues' });
    const attempt = await sessions.attempt(cookieIn(request.headers.cookie, ATTEMPT_COOKIE));
    const code = textOf(request.query.code);
    if (attempt === null || code === '' || !same(attempt.state, textOf(request.query.state))) {
      response.status(400).type('html').send(boardPages.refused(STALE));
      return;
    }
    try {
      const slackUser = await signIn.finish({ code, nonce: attempt.nonce });
      log.info('signed-in', { by: slackUser });
      response.cookie(SESSION_COOKIE, await sessions.open(slackUser), boardCookie(https, sessionMs));
      response.redirect(303, '/queues');
    } catch (error) {
      const { level, sentence } = judge(error);
      if (level === 'error') throw error;
      response.status(403).type('html').send(boardPages.refused(sentence));
    }
  };
}

/** `GET /queues/sign-out` */
export function signedOut() {
  return (_request: Request, response: Response): void => {
    response.clearCookie(SESSION_COOKIE, { path: '/queues' }).redirect(303, '/queues');
  };
}

function same(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

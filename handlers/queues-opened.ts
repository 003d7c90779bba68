import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { cookieIn, SESSION_COOKIE } from './cookies.ts';
import { judge } from './on-error.ts';

export interface QueuesOpenedDeps {
  sessions: { user(cookie: string | null): Promise<string | null> };
  lookAtQueues(slackUser: string): Promise<'look' | 'change'>;
  board(): Promise<{ look: unknown; change: unknown }>;
  boardPages: { signIn(): string; refused(sentence: string): string };
  publicUrl: string;
}

/** Nothing from outside, in nobody's frame. The board sets styles by itself. */
const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; " +
  "form-action 'self'; frame-ancestors 'none'";

/** `/queues`: the board for leads and operations. Who they are is looked up each time. */
export function queuesOpened(deps: QueuesOpenedDeps) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    response.set({
      'content-security-policy': POLICY,
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
    const slackUser = await deps.sessions.user(cookieIn(request.headers.cookie, SESSION_COOKIE));
    if (slackUser === null) {
      response.status(401).type('html').send(deps.boardPages.signIn());
      return;
    }
    try {
      const may = await deps.lookAtQueues(slackUser);
      const changes = request.method !== 'GET' && request.method !== 'HEAD';
      if (changes && (may === 'look' || !isOurs(request, deps.publicUrl))) {
        response.status(403).json({ error: 'Only operations change something here.' });
        return;
      }
      const board = await deps.board();
      (board[may] as RequestHandler)(request, response, next);
    } catch (error) {
      const { level, sentence } = judge(error);
      if (level === 'error') throw error;
      response.status(403).type('html').send(deps.boardPages.refused(sentence));
    }
  };
}

/** Sent by our own page, in the browser's own words. */
function isOurs(request: Request, publicUrl: string): boolean {
  const origin = request.headers.origin;
  if (origin !== undefined) return origin === new URL(publicUrl).origin;
  return request.headers['sec-fetch-site'] === 'same-origin';
}

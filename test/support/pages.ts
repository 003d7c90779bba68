import { createHash, randomBytes } from 'node:crypto';
import { Router } from 'express';
import { registerPages } from '../../handlers/register.ts';
import type { ServingSettings } from '../../src/domain/serving.ts';
import { RefusedError } from '../../src/errors.ts';
import { createHealth } from '../../src/ops/health.ts';
import { SERVER_LIMITS } from '../../src/ops/http-limits.ts';
import { startHttpServer } from '../../src/ops/http-server.ts';
import { linkPages } from '../../src/ops/link-pages.ts';
import type { LinkRequest } from '../../src/stores.ts';
import { aDesk } from './samples.ts';

export interface LoggedLine {
  level: string;
  event: string;
  fields: Record<string, unknown> | undefined;
}

export interface PagesOptions {
  serving?: Partial<ServingSettings>;
  limits?: Partial<typeof SERVER_LIMITS>;
  publicUrl?: string;
  formTarget?: string;
  /** Fails each page, as a fault of ours. */
  broken?: string;
}

/** The HTTP server with the pages of the product, and a link store in memory. */
export async function openPages(options: PagesOptions = {}) {
  const tickets = new Map<string, LinkRequest>();
  const attempts = new Map<string, string>();
  const lines: LoggedLine[] = [];
  const at = (level: string) => (event: string, fields?: Record<string, unknown>) =>
    void lines.push({ level, event, fields });
  const log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  const publicUrl = options.publicUrl ?? 'https://care.example.com';
  const formTarget = options.formTarget ?? 'https://x.com/i/oauth2/authorize';
  const server = await startHttpServer({
    port: 0,
    serving: { ...aDesk().serving, ...options.serving },
    publicUrl,
    formTarget,
    health: createHealth(),
    log,
    limits: { ...SERVER_LIMITS, ...options.limits },
  });
  const router = Router();
  registerPages(router, {
    readLink: async (ticket) => {
      if (options.broken !== undefined) throw new Error(options.broken);
      return tickets.get(ticket) ?? null;
    },
    async openLink(ticket) {
      if (!tickets.delete(ticket)) throw new RefusedError('link-used', 'This link was used already.');
      const [state, browser] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')];
      attempts.set(state, createHash('sha256').update(browser).digest('base64url'));
      return { url: `${formTarget}?state=${state}`, browser };
    },
    describe: async ({ slackUser }) => ({ person: slackUser, workspace: 'Care', brand: null }),
    finishLink: async () => {
      throw new RefusedError('state-unknown', 'This sign-in was not started here.');
    },
    people: { get: async () => ({ name: 'Ada' }) as never },
    pages: linkPages,
    workspace: 'Care',
    https: publicUrl.startsWith('https:'),
    log,
  });
  const metrics = { text: async () => 'faccia_up 1\n', contentType: 'text/plain' };
  const privateRouter = Router();
  privateRouter.get('/queues', (_request, response) => void response.send('the board'));
  server.mount({ metrics, router, privateRouter, slackEvents: null });
  return {
    url: `http://127.0.0.1:${server.port}`,
    port: server.port,
    privateUrl: server.privatePort === null ? null : `http://127.0.0.1:${server.privatePort}`,
    lines,
    tickets,
    attempts,
    /** The private link that `/care link` gives to somebody. */
    ticketOf(slackUser: string): string {
      const ticket = randomBytes(32).toString('base64url');
      tickets.set(ticket, { slackUser, owner: { kind: 'responder', slackUser } });
      return ticket;
    },
    close: () => server.close(),
  };
}

export type Pages = Awaited<ReturnType<typeof openPages>>;

/** Presses "Continue to X", as a client with these headers does. */
export function confirm({ url }: Pages, ticket: string, headers: Record<string, string>): Promise<Response> {
  const body = new URLSearchParams({ ticket });
  return fetch(`${url}/oauth/x/start`, { method: 'POST', redirect: 'manual', body, headers });
}

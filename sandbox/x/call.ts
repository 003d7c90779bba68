import type { Request, Response } from 'express';
import type { Bill } from './bill.ts';
import type { FaultKind } from './client-api.ts';
import { type Faults, failWith } from './faults.ts';
import type { Allowance, RateLimits } from './rate-limits.ts';
import { DETAIL, forbidden, type Problem } from './rules.ts';
import { Query } from './shape.ts';
import type { Session, Tokens } from './tokens.ts';
import type { World } from './world.ts';

export interface SeenRequest {
  route: string;
  userId: string | null;
  at: number;
  /** What was done with it; 0: nothing yet. A fault may have told the caller something else. */
  status: number;
  body: unknown;
  fault: FaultKind | null;
}

export interface Api {
  world: World;
  tokens: Tokens;
  limits: RateLimits;
  faults: Faults;
  bill: Bill;
  /** Every call that reached the API, for tests. */
  requests: SeenRequest[];
  clientId: string;
  clientSecret: string;
  bearerToken: string;
}

/** Who calls: a user's session, or the app itself. */
export type Caller = { kind: 'user'; session: Session } | { kind: 'app' };

export interface Call {
  caller: Caller;
  query: Query;
  params: Record<string, string>;
  body: Record<string, unknown>;
}

export type Answer = { status: number; body: unknown };

export const ok = (body: unknown, status = 200): Answer => ({ status, body });

export function problem({ status, title, detail }: Problem): Answer {
  return { status, body: { title, detail, type: 'about:blank', status } };
}

export interface RouteOptions {
  /** `POST /2/tweets`: names the route for limits, faults and the log. */
  route: string;
  /** The scopes that a user's token needs; the app's bearer token only where `app` is true. */
  scopes: string[];
  app: boolean;
}

/** One API route: faults, token, scopes, limit; then the work. */
export function route(api: Api, options: RouteOptions, work: (call: Call) => Answer) {
  return async (request: Request, response: Response): Promise<void> => {
    const caller = callerOf(api, request);
    const userId = caller?.kind === 'user' ? caller.session.userId : null;
    const fault = api.faults.take({ route: options.route, userId, body: request.body });
    const seen: SeenRequest = {
      route: options.route,
      userId,
      at: api.world.now(),
      status: 0,
      body: request.body,
      fault,
    };
    api.requests.push(seen);
    const run = () => {
      // Asked anew: what hung may have outlived its token.
      const done = answer(api, options, callerOf(api, request), request, response, work);
      seen.status = done.status;
      return done;
    };
    if (fault?.do === 'expire' && userId !== null) api.tokens.expireAccess(userId);
    if (fault === null || fault.do === 'expire') send(response, run());
    else await failWith(fault, { request, response }, run, (done) => send(response, done));
  };
}

function send(response: Response, { status, body }: Answer): void {
  if (!response.destroyed) response.status(status).json(body);
}

function answer(
  api: Api,
  options: RouteOptions,
  caller: Caller | null,
  request: Request,
  response: Response,
  work: (call: Call) => Answer,
): Answer {
  if (!caller || (caller.kind === 'app' && !options.app)) {
    return problem({ status: 401, title: 'Unauthorized', detail: 'Unauthorized' });
  }
  const who = caller.kind === 'user' ? caller.session.userId : 'app';
  const used = api.limits.use(options.route, who);
  response.set(limitHeaders('x-rate-limit', used.own));
  if (used.appDay) response.set(limitHeaders('x-app-limit-24hour', used.appDay));
  if (used.exceeded) return problem({ status: 429, title: 'Too Many Requests', detail: 'Too Many Requests' });
  if (caller.kind === 'user' && options.scopes.some((scope) => !caller.session.scopes.includes(scope))) {
    return problem(forbidden(DETAIL.scope));
  }
  const stopped = caller.kind === 'user' ? api.world.stopped.get(caller.session.userId) : undefined;
  if (stopped) return problem(forbidden(DETAIL[stopped]));
  const done = work({
    caller,
    query: new Query(new URL(request.originalUrl, 'http://x').searchParams),
    params: request.params as Record<string, string>,
    body: (request.body ?? {}) as Record<string, unknown>,
  });
  if (done.status < 300) {
    const userId = caller.kind === 'user' ? caller.session.userId : null;
    api.bill.charge({ route: options.route, userId, body: request.body, answer: done.body });
  }
  return done;
}

function limitHeaders(name: string, { limit, remaining, reset }: Allowance): Record<string, string> {
  return {
    [`${name}-limit`]: String(limit),
    [`${name}-remaining`]: String(remaining),
    [`${name}-reset`]: String(reset),
  };
}

function callerOf(api: Api, request: Request): Caller | null {
  const token = /^Bearer (.+)$/iu.exec(request.headers.authorization ?? '')?.[1] ?? '';
  if (token === api.bearerToken) return { kind: 'app' };
  const session = api.tokens.find(token);
  return session ? { kind: 'user', session } : null;
}

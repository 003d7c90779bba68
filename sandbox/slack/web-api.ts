import { type Request, type Response, Router } from 'express';
import type { SlackFault, SlackFaults } from './faults.ts';
import { hasFileInput } from './file-inputs.ts';
import { METHODS } from './methods.ts';
import type { OpenId } from './openid.ts';
import { type Json, type MethodTable, SlackRefusal } from './refusal.ts';
import type { Workspace } from './workspace.ts';

export interface SeenCall {
  method: string;
  at: number;
  args: Json;
  ok: boolean;
}

export interface WebApi {
  workspace: Workspace;
  faults: SlackFaults;
  /** Every call, for tests; without its token. */
  calls: SeenCall[];
  tokens: { bot: string; app: string };
  /** Tokens that were revoked. */
  revoked: Set<string>;
  scopes: string[];
  /** Null: the app has no Sign in with Slack. */
  openId: OpenId | null;
  /** Messages that a channel takes at once before it takes one a second. */
  burst: number;
  socketUrl(): string;
}

/** Slack's Web API: `POST /api/<method>`, form or JSON. */
export function webApiRouter(api: WebApi): Router {
  const router = Router();
  const pace = new Pace(api);
  router.use((request, response) => {
    const method = request.path.slice(1);
    const args = argumentsOf(request);
    const token =
      /^Bearer (.+)$/iu.exec(request.headers.authorization ?? '')?.[1] ?? String(args.token ?? '');
    delete args.token;
    if (api.openId && method.startsWith('openid.connect.')) {
      void signIn(api.openId, method, token, args, response);
      return;
    }
    if (api.faults.down) return void response.status(503).send('Service Unavailable');
    const seen: SeenCall = { method, at: api.workspace.now(), args, ok: false };
    api.calls.push(seen);
    const run = () => {
      const answer = call(api, pace, method, token, args, response);
      seen.ok = answer.ok === true;
      return answer;
    };
    fail(api.faults.take(method, args), request, response, run);
  });
  return router;
}

/** Not among the calls that are kept: its arguments are secrets. */
async function signIn(
  openId: OpenId,
  method: string,
  token: string,
  args: Json,
  response: Response,
): Promise<void> {
  try {
    send(response, await openId.call(method, token, args));
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    send(response, { ok: false, error: error.message, ...error.details });
  }
}

function fail(fault: SlackFault | null, request: Request, response: Response, run: () => Json): void {
  if (!fault) {
    send(response, run());
    return;
  }
  if (fault.when === 'after') run();
  if (fault.do === 'cut') request.socket.destroy();
  else if (fault.do === 'hang') return;
  else if ('status' in fault.do)
    response
      .set(fault.do.headers ?? {})
      .status(fault.do.status)
      .send('fault');
  else response.json({ ok: false, error: fault.do.error });
}

function send(response: Response, { http, ...answer }: Json): void {
  response.status(typeof http === 'number' ? http : 200).json(answer);
}

function call(api: WebApi, pace: Pace, method: string, token: string, args: Json, response: Response): Json {
  if (method === 'apps.connections.open') {
    if (token !== api.tokens.app || api.revoked.has(token))
      return { ok: false, error: token === '' ? 'not_authed' : 'invalid_auth' };
    return { ok: true, url: api.socketUrl() };
  }
  const known = METHODS[method];
  if (!known) return { ok: false, error: 'unknown_method', req_method: method };
  if (token === '') return { ok: false, error: 'not_authed' };
  if (api.revoked.has(token)) return { ok: false, error: 'token_revoked' };
  if (token !== api.tokens.bot) return { ok: false, error: 'invalid_auth' };
  response.set('x-oauth-scopes', api.scopes.join(','));
  if (hasFileInput(args.view) && !api.scopes.includes('files:read'))
    return { ok: false, error: 'missing_scope', needed: 'files:read', provided: api.scopes.join(',') };
  const scope = scopeFor(api.workspace, known, String(args.channel ?? ''));
  if (scope !== null && !api.scopes.includes(scope)) {
    return { ok: false, error: 'missing_scope', needed: scope, provided: api.scopes.join(',') };
  }
  if (method === 'chat.postMessage' && !pace.take(String(args.channel))) {
    response.set('retry-after', '1');
    return { http: 429, ok: false, error: 'ratelimited' };
  }
  try {
    return known.run(api.workspace, args);
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    return { ok: false, error: error.message, ...error.details };
  }
}

function scopeFor(workspace: Workspace, method: MethodTable[string], channel: string): string | null {
  if (channel.startsWith('D')) return method.directScope ?? method.scope;
  const hidden = workspace.channels.get(channel)?.private === true;
  return (hidden ? method.privateScope : undefined) ?? method.scope;
}

/** One message a second and channel, after a short burst. */
class Pace {
  readonly #api: WebApi;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(api: WebApi) {
    this.#api = api;
  }

  take(channel: string): boolean {
    const now = this.#api.workspace.now();
    const bucket = this.#buckets.get(channel) ?? { tokens: this.#api.burst, at: now };
    bucket.tokens = Math.min(this.#api.burst, bucket.tokens + (now - bucket.at) / 1000);
    bucket.at = now;
    this.#buckets.set(channel, bucket);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }
}

/** Slack takes JSON, and forms whose complex values are JSON in a field. */
function argumentsOf(request: Request): Json {
  const body = { ...(request.query as Json), ...((request.body ?? {}) as Json) };
  for (const name of ['blocks', 'metadata', 'view']) {
    const value = body[name];
    if (typeof value === 'string') body[name] = JSON.parse(value);
  }
  return body;
}

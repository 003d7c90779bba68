import { type Request, type Response, Router } from 'express';
import type { Api, SeenRequest } from './call.ts';
import { failWith } from './faults.ts';
import { consentPage, messagePage } from './oauth-page.ts';
import { DETAIL } from './rules.ts';
import type { Session } from './tokens.ts';

const TOKEN = 'POST /2/oauth2/token';

/** X's OAuth 2.0 with PKCE: the consent page, tokens with rotation, revoking. */
export function oauthRouter(api: Api): Router {
  const router = Router();
  router.get('/i/oauth2/authorize', (request, response) => authorize(api, request, response));
  router.post('/i/oauth2/authorize', (request, response) => consent(api, request, response));
  router.post('/2/oauth2/token', (request, response) => token(api, request, response));
  router.post('/2/oauth2/revoke', (request, response) => {
    if (!clientIsKnown(api, request)) return void response.status(401).json({ error: 'unauthorized_client' });
    api.tokens.revoke(String((request.body as Record<string, unknown>).token ?? ''));
    response.json({ revoked: true });
  });
  return router;
}

interface Asked {
  redirectUri: string;
  state: string;
  challenge: string;
  scopes: string[];
}

function asked(api: Api, parameters: URLSearchParams): Asked | string {
  const get = (name: string) => parameters.get(name) ?? '';
  if (get('response_type') !== 'code') return 'response_type must be code.';
  if (get('client_id') !== api.clientId) return 'The client_id is not known.';
  if (!URL.canParse(get('redirect_uri'))) return 'The redirect_uri is missing.';
  if (get('state') === '') return 'The state is missing.';
  if (get('code_challenge_method').toLowerCase() !== 's256' || get('code_challenge') === '')
    return 'PKCE with S256 is needed.';
  return {
    redirectUri: get('redirect_uri'),
    state: get('state'),
    challenge: get('code_challenge'),
    scopes: get('scope').split(/\s+/u).filter(Boolean),
  };
}

function authorize(api: Api, request: Request, response: Response): void {
  const parameters = new URL(request.originalUrl, 'http://x').searchParams;
  const wanted = asked(api, parameters);
  response.type('html');
  if (typeof wanted === 'string')
    return void response.status(400).send(messagePage('Something went wrong', wanted));
  const users = [...api.world.users.values()].filter((user) => user.kind !== 'customer');
  response.send(consentPage(users, wanted.scopes, parameters.toString()));
}

function consent(api: Api, request: Request, response: Response): void {
  const form = request.body as Record<string, string>;
  const wanted = asked(api, new URLSearchParams(form.request ?? ''));
  if (typeof wanted === 'string')
    return void response.status(400).type('html').send(messagePage('Something went wrong', wanted));
  const back = new URL(wanted.redirectUri);
  back.searchParams.set('state', wanted.state);
  const user = api.world.userByName(form.username ?? '');
  const stopped = form.decision === 'allow' && user ? api.world.stopped.get(user.id) : undefined;
  if (stopped)
    return void response
      .status(403)
      .type('html')
      .send(messagePage(`This account is ${stopped}`, DETAIL[stopped]));
  if (form.decision === 'allow' && user) {
    const { scopes, challenge, redirectUri } = wanted;
    back.searchParams.set('code', api.tokens.grant({ userId: user.id, scopes, challenge, redirectUri }));
  } else {
    back.searchParams.set('error', 'access_denied');
  }
  response.redirect(303, back.href);
}

async function token(api: Api, request: Request, response: Response): Promise<void> {
  if (!clientIsKnown(api, request)) {
    return void response
      .status(401)
      .json({ error: 'unauthorized_client', error_description: 'Missing valid authorization header' });
  }
  const body = request.body as Record<string, string>;
  const userId = api.tokens.ownerOf(body.refresh_token ?? '');
  const fault = api.faults.take({ route: TOKEN, userId, body });
  const seen: SeenRequest = { route: TOKEN, userId, at: api.world.now(), status: 0, body: null, fault };
  api.requests.push(seen);
  const run = (): Session | null => {
    const session =
      body.grant_type === 'refresh_token'
        ? api.tokens.refresh(body.refresh_token ?? '')
        : api.tokens.exchange(body.code ?? '', body.code_verifier ?? '', body.redirect_uri ?? '');
    seen.status = session ? 200 : 400;
    return session;
  };
  if (fault === null || fault.do === 'expire') return sendSession(response, run());
  await failWith(fault, { request, response }, run, (session) => sendSession(response, session));
}

function sendSession(response: Response, session: Session | null): void {
  if (response.destroyed) return;
  if (!session) {
    return void response
      .status(400)
      .json({ error: 'invalid_request', error_description: 'Value passed for the token was invalid.' });
  }
  response.json({
    token_type: 'bearer',
    expires_in: 7200,
    access_token: session.accessToken,
    refresh_token: session.refreshToken,
    scope: session.scopes.join(' '),
  });
}

function clientIsKnown(api: Api, request: Request): boolean {
  const body = (request.body ?? {}) as Record<string, unknown>;
  const basic = /^Basic (.+)$/iu.exec(request.headers.authorization ?? '')?.[1];
  const [id, secret] = basic
    ? Buffer.from(basic, 'base64').toString().split(':').map(decodeURIComponent)
    : [body.client_id, body.client_secret];
  return id === api.clientId && secret === api.clientSecret;
}

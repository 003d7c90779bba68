import { generateKeyPairSync, type JsonWebKey, randomBytes } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { type CryptoKey, type KeyObject, SignJWT } from 'jose';
import { page } from '../x/oauth-page.ts';
import { escapeHtml } from '../x/text.ts';
import { type Json, ok, SlackRefusal, string } from './refusal.ts';
import type { Workspace } from './workspace.ts';

export interface OpenIdApp {
  clientId: string;
  clientSecret: string;
  redirectUrls: readonly string[];
}

interface Grant {
  user: string;
  nonce: string;
  redirectUri: string;
  at: number;
}

const CODE_MS = 10 * 60 * 1000;
const KEY_ID = 'sandbox-1';

/** Sign in with Slack: the page that asks, codes that are good once, id tokens with a real signature. */
export class OpenId {
  readonly #app: OpenIdApp;
  readonly #workspace: Workspace;
  readonly #url: () => string;
  readonly #codes = new Map<string, Grant>();
  readonly #tokens = new Map<string, string>();
  readonly #key = generateKeyPairSync('rsa', { modulusLength: 2048 });

  constructor(app: OpenIdApp, workspace: Workspace, url: () => string) {
    this.#app = app;
    this.#workspace = workspace;
    this.#url = url;
  }

  router(): Router {
    const router = Router();
    router.get('/authorize', (request, response) => this.#ask(request, response));
    router.post('/authorize', (request, response) => this.#allow(request, response));
    router.get('/keys', (_request, response) => {
      const key = this.#key.publicKey.export({ format: 'jwk' }) as JsonWebKey;
      response.json({ keys: [{ ...key, kid: KEY_ID, alg: 'RS256', use: 'sig' }] });
    });
    return router;
  }

  /** `openid.connect.token` and `openid.connect.userInfo`. */
  async call(method: string, token: string, args: Json): Promise<Json> {
    if (method === 'openid.connect.token') return this.#exchange(args);
    if (method !== 'openid.connect.userInfo')
      throw new SlackRefusal('unknown_method', { req_method: method });
    if (token === '') throw new SlackRefusal('not_authed');
    const user = this.#tokens.get(token);
    // A bot's token is nobody who signed in.
    if (user === undefined)
      throw new SlackRefusal(token.startsWith('xoxb-') ? 'not_allowed_token_type' : 'invalid_auth');
    return ok({ sub: user, ...this.#claims(user) });
  }

  #problem(query: Json): string | null {
    if (query.client_id !== this.#app.clientId) return 'invalid_client_id';
    if (query.response_type !== 'code') return 'invalid_response_type';
    if (!string(query.scope).split(' ').includes('openid')) return 'invalid_scope';
    return this.#app.redirectUrls.includes(string(query.redirect_uri)) ? null : 'bad_redirect_uri';
  }

  #ask(request: Request, response: Response): void {
    const query = request.query as Json;
    const problem = this.#problem(query);
    if (problem !== null) {
      response.status(400).send(page('Something went wrong', `<p>${problem}</p>`));
      return;
    }
    const hidden = Object.entries(query)
      .map(
        ([name, value]) =>
          `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(string(value))}">`,
      )
      .join('');
    const people = [...this.#workspace.users.values()]
      .map(({ id, realName }) => `<button name="user" value="${id}">${escapeHtml(realName)}</button>`)
      .join('');
    response.send(
      page(
        `Sign in to ${this.#workspace.team.name} with Slack`,
        `<form method="post" action="authorize">${hidden}${people}</form>`,
      ),
    );
  }

  #allow(request: Request, response: Response): void {
    const given = request.body as Json;
    const user = string(given.user);
    if (this.#problem(given) !== null || !this.#workspace.users.has(user)) {
      response.status(400).send('bad request');
      return;
    }
    const code = randomBytes(16).toString('hex');
    const redirectUri = string(given.redirect_uri);
    this.#codes.set(code, { user, nonce: string(given.nonce), redirectUri, at: this.#workspace.now() });
    const url = new URL(redirectUri);
    url.searchParams.set('code', code);
    url.searchParams.set('state', string(given.state));
    response.redirect(302, url.toString());
  }

  async #exchange(args: Json): Promise<Json> {
    if (args.client_id !== this.#app.clientId) throw new SlackRefusal('invalid_client_id');
    if (args.client_secret !== this.#app.clientSecret) throw new SlackRefusal('bad_client_secret');
    const code = string(args.code);
    const grant = this.#codes.get(code);
    if (!grant || this.#workspace.now() - grant.at > CODE_MS) throw new SlackRefusal('invalid_code');
    if (grant.redirectUri !== args.redirect_uri) throw new SlackRefusal('bad_redirect_uri');
    this.#codes.delete(code);
    const token = `xoxp-${randomBytes(12).toString('hex')}`;
    this.#tokens.set(token, grant.user);
    return ok({ access_token: token, token_type: 'Bearer', id_token: await this.#idToken(grant) });
  }

  #claims(user: string): Json {
    return { 'https://slack.com/user_id': user, 'https://slack.com/team_id': this.#workspace.team.id };
  }

  #idToken({ user, nonce }: Grant): Promise<string> {
    return new SignJWT({ ...this.#claims(user), ...(nonce === '' ? {} : { nonce }) })
      .setProtectedHeader({ alg: 'RS256', kid: KEY_ID })
      .setIssuer(this.#url())
      .setAudience(this.#app.clientId)
      .setSubject(user)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(this.#key.privateKey as KeyObject | CryptoKey);
  }
}

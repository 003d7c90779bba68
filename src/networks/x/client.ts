import { Agent as HttpAgent, type IncomingHttpHeaders } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { type IClientSettings, type ITwitterApiClientPlugin, TwitterApi } from 'twitter-api-v2';
import type { PricedCall } from '../../domain/prices.ts';
import type { Ledger } from '../../ports.ts';
import { pricedCall } from './priced-calls.ts';

export interface XClientOptions {
  /** `https://api.x.com`, without a trailing slash. */
  apiUrl: string;
  authorizeUrl: string;
  clientId: string;
  clientSecret: string;
  bearerToken: string;
  /** For one call, in milliseconds. */
  timeoutMs?: number;
  /** Told of every call that costs money. */
  ledger?: Ledger;
  /** X takes a reply only where the account was summoned, which makes it cheaper: so it is for self-serve apps. */
  repliesAreSummoned?: boolean;
}

/** Told the headers of every answer, good or bad. */
export type OnAnswer = (headers: IncomingHttpHeaders) => void;

export interface XClients {
  /** As one user. */
  user(accessToken: string, onAnswer?: OnAnswer): TwitterApi;
  /** As the app: reading only. */
  app: TwitterApi;
  /** For the OAuth 2.0 calls. */
  oauth: TwitterApi;
  /** For what X charges without a call of its own: a post that the stream brings. */
  count(call: PricedCall, resources: number): void;
  authorizeUrl: string;
  apiUrl: string;
  bearerToken: string;
  clientId: string;
}

const LIBRARY_API = 'https://api.x.com';
export const X_TIMEOUT_MS = 10_000;

/** The library knows one address only, has no time-out and counts no money: plugins give it all three. */
export function createXClients(options: XClientOptions): XClients {
  const address = addressPlugin(options);
  const agent = options.apiUrl.startsWith('http:')
    ? new HttpAgent({ keepAlive: true })
    : new HttpsAgent({ keepAlive: true });
  const settings = (...plugins: ITwitterApiClientPlugin[]): Partial<IClientSettings> => ({
    plugins: [address, ...plugins],
    httpAgent: agent as HttpsAgent,
  });
  const asUser = moneyPlugin(options, 'user');
  return {
    user: (accessToken, onAnswer) =>
      new TwitterApi(accessToken, onAnswer ? settings(asUser, headersPlugin(onAnswer)) : settings(asUser)),
    app: new TwitterApi(options.bearerToken, settings(moneyPlugin(options, 'app'))),
    oauth: new TwitterApi({ clientId: options.clientId, clientSecret: options.clientSecret }, settings()),
    count: (call, resources) => void options.ledger?.add(call, resources),
    authorizeUrl: options.authorizeUrl,
    apiUrl: options.apiUrl,
    bearerToken: options.bearerToken,
    clientId: options.clientId,
  };
}

function addressPlugin({ apiUrl, timeoutMs = X_TIMEOUT_MS }: XClientOptions): ITwitterApiClientPlugin {
  return {
    onBeforeRequestConfig({ params }) {
      const url = new URL(String(params.url));
      if (url.origin === LIBRARY_API) params.url = apiUrl + url.pathname + url.search;
      params.timeout = timeoutMs;
    },
  };
}

function moneyPlugin(
  { ledger, repliesAreSummoned = false }: XClientOptions,
  caller: 'user' | 'app',
): ITwitterApiClientPlugin {
  return {
    onAfterRequest({ params, computedParams, response }) {
      const priced = pricedCall({
        method: computedParams.method,
        path: computedParams.url.pathname,
        caller,
        body: params.body,
        answer: response.data,
        repliesAreSummoned,
      });
      // Not waited for: the answer is worth more than its price, and the ledger never throws.
      if (priced) void ledger?.add(priced.call, priced.count);
    },
  };
}

function headersPlugin(onAnswer: OnAnswer): ITwitterApiClientPlugin {
  return {
    onAfterRequest: ({ response }) => onAnswer(response.headers),
    onResponseError: ({ error }) => onAnswer(error.headers),
  };
}

import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { type IClientSettings, type ITwitterApiClientPlugin, TwitterApi } from 'twitter-api-v2';

export interface XClientOptions {
  /** `https://api.x.com`, without a trailing slash. */
  apiUrl: string;
  authorizeUrl: string;
  clientId: string;
  clientSecret: string;
  bearerToken: string;
  /** For one call, in milliseconds. */
  timeoutMs?: number;
}

export interface XClients {
  /** As one user. */
  user(accessToken: string): TwitterApi;
  /** As the app: reading only. */
  app: TwitterApi;
  /** For the OAuth 2.0 calls. */
  oauth: TwitterApi;
  authorizeUrl: string;
  apiUrl: string;
  bearerToken: string;
  clientId: string;
}

const LIBRARY_API = 'https://api.x.com';
export const X_TIMEOUT_MS = 10_000;

/** The library knows one address only and has no time-out of its own: a plugin gives it both. */
export function createXClients(options: XClientOptions): XClients {
  const settings = clientSettings(options);
  return {
    user: (accessToken) => new TwitterApi(accessToken, settings),
    app: new TwitterApi(options.bearerToken, settings),
    oauth: new TwitterApi({ clientId: options.clientId, clientSecret: options.clientSecret }, settings),
    authorizeUrl: options.authorizeUrl,
    apiUrl: options.apiUrl,
    bearerToken: options.bearerToken,
    clientId: options.clientId,
  };
}

function clientSettings({ apiUrl, timeoutMs = X_TIMEOUT_MS }: XClientOptions): Partial<IClientSettings> {
  const plugin: ITwitterApiClientPlugin = {
    onBeforeRequestConfig({ params }) {
      const url = new URL(String(params.url));
      if (url.origin === LIBRARY_API) params.url = apiUrl + url.pathname + url.search;
      params.timeout = timeoutMs;
    },
  };
  const agent = apiUrl.startsWith('http:')
    ? new HttpAgent({ keepAlive: true })
    : new HttpsAgent({ keepAlive: true });
  return { plugins: [plugin], httpAgent: agent as HttpsAgent };
}

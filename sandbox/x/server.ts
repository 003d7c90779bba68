import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { apiRouter } from './api.ts';
import { Bill } from './bill.ts';
import type { Api, SeenRequest } from './call.ts';
import { clientRouter } from './client-routes.ts';
import { Faults } from './faults.ts';
import { mediaRouter } from './media-api.ts';
import { oauthRouter } from './oauth.ts';
import { pagesRouter } from './pages.ts';
import { RateLimits } from './rate-limits.ts';
import { type StreamControl, streamRouter } from './stream.ts';
import { Tokens } from './tokens.ts';
import { World } from './world.ts';

export interface SandboxXOptions {
  /** 0: any free port. */
  port: number;
  access?: 'self-serve' | 'enterprise';
  clientId: string;
  clientSecret: string;
  bearerToken: string;
  now?: () => number;
}

export interface SandboxX {
  url: string;
  port: number;
  world: World;
  tokens: Tokens;
  limits: RateLimits;
  faults: Faults;
  bill: Bill;
  stream: StreamControl;
  requests: SeenRequest[];
  close(): Promise<void>;
}

/** A local X on loopback that keeps X's rules. */
export async function createSandboxX(options: SandboxXOptions): Promise<SandboxX> {
  const now = options.now ?? Date.now;
  let url = '';
  const world = new World(now, () => url);
  world.access = options.access ?? 'self-serve';
  const { clientId, clientSecret, bearerToken } = options;
  const api: Api = {
    world,
    tokens: new Tokens(now),
    limits: new RateLimits(now),
    faults: new Faults(),
    bill: new Bill(world),
    requests: [],
    clientId,
    clientSecret,
    bearerToken,
  };
  const stream = streamRouter(api);
  const app = express();
  app.use(express.json(), express.urlencoded({ extended: false }));
  app.use('/client', clientRouter(api));
  app.use(stream.router, mediaRouter(api), apiRouter(api), oauthRouter(api), pagesRouter(world));
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    world,
    tokens: api.tokens,
    limits: api.limits,
    faults: api.faults,
    bill: api.bill,
    stream: stream.control,
    requests: api.requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

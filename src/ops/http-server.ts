import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import express, { type ErrorRequestHandler, type Express } from 'express';
import type { Log } from '../ports.ts';
import type { Health } from './health.ts';
import type { Metrics } from './metrics.ts';

export interface HttpServerOptions {
  port: number;
  health: Health;
  metrics: Metrics;
  log: Log;
  /** Adds the pages of the product. */
  mount(app: Express): void;
  /** Slack's own listener in HTTP mode: it wants the raw body. */
  slackEvents: RequestListener | null;
}

export interface HttpServer {
  port: number;
  close(): Promise<void>;
}

/** One port for everything. Answers once it listens; throws when it cannot. */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', 'loopback');
  mountOps(app, options);
  options.mount(app);
  app.use((_request, response) => void response.status(404).type('text').send('Not found\n'));
  app.use(onError(options.log));
  const server = createServer((request, response) => route(request, response, app, options.slackEvents));
  await listen(server, options.port);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    close: () => closeServer(server),
  };
}

function route(
  request: IncomingMessage,
  response: ServerResponse,
  app: Express,
  slackEvents: RequestListener | null,
): void {
  const path = request.url?.split('?', 1)[0];
  if (slackEvents && path === '/slack/events') slackEvents(request, response);
  else app(request, response);
}

function mountOps(app: Express, { health, metrics }: HttpServerOptions): void {
  app.get('/healthz', (_request, response) => void response.json({ alive: true }));
  app.get('/readyz', async (_request, response) => {
    const problems = await health.problems();
    const ready = Object.keys(problems).length === 0;
    response.status(ready ? 200 : 503).json(ready ? { ready } : { ready, problems });
  });
  app.get('/metrics', async (_request, response) => {
    const text = await metrics.text();
    response.type(metrics.contentType).send(text);
  });
}

function onError(log: Log): ErrorRequestHandler {
  return (error, request, response, next) => {
    log.error('http-failed', { path: request.path, error });
    if (response.headersSent) return next(error);
    response.status(500).type('text').send('Something went wrong inside Faccia. Try again in a minute.\n');
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Keep-alive sockets would hold the process for seconds after their last request. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    const timer = setInterval(() => server.closeIdleConnections(), 50);
    server.once('close', () => clearInterval(timer));
  });
}

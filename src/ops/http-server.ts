import { createServer, type RequestListener, type Server } from 'node:http';
import express, { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import type { Log } from '../ports.ts';
import type { Health } from './health.ts';
import type { Metrics } from './metrics.ts';

export interface HttpServerOptions {
  port: number;
  health: Health;
  log: Log;
}

export interface HttpServer {
  port: number;
  /** What exists only once Slack and Redis were reached; until then these paths answer 503. */
  mount(pages: HttpPages): void;
  close(): Promise<void>;
}

export interface HttpPages {
  metrics: Metrics;
  /** The pages of the product. */
  router: Router;
  /** Slack's own listener in HTTP mode: it wants the raw body. */
  slackEvents: RequestListener | null;
}

/** One port for everything. Answers once it listens: `/healthz` and `/readyz` from the first moment. */
export async function startHttpServer({ port, health, log }: HttpServerOptions): Promise<HttpServer> {
  let pages: HttpPages | null = null;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', 'loopback');
  app.use(healthPages(health));
  app.use((request, response, next) => {
    if (pages) pages.router(request, response, next);
    else response.status(503).type('text').send('Faccia is starting. /readyz says what it waits for.\n');
  });
  app.use((_request, response) => void response.status(404).type('text').send('Not found\n'));
  app.use(onError(log));
  const server = createServer((request, response) => {
    const toSlack = request.url?.split('?', 1)[0] === '/slack/events' ? pages?.slackEvents : null;
    if (toSlack) toSlack(request, response);
    else app(request, response);
  });
  await listen(server, port);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    mount(mounted) {
      mounted.router.get('/metrics', metricsPage(mounted.metrics));
      pages = mounted;
    },
    close: () => closeServer(server),
  };
}

function healthPages(health: Health): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => void response.json({ alive: true }));
  router.get('/readyz', async (_request, response) => {
    const problems = await health.problems();
    const ready = Object.keys(problems).length === 0;
    response.status(ready ? 200 : 503).json(ready ? { ready } : { ready, problems });
  });
  return router;
}

function metricsPage(metrics: Metrics): RequestHandler {
  return async (_request, response) => {
    const text = await metrics.text();
    response.type(metrics.contentType).send(text);
  };
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
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    const timer = setInterval(() => server.closeIdleConnections(), 50);
    server.once('close', () => clearInterval(timer));
  });
}

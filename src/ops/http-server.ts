import type { RequestListener, Server } from 'node:http';
import express, { type ErrorRequestHandler, type Express, type RequestHandler, Router } from 'express';
import type { ServingSettings } from '../domain/serving.ts';
import { AppError } from '../errors.ts';
import type { Log } from '../ports.ts';
import type { Health } from './health.ts';
import { forwardedUnbelieved, limitedRate, limitedServer, SERVER_LIMITS } from './http-limits.ts';
import type { Metrics } from './metrics.ts';
import { ownPagesOnly } from './own-pages-only.ts';
import { boardHeaders, strictHeaders } from './page-headers.ts';

export interface HttpServerOptions {
  port: number;
  serving: ServingSettings;
  /** Where people's browsers reach us. */
  publicUrl: string;
  /** Where a form of ours may lead in the end: X's page for consent. */
  formTarget: string;
  health: Health;
  log: Log;
  limits?: typeof SERVER_LIMITS;
}

export interface HttpServer {
  port: number;
  /** Null: the private routes share the public port. */
  privatePort: number | null;
  /** What exists only once Slack and Redis were reached; until then these paths answer 503. */
  mount(pages: HttpPages): void;
  close(): Promise<void>;
}

export interface HttpPages {
  metrics: Metrics;
  /** The pages of the product. */
  router: Router;
  /** For operations: on the private port where there is one. They check who asks by themselves. */
  privateRouter?: Router;
  /** Slack's own listener in HTTP mode: it wants the raw body. */
  slackEvents: RequestListener | null;
}

/** As many as a fleet of probes sends, for one that people send. */
const PROBES_PER_PAGE = 10;

/** Answers once it listens: `/healthz` and `/readyz` from the first moment. */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { port, serving, log, limits = SERVER_LIMITS } = options;
  let slackEvents: RequestListener | null = null;
  const pages = door();
  const privatePages = door();
  const app = surface(options);
  if (serving.privatePort === null) app.use(operations(options, privatePages.handle));
  app.use(strictHeaders([new URL(options.formTarget).origin]));
  app.use(limitedRate(serving.perMinute, log));
  app.use(ownPagesOnly([options.publicUrl]));
  app.use(pages.handle);
  end(app, log);
  const server = limitedServer(limits, (request, response) => {
    const isSlack = request.url?.split('?', 1)[0] === '/slack/events';
    if (isSlack && slackEvents) slackEvents(request, response);
    else app(request, response);
  });
  await listen(server, port);
  const servers = [server];
  if (serving.privatePort !== null) {
    const own = end(surface(options).use(operations(options, privatePages.handle)), log);
    servers.push(limitedServer(limits, own));
    await listen(servers[1] as Server, serving.privatePort, serving.privateHost);
  }
  return {
    port: portOf(server) ?? port,
    privatePort: portOf(servers[1]),
    mount(mounted) {
      const { metrics, router, privateRouter = Router() } = mounted;
      pages.open(router);
      privatePages.open(Router().get('/metrics', metricsPage(metrics)).use(privateRouter));
      slackEvents = mounted.slackEvents;
    },
    close: async () => void (await Promise.all(servers.map(closeServer))),
  };
}

/** What every port has. */
function surface({ health, serving, log }: HttpServerOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', serving.trustProxy);
  app.get('/healthz', (_request, response) => void response.json({ alive: true }));
  app.use(forwardedUnbelieved(log));
  app.get('/readyz', limitedRate(serving.perMinute * PROBES_PER_PAGE, log), readyPage(health));
  return app;
}

const OPERATIONS = /^\/(?:metrics|queues)(?:\/|$)/iu;

/** The paths of operations. */
function operations({ serving, publicUrl, log }: HttpServerOptions, handle: RequestHandler): RequestHandler {
  const inside = Router();
  inside.use(boardHeaders());
  inside.use(limitedRate(serving.perMinute * PROBES_PER_PAGE, log));
  inside.use(ownPagesOnly([publicUrl, serving.privateUrl ?? publicUrl]));
  inside.use(handle);
  return (request, response, next) => {
    if (OPERATIONS.test(request.path)) inside(request, response, next);
    else next();
  };
}

/** Routes that come later than the port. */
function door(): { handle: RequestHandler; open(router: Router): void } {
  let routes: Router | null = null;
  return {
    handle(request, response, next) {
      if (routes) routes(request, response, next);
      else response.status(503).type('text').send('Faccia is starting. /readyz says what it waits for.\n');
    },
    open(router) {
      routes = router;
    },
  };
}

function readyPage(health: Health): RequestHandler {
  return async (_request, response) => {
    const problems = await health.problems();
    const ready = Object.keys(problems).length === 0;
    response.status(ready ? 200 : 503).json(ready ? { ready } : { ready, problems });
  };
}

function metricsPage(metrics: Metrics): RequestHandler {
  return async (_request, response) => {
    const text = await metrics.text();
    response.type(metrics.contentType).send(text);
  };
}

function end(app: Express, log: Log): Express {
  app.use((_request, response) => void response.status(404).type('text').send('Not found\n'));
  return app.use(onError(log));
}

/** What a client did wrong is told to the client, what we did wrong to the log as well. */
function onError(log: Log): ErrorRequestHandler {
  return (error, request, response, next) => {
    const status = (error as { status?: unknown } | null)?.status;
    const isTheirs = typeof status === 'number' && status >= 400 && status < 500;
    if (isTheirs) log.info('http-refused', { path: request.path, status });
    else log.error('http-failed', { path: request.path, error });
    if (response.headersSent) return next(error);
    const text = isTheirs
      ? 'Faccia cannot read this request.\n'
      : 'Something went wrong inside Faccia. Try again in a minute.\n';
    response
      .status(isTheirs ? status : 500)
      .type('text')
      .send(text);
  };
}

/** Throws AppError `port-refused`. */
function listen(server: Server, port: number, host?: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portRefused(error, port, host)));
    server.listen({ port, host }, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

const WHY: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another process has it',
  EACCES: 'only the administrator may open it',
  EADDRNOTAVAIL: 'this machine does not have that address',
};

function portRefused(error: NodeJS.ErrnoException, port: number, host?: string): AppError {
  const where = host === undefined ? `port ${port}` : `${host}, port ${port}`;
  const sentence = `Faccia cannot listen on ${where}: ${WHY[error.code ?? ''] ?? error.message}. Set PORT (or http.private_port and http.private_host in the YAML) to another one.`;
  return new AppError({ code: 'port-refused', sentence, cause: error });
}

function portOf(server: Server | undefined): number | null {
  const address = server?.address();
  return typeof address === 'object' && address !== null ? address.port : null;
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

import { Router } from 'express';
import { loadConfig } from '../config/config.ts';
import { readEnv } from '../config/env.ts';
import { byId } from '../handlers/listen-by-id.ts';
import { registerJobs, registerPages, registerSlack, registerSources } from '../handlers/register.ts';
import { registerBoard } from '../handlers/register-board.ts';
import { type Context, type ContextOptions, createContext } from './context.ts';
import { AppError } from './errors.ts';
import { systemClock } from './ops/clock.ts';
import { createClosing } from './ops/closing.ts';
import { createHealth, type Health } from './ops/health.ts';
import { type HttpServer, startHttpServer } from './ops/http-server.ts';
import { leaveInTime, within } from './ops/leaving.ts';
import { createLogScope } from './ops/log-scope.ts';
import { createLogger } from './ops/logger.ts';
import { createWorkers, type Workers } from './queue/workers.ts';
import { boardUrl } from './seen.ts';
import { followSource } from './usecases/follow-source.ts';

/**
 * Longest wait for what still runs when we are asked to stop: Docker kills ten seconds after it asked. What is cut short
 * comes back by the outbox.
 */
const STOP_MS = 7_000;
/** For closing what was opened; after that we go all the same. */
const CLOSE_MS = 2_000;
/** Slack waits so long for an answer to what a person did. */
const ANSWER_MS = 3_000;

async function main(): Promise<void> {
  const { config, secrets } = loadConfig(readEnv());
  const scope = createLogScope();
  const log = createLogger(config.logLevel, undefined, scope);
  const closing = createClosing(log);
  const stop = stopSignal();
  leaveInTime(stop, STOP_MS + CLOSE_MS, log);
  try {
    await run({ config, secrets, clock: systemClock, log, health: createHealth(), stop, closing, scope });
  } catch (error) {
    // Whoever asked us to stop while we still waited for something does not want to hear of it.
    if (!stop.aborted) throw error;
  } finally {
    await closing.close();
  }
  log.info('stopped');
}

async function run(options: ContextOptions): Promise<void> {
  const { config, log, health, stop, closing } = options;
  health.register('start', () => 'Faccia is starting.');
  const { port, publicUrl, x, desk } = config;
  const { serving } = desk;
  const http = await startHttpServer({ port, serving, publicUrl, formTarget: x.authorizeUrl, health, log });
  closing.add(() => http.close());
  const context = await createContext(options);
  const running = await startRoles(context, health, http, stop);
  health.register('start', () => null);
  log.info('started', { roles: [...config.roles], port: http.port, workspace: context.workspace.teamId });
  await aborted(stop);
  log.info('stopping');
  await within(STOP_MS, Promise.all([http.close(), running.stop()]), context.clock);
}

interface Running {
  stop(): Promise<void>;
}

async function startRoles(
  context: Context,
  health: Health,
  http: HttpServer,
  stop: AbortSignal,
): Promise<Running> {
  const { roles } = context.config;
  const router = Router();
  registerPages(router, { ...context, workspace: context.workspaceName });
  const privateRouter = Router();
  const board = boardUrl(context.config);
  registerBoard(privateRouter, { ...context, publicUrl: board, https: board.startsWith('https:') });
  const slackEvents = roles.has('slack') ? context.slackApp.requestListener : null;
  const loops: Promise<void>[] = [];
  const [workers] = await Promise.all([
    roles.has('worker') ? startWorkers(context, health) : null,
    roles.has('slack') ? startSlack(context, health) : null,
  ]);
  if (workers !== null) {
    loops.push(context.relayOutbox(stop));
    const sources = context.sources.map(({ id }) => id);
    loops.push(context.watchSilence(sources, stop));
  }
  loops.push(context.guard.watch(stop));
  http.mount({ metrics: context.metrics, router, privateRouter, slackEvents });
  if (roles.has('ingest')) loops.push(...startSources(context, health, stop));
  return {
    async stop() {
      const { inFlight, slackApp, clock } = context;
      // Whoever waits for an answer gets it on the connection on which they asked.
      const slack = within(ANSWER_MS, inFlight.idle(), clock).then(() => slackApp.stop());
      await Promise.all([slack.then(() => inFlight.idle()), workers?.close(STOP_MS), ...loops]);
    },
  };
}

async function startWorkers(context: Context, health: Health): Promise<Workers> {
  const { outbox, clock, queueOptions, around } = context;
  const workers = createWorkers({ ...queueOptions, outbox, clock, around, handlers: registerJobs(context) });
  await Promise.all([workers.ready(), context.budgetIs(), context.scheduleRetention()]);
  health.register('workers', () => workers.problem());
  context.guard.onChange((lost) => workers.hold(lost));
  return workers;
}

async function startSlack(context: Context, health: Health): Promise<void> {
  const { slackApp } = context;
  registerSlack(byId(slackApp.app), context);
  await slackApp.start();
  health.register('slack-events', () => slackApp.problem());
}

function startSources(context: Context, health: Health, stop: AbortSignal): Promise<void>[] {
  const follow = followSource({ ...context, receive: registerSources(context) });
  return context.sources.map((source) => {
    health.register(source.id, () => source.problem());
    return follow(source, stop);
  });
}

function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => controller.abort());
  return controller.signal;
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** A sentence for a person when we know one, everything else for a developer; then the supervisor starts us anew. */
function fail(error: unknown): void {
  if (error instanceof AppError) process.stderr.write(`${error.sentence}\n`);
  else console.error(error);
  process.exit(1);
}

process.on('unhandledRejection', fail);
// All is closed by then; ioredis would hold the process for two more seconds, for streams that have ended.
main().then(() => process.exit(0), fail);

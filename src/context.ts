import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Config, Secrets } from '../config/config.ts';
import { createArchive } from './archive/archive-files.ts';
import { findBrand } from './domain/brand.ts';
import { redisAddress } from './domain/redis-address.ts';
import { UnavailableError } from './errors.ts';
import { createXClients } from './networks/x/client.ts';
import { createXLookups } from './networks/x/lookups.ts';
import { createMeasureText } from './networks/x/measure-text.ts';
import { createXNetwork } from './networks/x/x-network.ts';
import { boardPages } from './ops/board-pages.ts';
import type { Closing } from './ops/closing.ts';
import type { Health } from './ops/health.ts';
import { createInFlight } from './ops/in-flight.ts';
import { linkPages } from './ops/link-pages.ts';
import { createLogScope, type LogScope } from './ops/log-scope.ts';
import { createMeter } from './ops/meter.ts';
import { createMetrics } from './ops/metrics.ts';
import { createSessions, SESSION_MS } from './ops/sessions.ts';
import { createTracing } from './ops/tracing.ts';
import type { Clock, Log } from './ports.ts';
import { createJobQueue } from './queue/job-queue.ts';
import { loadTelemetry } from './queue/telemetry.ts';
import { aboutThread, signInWith, tracedNetwork, tracedNotifier } from './seen.ts';
import { createAlarmNotifier } from './slack/alarm-notifier.ts';
import { createInteractiveClient, createPostingClient } from './slack/clients.ts';
import { createDeskViews } from './slack/desk-views.ts';
import { createEraser } from './slack/eraser.ts';
import { createSlackFiles } from './slack/files.ts';
import { createModals } from './slack/modals.ts';
import { createNotifier } from './slack/notifier.ts';
import { createPeople } from './slack/people.ts';
import { createPeopleNotifier } from './slack/people-notifier.ts';
import { createPresence } from './slack/presence.ts';
import { createSlackApp, identify, type Workspace } from './slack/slack-app.ts';
import { createSurgeNotifier } from './slack/surge-notifier.ts';
import { createTokenCheck } from './slack/token-check.ts';
import { createSources } from './sources.ts';
import { EMBEDDED_DIR, startEmbeddedRedis } from './store/embedded-redis.ts';
import { keyPrefix } from './store/keys.ts';
import { connectRedis, queueConnections } from './store/redis.ts';
import { requireFitRedis } from './store/redis-check.ts';
import { createStore } from './store/store.ts';
import { openStoreGuard } from './store/store-guard.ts';
import { createTokenCipher } from './store/token-cipher.ts';
import type { LinkRequest } from './stores.ts';
import { createUseCases } from './use-cases.ts';
import { keepLedger } from './usecases/keep-ledger.ts';

export interface ContextOptions {
  config: Config;
  secrets: Secrets;
  clock: Clock;
  log: Log;
  health: Health;
  /** Aborted when the process is asked to stop: whatever waits stops waiting. */
  stop: AbortSignal;
  /** Told of everything that must be closed again. */
  closing: Closing;
  /** What each line of the log carries. */
  scope?: LogScope;
}

export type Context = Awaited<ReturnType<typeof createContext>>;

const RETRY_MS = 3_000;

/** Builds everything, in order. Waits for Redis and Slack as long as it must. */
export async function createContext(options: ContextOptions) {
  const { config, secrets, clock, log, health, closing } = options;
  const redisUrl = secrets.redisUrl ?? (await ownRedis(options));
  const { replicas } = redisAddress(redisUrl);
  const redis = connectRedis(redisUrl, log);
  const { registry, meter } = createMeter();
  const tracing = await createTracing({ endpoint: config.otlpEndpoint, service: 'faccia' });
  closing.add(() => tracing.stop());
  closing.add(() => redis.quit());
  const fit = patiently(options, 'redis', () => requireFitRedis(redis, replicas, log)).then(() =>
    health.register('redis', async () => ((await redis.ping()) === 'PONG' ? null : 'Redis does not answer.')),
  );
  const clientOptions = { token: secrets.slackBotToken, apiUrl: config.slack.apiUrl, log, meter };
  const interactive = createInteractiveClient(clientOptions);
  const [, workspace] = await Promise.all([fit, patiently(options, 'slack', () => identify(interactive))]);
  health.register('slack', createTokenCheck(interactive, clock));
  const guardOptions = { redis, workspace: workspace.teamId, clock, log };
  const guard = await patiently(options, 'store', () => openStoreGuard(guardOptions));
  health.register('store', () => guard.problem());
  // In a cluster only the server that has our keys says whether they can be reached.
  const mark = `${keyPrefix(workspace.teamId)}mark`;
  health.register('redis', async () => ((await redis.exists(mark)) === 1 ? null : guard.problem()));
  const store = createStore({
    guard,
    redis,
    copies: { replicas, log },
    workspace: workspace.teamId,
    cipher: createTokenCipher(secrets.keys),
    clock,
    trace: tracing.parent,
  });
  const telemetry = await loadTelemetry(tracing.on);
  const queueOptions = { connect: queueConnections(redisUrl), workspace: workspace.teamId, log, telemetry };
  const queue = createJobQueue(queueOptions);
  closing.add(() => queue.close());
  const clients = createXClients({
    ...config.x,
    clientSecret: secrets.xClientSecret,
    bearerToken: secrets.xBearerToken,
    ledger: keepLedger({ ...store, ...config, clock, log }),
    repliesAreSummoned: config.desk.brands.every(({ access }) => access === 'self-serve'),
  });
  const measure = createMeasureText(config.desk.prices);
  const network = tracedNetwork(tracing, createXNetwork(clients, clock));
  const people = createPeople({
    client: interactive,
    settings: config.desk.people,
    groups: store.groups,
    clock,
  });
  const posting = createPostingClient(clientOptions);
  const notifier = tracedNotifier(tracing, createNotifier({ client: posting, links: network }));
  const whispers = createNotifier({ client: interactive, links: network });
  const slackApp = createSlackApp({
    ...secrets,
    ...queueOptions,
    botToken: secrets.slackBotToken,
    appToken: secrets.slackAppToken,
    signingSecret: secrets.slackSigningSecret,
    apiUrl: config.slack.apiUrl,
    workspace,
  });
  const useCases = createUseCases({
    ...store,
    network,
    lookups: createXLookups(clients, clock),
    people,
    peopleNotifier: createPeopleNotifier(posting),
    presence: createPresence({ client: interactive, clock, log }),
    notifier,
    eraser: createEraser(posting, clock),
    archive: createArchive(config.desk.retention.dir),
    alarms: createAlarmNotifier(posting),
    surgeNotifier: createSurgeNotifier(posting),
    files: createSlackFiles(clientOptions, { interactive, posting: createPostingClient(clientOptions) }),
    clock,
    log,
    queue,
    desk: config.desk,
    measure,
    publicUrl: config.publicUrl,
  });
  const around = aboutThread(options.scope ?? createLogScope(), store.reader);
  const inFlight = createInFlight(tracing, around);
  const { altText } = config.desk.media;
  const takesFiles = mayReadFiles(workspace, log);

  return {
    ...useCases,
    ...createModals({
      client: interactive,
      links: network,
      measure,
      takesFiles,
      altText,
      rules: config.desk.enrolment?.rules ?? null,
    }),
    ...createDeskViews({ workspaceUrl: workspace.url, clock }),
    config,
    desk: config.desk,
    brands: config.desk.brands,
    clock,
    log,
    inFlight,
    around,
    workspace,
    workspaceName: workspace.name,
    guard,
    slackApp,
    people,
    accounts: store.accounts,
    threads: store.threads,
    leases: store.leases,
    mentions: store.mentions,
    outbox: store.outbox,
    queueOptions,
    meter,
    tracing,
    metrics: createMetrics({ ...store, registry, queue, desk: config.desk, clock, log }),
    sources: createSources({ ...options, ...useCases, clients }),
    holder: `${hostname()}:${process.pid}:${randomUUID()}`,
    pages: linkPages,
    boardPages,
    board: () => queue.board('/queues'),
    sessions: createSessions(secrets.keys, clock),
    sessionMs: SESSION_MS,
    signIn: signInWith(options, workspace.teamId),
    publicUrl: config.publicUrl,
    https: config.publicUrl.startsWith('https:'),
    whisper: whispers.whisper,
    tell: whispers.tell,
    describe: (request: LinkRequest) => describe(options, people, workspace, request),
  };
}

async function ownRedis({ clock, log, closing }: ContextOptions): Promise<string> {
  const embedded = await startEmbeddedRedis({ dir: EMBEDDED_DIR, clock, log });
  closing.add(() => embedded.stop());
  return embedded.url;
}

/** What is away now may be back in a minute: `/readyz` says what we wait for. */
async function patiently<T>(
  { clock, log, health, stop }: ContextOptions,
  part: string,
  work: () => Promise<T>,
): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      const value = await work();
      health.register(part, () => null);
      return value;
    } catch (error) {
      if (!(error instanceof UnavailableError) || stop.aborted) throw error;
      health.register(part, () => error.sentence);
      if (tries === 0) log.warn(`${part}-awaited`, { error });
      await clock.sleep(RETRY_MS, stop);
    }
  }
}

/** Slack opens no window with a place for files for an app that was installed before Faccia asked for that right. */
function mayReadFiles({ scopes }: Workspace, log: Log): boolean {
  if (scopes === null || scopes.includes('files:read')) return true;
  log.warn('slack-files-off', {
    missing: 'files:read',
    remedy: 'Install the Slack app again from its manifest.',
  });
  return false;
}

async function describe(
  { config }: ContextOptions,
  people: ReturnType<typeof createPeople>,
  workspace: Workspace,
  { slackUser, owner }: LinkRequest,
): Promise<{ person: string; workspace: string; brand: string | null }> {
  const { name } = await people.get(slackUser);
  const brand = owner.kind === 'brand' ? findBrand(config.desk, owner.brand).handle : null;
  return { person: name, workspace: workspace.name, brand };
}

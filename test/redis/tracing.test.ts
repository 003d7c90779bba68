import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mentionsReceived } from '../../handlers/mention-received.ts';
import { guard } from '../../handlers/on-error.ts';
import { subjectOf, type WorkKind } from '../../src/domain/work.ts';
import { RefusedError } from '../../src/errors.ts';
import { systemClock } from '../../src/ops/clock.ts';
import { createInFlight } from '../../src/ops/in-flight.ts';
import { createTracing, traced } from '../../src/ops/tracing.ts';
import type { JobHandler } from '../../src/ports.ts';
import { createJobQueue } from '../../src/queue/job-queue.ts';
import { loadTelemetry } from '../../src/queue/telemetry.ts';
import { createWorkers } from '../../src/queue/workers.ts';
import { NO_METER, NO_TRACING, type Tracing } from '../../src/seeing.ts';
import { queueConnections } from '../../src/store/redis.ts';
import { relayOutbox } from '../../src/usecases/relay-outbox.ts';
import { type SeenSpan, startCollector } from '../support/collector.ts';
import { startRedis, type TestRedis } from '../support/redis-server.ts';
import { aDesk, aPost, aReply } from '../support/samples.ts';
import { anIngest, NOW, type OpenStore, openStore, silentLog, WORKSPACE } from '../support/store.ts';
import { until } from '../support/until.ts';

describe('traces', () => {
  let redis: TestRedis;
  let collector: Awaited<ReturnType<typeof startCollector>>;
  let tracing: Tracing;
  let store: OpenStore;
  const done: string[] = [];
  let close: () => Promise<void>;

  beforeAll(async () => {
    redis = await startRedis();
    collector = await startCollector();
    tracing = await createTracing({ endpoint: collector.url, service: 'faccia' });
    store = openStore(redis.url, systemClock, tracing.parent);
    const options = {
      connect: queueConnections(redis.url),
      workspace: WORKSPACE,
      log: silentLog,
      telemetry: await loadTelemetry(true),
    };
    const queue = createJobQueue(options);
    await queue.counts();
    const outside = traced(
      tracing,
      {
        postCard: async (id: string) => void done.push(`card ${id}`),
        createPost: async (id: string) => void done.push(`post ${id}`),
      },
      { postCard: 'slack-post-card', createPost: 'x-create-post' },
    );
    const ignore: JobHandler = async () => ({ done: true });
    const handlers = new Proxy({} as Record<WorkKind, JobHandler>, {
      get: (_, kind) => async (work: Parameters<JobHandler>[0]) => {
        if (kind === 'card') await outside.postCard(subjectOf(work.member));
        if (kind === 'send') await outside.createPost(subjectOf(work.member));
        return ignore(work);
      },
    });
    const workers = createWorkers({ ...options, outbox: store.outbox, clock: systemClock, handlers });
    await workers.ready();
    const stop = new AbortController();
    // Nothing of the trace is around it: what joins them went through Redis.
    const relaying = relayOutbox({ outbox: store.outbox, queue, clock: systemClock, log: silentLog })(
      stop.signal,
    );
    close = async () => {
      stop.abort();
      await relaying;
      await workers.close(5_000);
      await queue.close();
    };
    await receive();
    await until(() => done.includes('card x-1001'));
    await click();
    await until(() => done.includes('post r-1'));
    await close();
    await tracing.stop();
  });
  afterAll(async () => {
    store?.redis.disconnect();
    await collector?.close();
    await redis?.close();
  });

  const receive = () =>
    mentionsReceived({
      receiveMentions: async ({ posts }) =>
        Promise.all(posts.map((post) => store.mentions.ingest(anIngest({ post })))),
      desk: aDesk(),
      meter: NO_METER,
      tracing,
      clock: systemClock,
      log: silentLog,
    })({
      source: { id: 'x:mentions:acme', brand: 'acme', read: () => (async function* () {})() },
      token: 1,
      cursor: null,
      posts: [aPost({ text: 'My secret words' })],
    });

  /** Somebody answers, and somebody is refused. */
  const click = async () => {
    const deps = { log: silentLog, inFlight: createInFlight(tracing) };
    const say = async () => undefined;
    await guard(deps)('click-reply', say, async () => {
      await store.threads.claim('x-1001', 'USAM', NOW);
      await store.replies.submit(aReply());
    });
    await guard(deps)('click-refused', say, async () => {
      await tracing.span('inside', {}, async () => {
        throw new RefusedError('nope', 'These are my secret words.');
      });
    });
  };

  const named = (name: string) => collector.spans.filter((span) => span.name === name);
  const ancestors = (span: SeenSpan): string[] => {
    const parent = collector.spans.find(({ spanId }) => spanId === span.parentSpanId);
    return parent ? [parent.name, ...ancestors(parent)] : [];
  };

  it('go from the mention to its card, through outbox, queue and worker', () => {
    const [received] = named('mentions-received');
    const card = named('slack-post-card').find(({ traceId }) => traceId === received?.traceId);
    expect(received?.parentSpanId).toBeUndefined();
    expect(card && ancestors(card)).toEqual(['process slack', 'mentions-received']);
  });

  it('go from the click to the post', () => {
    const [post] = named('x-create-post');
    expect(post && ancestors(post)).toEqual(['process replies', 'click-reply']);
  });

  it('begin only where we begin them', () => {
    const begun = collector.spans.filter(({ parentSpanId }) => parentSpanId === undefined);
    expect([...new Set(begun.map(({ name }) => name))].sort()).toEqual([
      'click-refused',
      'click-reply',
      'mentions-received',
    ]);
  });

  it('say that something failed, and never in whose words', () => {
    expect(named('inside')[0]?.status).toEqual({ code: 2, message: 'nope' });
    expect(collector.bodies.join()).not.toContain('secret words');
  });

  it('leave nothing behind in the outbox', async () => {
    const members = await store.redis.hkeys(`{${WORKSPACE}}:outbox:traces`);
    const waiting = await store.redis.zrange(`{${WORKSPACE}}:outbox`, '0', '-1');
    expect(waiting).toEqual(expect.arrayContaining(members));
  });
});

it('nothing is traced where nobody asked for it', async () => {
  expect(await createTracing({ endpoint: null, service: 'faccia' })).toBe(NO_TRACING);
  expect(await NO_TRACING.span('anything', {}, async () => 7)).toBe(7);
});

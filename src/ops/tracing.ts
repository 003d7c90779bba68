import type { Sampler, Span } from '@opentelemetry/api';
import { NO_TRACING, type Tracing } from '../seeing.ts';

export interface TracingOptions {
  /** Where a collector takes OTLP over HTTP: `http://collector:4318`. Null: nobody asked for traces. */
  endpoint: string | null;
  service: string;
}

/** Ours begin a trace; what libraries do by themselves, such as asking for the next job, does not. */
const OURS = 'faccia.began';
const SEND_EVERY_MS = 2_000;

/** The libraries are loaded only when somebody asked for traces. */
export async function createTracing({ endpoint, service }: TracingOptions): Promise<Tracing> {
  if (endpoint === null) return NO_TRACING;
  const [api, sdk, { OTLPTraceExporter }, { AsyncLocalStorageContextManager }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-trace-base'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/context-async-hooks'),
      import('@opentelemetry/resources'),
    ]);
  const { context, propagation, SpanStatusCode, trace } = api;
  const root: Sampler & { toString(): string } = {
    shouldSample: (_context, _trace, _name, _kind, attributes) => ({
      decision: attributes[OURS] ? sdk.SamplingDecision.RECORD_AND_SAMPLED : sdk.SamplingDecision.NOT_RECORD,
    }),
    toString: () => 'Ours',
  };
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces` });
  const provider = new sdk.BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    sampler: new sdk.ParentBasedSampler({ root }),
    spanProcessors: [new sdk.BatchSpanProcessor(exporter, { scheduledDelayMillis: SEND_EVERY_MS })],
  });
  trace.setGlobalTracerProvider(provider);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new (await w3c())());
  const tracer = trace.getTracer('faccia');

  const failed = (span: Span, error: unknown): void => {
    // Only what kind of error it is: its words may be a customer's.
    const code = (error as { code?: unknown } | null)?.code;
    span.setStatus({ code: SpanStatusCode.ERROR, message: typeof code === 'string' ? code : 'unexpected' });
  };
  return {
    on: true,
    span: (name, attributes, work) =>
      tracer.startActiveSpan(name, { attributes: { ...attributes, [OURS]: true } }, async (span) => {
        try {
          return await work();
        } catch (error) {
          failed(span, error);
          throw error;
        } finally {
          span.end();
        }
      }),
    parent() {
      const carrier: { traceparent?: string } = {};
      propagation.inject(context.active(), carrier);
      return carrier.traceparent ?? '';
    },
    stop: () => provider.shutdown(),
  };
}

async function w3c() {
  return (await import('@opentelemetry/core')).W3CTraceContextPropagator;
}

type Methods<T> = { [K in keyof T]?: string };

/** The same object, with these methods as spans of these names. */
export function traced<T extends object>(tracing: Tracing, target: T, names: Methods<T>): T {
  if (!tracing.on) return target;
  const wrapped = Object.entries(names as Record<string, string>).map(([method, name]) => {
    const call = (target as Record<string, (...args: unknown[]) => Promise<unknown>>)[method];
    return [method, (...args: unknown[]) => tracing.span(name, {}, async () => call?.apply(target, args))];
  });
  return { ...target, ...Object.fromEntries(wrapped) };
}

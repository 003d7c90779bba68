import type { QueueOptions, Telemetry } from 'bullmq';

/** BullMQ's own spans around each job; null where nobody asked for traces: then nothing is loaded. */
export async function loadTelemetry(traced: boolean): Promise<Telemetry | null> {
  if (!traced) return null;
  const { BullMQOtel } = await import('bullmq-otel');
  return new BullMQOtel({ tracerName: 'faccia-jobs' });
}

export function telemetryOf(telemetry: Telemetry | null): Pick<QueueOptions, 'telemetry'> {
  return telemetry === null ? {} : { telemetry };
}

/** A job goes on with the trace in which its work was written down. */
export function telemetryFrom(trace: string | undefined): { telemetry?: { metadata: string } } {
  return trace ? { telemetry: { metadata: JSON.stringify({ traceparent: trace }) } } : {};
}

import type { QueueOptions } from 'bullmq';
import { BullMQOtel } from 'bullmq-otel';

/** BullMQ's own spans around each job; nothing where nobody asked for traces. */
export function telemetryOf(traced: boolean): Pick<QueueOptions, 'telemetry'> | Record<string, never> {
  return traced ? { telemetry: new BullMQOtel({ tracerName: 'faccia-jobs' }) } : {};
}

/** A job goes on with the trace in which its work was written down. */
export function telemetryFrom(trace: string | undefined): { telemetry?: { metadata: string } } {
  return trace ? { telemetry: { metadata: JSON.stringify({ traceparent: trace }) } } : {};
}

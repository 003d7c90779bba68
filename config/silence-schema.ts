import { z } from 'zod';
import type { SilenceSettings } from '../src/domain/silence.ts';
import { channel } from './parts.ts';

const unlikely = 'must be more than 0, up to 0.2: 0.001 is once in a thousand times.';

const silence = z.strictObject({
  unlikely: z.number().gt(0, unlikely).max(0.2, unlikely).default(0.001),
  at_least_minutes: z.number().min(5, 'must be 5 to 10080.').max(10_080, 'must be 5 to 10080.').default(30),
  history_days: z.number().min(8, 'must be 8 to 28.').max(28, 'must be 8 to 28.').default(14),
  channel: channel.optional(),
});

/** When a source that says nothing is an alarm: a part of the desk that may be left out. */
export const silenceSchema = { silence: silence.prefault({}) };

export function toSilence({ silence: given }: { silence: z.output<typeof silence> }): {
  silence: SilenceSettings;
} {
  return {
    silence: {
      unlikely: given.unlikely,
      atLeastMs: given.at_least_minutes * 60_000,
      historyMs: given.history_days * 24 * 60 * 60_000,
      channel: given.channel ?? null,
    },
  };
}

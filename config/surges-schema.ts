import { z } from 'zod';
import type { SilenceSettings } from '../src/domain/silence.ts';
import type { SurgeSettings } from '../src/domain/surge.ts';
import { silenceSchema, toSilence } from './silence-schema.ts';

const many = (most: number, usual: number, least = 1) => {
  const message = `must be a whole number, ${least} to ${most}.`;
  return z.number().int(message).min(least, message).max(most, message).default(usual);
};
const share = 'must be 0.3 to 1: 0.5 is half of the words.';

const surges = z.strictObject({
  fold_above: many(600, 20, 5),
  calm_below: many(600, 20),
  calm_minutes: many(120, 2),
  alike: z.number().min(0.3, share).max(1, share).default(0.5),
  open_at_once: many(20, 5),
  take_at_once: many(20, 5),
  incident_hours: many(168, 12),
});

/** Too few mentions, and too many: parts of the desk that may be left out. */
export const flowSchema = { ...silenceSchema, surges: surges.prefault({}) };

export function toFlow({
  surges: given,
  ...rest
}: Parameters<typeof toSilence>[0] & { surges: z.output<typeof surges> }): {
  silence: SilenceSettings;
  surges: SurgeSettings;
} {
  return {
    ...toSilence(rest),
    surges: {
      foldAbove: given.fold_above,
      calmBelow: given.calm_below,
      calmForMs: given.calm_minutes * 60_000,
      alike: given.alike,
      openAtOnce: given.open_at_once,
      takeAtOnce: given.take_at_once,
      incidentMs: given.incident_hours * 60 * 60_000,
    },
  };
}

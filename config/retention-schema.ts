import { z } from 'zod';
import type { RetentionSettings } from '../src/domain/retention.ts';

const days = (fallback: number) =>
  z
    .number()
    .int('must be whole days.')
    .min(0, 'must be 0 to 3650.')
    .max(3_650, 'must be 0 to 3650.')
    .default(fallback);

/** What was said less than a week before is compared with what is said next, and would be unpacked each time. */
const packAfter = z
  .number()
  .int('must be whole days.')
  .refine((given) => given === 0 || (given >= 7 && given <= 3_650), 'must be 0, or 7 to 3650.')
  .default(14);

/** How long things are kept; 0 days: for ever. A part of the desk that may be left out. */
export const retentionSchema = {
  retention: z
    .strictObject({
      closed_threads_days: days(180),
      pack_after_days: packAfter,
      audit_days: days(730),
      archive_days: days(730),
      archive_folder: z.string().min(1, 'must name a folder.').default('.faccia/archive'),
    })
    .prefault({}),
};

interface Given {
  retention: z.output<(typeof retentionSchema)['retention']>;
}

/** Some tens of megabytes; the scripts keep three times as many while nobody moves them away. */
const AUDIT_KEPT = 100_000;
const DAY_MS = 24 * 60 * 60 * 1000;

export function toRetention({ retention }: Given): { retention: RetentionSettings } {
  const ms = (given: number) => (given === 0 ? null : given * DAY_MS);
  return {
    retention: {
      closedMs: ms(retention.closed_threads_days),
      packMs: ms(retention.pack_after_days),
      auditMs: ms(retention.audit_days),
      auditKept: AUDIT_KEPT,
      archiveMs: ms(retention.archive_days),
      dir: retention.archive_folder,
    },
  };
}

import { RefusedError } from '../src/errors.ts';
import { statsText } from '../src/slack/stats-text.ts';
import type { DeskStats } from '../src/usecases/read-stats.ts';
import type { CareWords } from './care-command.ts';

export interface CareStatsDeps {
  readStats(input: { slackUser: string; days: number }): Promise<DeskStats>;
  clock: { now(): number };
}

const DAYS = 7;
const MOST_DAYS = 400;

/** `/care stats [days]`: how long customers wait. */
export function careStats({ readStats, clock }: CareStatsDeps) {
  return async ({ slackUser, words }: CareWords): Promise<string> => {
    const [given] = words;
    const days = given === undefined ? DAYS : Number(given.replace(/d$/u, ''));
    if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) {
      throw new RefusedError(
        'bad-command',
        `Type \`/care stats\`, or a number of days up to ${MOST_DAYS} after it.`,
      );
    }
    return statsText(await readStats({ slackUser, days }), clock.now());
  };
}

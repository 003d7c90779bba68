import type { Reply } from '../domain/glossary.ts';

const WAITS_MS = 2_000;
const SECONDS_MATTER_MS = 2 * 60 * 1000;
const ANOTHER_DAY_MS = 12 * 60 * 60 * 1000;

/** It has a moment to wait for: longer than what Slack takes to show it. */
export function waits(reply: Reply): boolean {
  return reply.reason !== null && reply.notBefore - reply.updatedAt > WAITS_MS;
}

/** Each reader sees their own time. */
export function untilTime({ notBefore, updatedAt }: Reply): string {
  const wait = notBefore - updatedAt;
  const format =
    wait < SECONDS_MATTER_MS
      ? '{time_secs}'
      : wait < ANOTHER_DAY_MS
        ? '{time}'
        : '{date_short_pretty}, {time}';
  const utc = new Date(notBefore).toISOString().slice(0, 16).replace('T', ' ');
  return `<!date^${Math.ceil(notBefore / 1000)}^${format}|${utc} UTC>`;
}

export function atTime(at: number): string {
  return `<!date^${Math.floor(at / 1000)}^at {time_secs}|in a few seconds>`;
}

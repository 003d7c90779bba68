import type { AuditEntry } from '../../src/listing.ts';
import type { Killed } from './crew.ts';

/** What the trail of all leases says. */
export interface Held {
  /** How often a source went from one process to another. */
  handOvers: number;
  /** From the death (or the giving back) of a holder until the next one had the source. */
  longestGapMs: number;
  /** Empty: each source was held by exactly one process at any time, but for the gaps. */
  problems: string[];
}

interface Lease {
  source: string;
  fence: number;
  pid: number;
  from: number;
  /** Until when it held the source at most. */
  to: number;
}

/** `sources`: all that must be held in the end. */
export function judgeTrail(entries: readonly AuditEntry[], killed: readonly Killed[], end: number): Held {
  const problems: string[] = [];
  const leases = new Map<string, Lease[]>();
  for (const { what, detail, at } of entries) {
    const [source = '', , fence] = detail.split(' ');
    const mine = leases.get(source) ?? [];
    const last = mine.at(-1);
    if (what === 'source-taken') {
      const pid = Number(/ by [^:]*:(\d+):/u.exec(detail)?.[1]);
      leases.set(source, [
        ...mine,
        { source, fence: Number(fence), pid, from: at, to: Number.POSITIVE_INFINITY },
      ]);
    } else if (last?.fence !== Number(fence) || last.to !== Number.POSITIVE_INFINITY) {
      problems.push(`${source}: ${what} for fence ${fence}, which does not hold it.`);
    } else last.to = what === 'source-left' ? at : Number(/ until (\d+)/u.exec(detail)?.[1]);
  }
  const held: Held = { handOvers: 0, longestGapMs: 0, problems };
  for (const all of leases.values()) judgeSource(all, killed, held);
  for (const [source, all] of leases) {
    const last = all.at(-1);
    if (last && last.to < end) problems.push(`${source} is held by nobody in the end.`);
  }
  return held;
}

function judgeSource(all: readonly Lease[], killed: readonly Killed[], held: Held): void {
  for (const [index, next] of all.entries()) {
    const before = all[index - 1];
    if (!before) continue;
    held.handOvers += 1;
    if (next.fence !== before.fence + 1)
      held.problems.push(`${next.source}: fence ${next.fence} after ${before.fence}.`);
    if (next.from < before.to)
      held.problems.push(`${next.source}: fence ${before.fence} and ${next.fence} held it at once.`);
    const death = killed.find(({ pid, at }) => pid === before.pid && at >= before.from && at < next.from);
    held.longestGapMs = Math.max(held.longestGapMs, next.from - Math.min(before.to, death?.at ?? before.to));
  }
}

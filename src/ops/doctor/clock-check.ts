import { judgeSkew } from '../../domain/clock-skew.ts';
import { type Finding, fine, skipped } from '../../domain/finding.ts';

export interface Timekeeper {
  name: string;
  /** Any address there: only the header `Date` of the answer counts. */
  url: string;
}

const TIMEOUT_MS = 5_000;
/** The header has no parts of a second. */
const HALF_SECOND_MS = 500;

/** Compares this machine's clock with the first of these that answers. */
export async function checkClock(timekeepers: readonly Timekeeper[]): Promise<Finding> {
  for (const { name, url } of timekeepers) {
    const skewMs = await readSkew(url);
    if (skewMs === null) continue;
    const whose = `${name}'s clock`;
    return judgeSkew(whose, skewMs) ?? fine(`Clock: within 5 s of ${whose}.`);
  }
  return skipped('Clock: nobody answered who could tell the time.');
}

async function readSkew(url: string): Promise<number | null> {
  const before = Date.now();
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    const ours = (before + Date.now()) / 2;
    await response.body?.cancel();
    const theirs = Date.parse(response.headers.get('date') ?? '');
    return Number.isNaN(theirs) ? null : theirs + HALF_SECOND_MS - ours;
  } catch {
    // Whoever cannot be reached has a line of its own elsewhere.
    return null;
  }
}

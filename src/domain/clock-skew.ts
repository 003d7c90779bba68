import { type Finding, problem, warning } from './finding.ts';

const WARNING_MS = 5_000;
/** Slack's signed requests are refused at five minutes; waits and leases are wrong long before. */
const PROBLEM_MS = 60_000;

/** What a clock that is off means; null while it is near enough. `skewMs`: theirs minus ours. */
export function judgeSkew(whose: string, skewMs: number): Finding | null {
  const off = Math.abs(skewMs);
  if (off <= WARNING_MS) return null;
  const way = skewMs > 0 ? 'behind' : 'ahead of';
  const text = `Clock: this machine is ${Math.round(off / 1000)} s ${way} ${whose}. Let it set itself: timedatectl set-ntp true (macOS: sudo sntp -sS time.apple.com).`;
  return off > PROBLEM_MS ? problem(text) : warning(text);
}

import type { HolderStore } from '../claims.ts';

/** Nobody is rung by somebody from whom they asked to be kept. `authorIds`: whose words it is about. */
export async function unlessKept(
  { holders }: { holders: HolderStore },
  ping: string | null,
  ...authorIds: string[]
): Promise<string | null> {
  if (ping === null) return null;
  const kept = await Promise.all(authorIds.map((id) => holders.shieldedFrom(id)));
  return kept.some((people) => people.has(ping)) ? null : ping;
}

import type { Clock } from '../../ports.ts';
import type { XClients } from './client.ts';
import { reading } from './failures.ts';

interface StreamRule {
  id: string;
  value: string;
  tag?: string;
}

/** Brings X's rules to exactly ours; rules with other tags belong to somebody else and stay. */
export async function syncRules(
  clients: XClients,
  clock: Clock,
  tag: string,
  wanted: readonly string[],
): Promise<void> {
  const { v2 } = clients.app;
  const answer = await reading(clock, () => v2.get<{ data?: StreamRule[] }>('tweets/search/stream/rules'));
  const ours = (answer.data ?? []).filter((rule) => rule.tag === tag);
  const stale = ours.filter((rule) => !wanted.includes(rule.value)).map((rule) => rule.id);
  const missing = wanted.filter((value) => !ours.some((rule) => rule.value === value));
  if (stale.length > 0) {
    await reading(clock, () => v2.post('tweets/search/stream/rules', { delete: { ids: stale } }));
  }
  if (missing.length > 0) {
    const add = missing.map((value) => ({ value, tag }));
    await reading(clock, () => v2.post('tweets/search/stream/rules', { add }));
  }
}

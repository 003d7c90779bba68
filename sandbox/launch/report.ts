import type { Product } from './product.ts';

/** Faccia's own counters, from its `/metrics`. */
export async function readCounters(product: Product): Promise<Record<string, number>> {
  const response = await fetch(`${product.url}/metrics`);
  const text = await response.text();
  const found = text.matchAll(/^faccia_events_total\{name="([^"]+)"\} (\d+)/gmu);
  return Object.fromEntries([...found].map(([, name, value]) => [name ?? '', Number(value)]));
}

export interface Played {
  customerPosts: number;
  brandPosts: number;
}

/** Customers' posts that stand in a thread: they opened it, joined it, or somebody else wrote them under it. */
export function storedPosts(counters: Record<string, number>): number {
  return ['opened', 'joined', 'others'].reduce((sum, name) => sum + (counters[`mentions.${name}`] ?? 0), 0);
}

/** One line that says what came of a recording. */
export function recordingReport(played: Played, counters: Record<string, number>): string {
  const of = (name: string) => counters[name] ?? 0;
  const dropped = Object.entries(counters)
    .filter(([name]) => name.startsWith('dropped.'))
    .map(([name, value]) => `${name} ${value}`);
  return [
    `customers' posts played ${played.customerPosts}`,
    `stored ${storedPosts(counters)}`,
    `threads opened ${of('mentions.opened')}`,
    `joined ${of('mentions.joined')}`,
    `by others in a thread ${of('mentions.others')}`,
    `seen again ${of('mentions.duplicate')}`,
    `brands' posts played ${played.brandPosts}`,
    `own posts seen ${of('mentions.own')}`,
    ...dropped,
  ].join(', ');
}

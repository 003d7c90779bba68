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

/** One line that says what came of a recording. */
export function recordingReport(played: Played, counters: Record<string, number>): string {
  const of = (name: string) => counters[name] ?? 0;
  const stored = of('mentions.opened') + of('mentions.joined');
  const dropped = Object.entries(counters)
    .filter(([name]) => name.startsWith('dropped.'))
    .map(([name, value]) => `${name} ${value}`);
  return [
    `customers' posts played ${played.customerPosts}`,
    `stored ${stored}`,
    `threads opened ${of('mentions.opened')}`,
    `joined ${of('mentions.joined')}`,
    `seen again ${of('mentions.duplicate')}`,
    `brands' posts played ${played.brandPosts}`,
    `own posts seen ${of('mentions.own')}`,
    ...dropped,
  ].join(', ');
}

import type { Brand } from './brand.ts';
import type { Post } from './glossary.ts';
import type { Noise } from './noise.ts';
import type { Router, RouteTaken } from './routing.ts';

/** What a post that came in is to us. `dropped` carries the reason it is counted by. */
export type Incoming =
  | ({ kind: 'mention'; brand: string; noise: Noise | null } & RouteTaken)
  | { kind: 'own' }
  | { kind: 'dropped'; reason: string };

/** `ownIds`: the network ids of every linked account; `brands`: all of ours, by handle, linked or not; `judge`: whether it is noise. */
export function classifyIncoming(
  post: Post,
  brand: Brand,
  brands: readonly Brand[],
  ownIds: ReadonlySet<string>,
  judge: (post: Post) => Noise | null,
  route: Router,
): Incoming {
  if (isOurs(post, brands, ownIds)) return { kind: 'own' };
  const noise = judge(post);
  if (post.repostOf !== null && noise?.action !== 'mute') {
    return { kind: 'dropped', reason: noise?.reason ?? 'repost' };
  }
  return { kind: 'mention', brand: brand.id, noise, ...route(brand, post) };
}

function isOurs(post: Post, brands: readonly Brand[], ownIds: ReadonlySet<string>): boolean {
  const handle = post.author.handle.toLowerCase();
  return ownIds.has(post.author.id) || brands.some((brand) => brand.handle.toLowerCase() === handle);
}

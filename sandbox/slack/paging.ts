import type { Json } from './refusal.ts';

/** One page of a list, by Slack's `cursor` and `limit`. */
export function paged<T>(all: readonly T[], args: Json): { page: T[] } & Json {
  const from = Number(args.cursor || 0);
  const size = Number(args.limit ?? 100);
  const more = from + size < all.length;
  return {
    page: all.slice(from, from + size),
    response_metadata: { next_cursor: more ? String(from + size) : '' },
  };
}

import type { DeskSettings } from './brand.ts';

/** Every topic that a mention can have, once, in the order of the configuration. */
export function topicNames({ brands }: Pick<DeskSettings, 'brands'>): string[] {
  const named = brands.flatMap(({ routes }) =>
    routes.flatMap(({ topic }) => (topic === null ? [] : [topic])),
  );
  return [...new Set(named)];
}

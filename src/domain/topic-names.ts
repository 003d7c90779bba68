import type { DeskSettings } from './brand.ts';

/** Every topic that a mention can have, once, in the order of the configuration; last those that only a brand names. */
export function topicNames({ topics, brands }: Pick<DeskSettings, 'topics' | 'brands'>): string[] {
  const named = brands.flatMap(({ routes }) =>
    routes.flatMap(({ topic }) => (topic === null ? [] : [topic])),
  );
  return [...new Set([...topics.map(({ name }) => name), ...named])];
}

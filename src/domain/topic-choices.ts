import type { Brand, DeskSettings } from './brand.ts';
import type { Priority } from './route.ts';

/** A topic as a choice for threads of one brand; `null` is none, in the default channel. */
export interface TopicChoice {
  name: string | null;
  channel: string;
  priority: Priority;
}

/** Every topic that a thread of this brand can have, the default channel last. */
export function topicChoices(desk: Pick<DeskSettings, 'topics'>, brand: Brand): TopicChoice[] {
  const named = desk.topics.filter(({ brands }) => brands.length === 0 || brands.includes(brand.id));
  const choices: TopicChoice[] = named.map(({ name, channel, priority }) => ({ name, channel, priority }));
  for (const { topic: name, channel } of brand.routes)
    if (name !== null && !choices.some((choice) => choice.name === name))
      choices.push({ name, channel, priority: 'normal' });
  return [...choices, { name: null, channel: brand.defaultChannel, priority: 'normal' }];
}

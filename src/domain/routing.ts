import type { Brand } from './brand.ts';
import { foldedWords } from './words.ts';

export interface RouteTaken {
  /** Slack channel id. */
  channel: string;
  topic: string | null;
}

/** The first rule with a keyword that stands in the text as a whole word, any case; else the brand's default channel. */
export function routeMention(brand: Brand, text: string): RouteTaken {
  const words = foldedWords(text);
  const rule = brand.routes.find((candidate) =>
    candidate.keywords.some((keyword) => words.includes(` ${foldedWords(keyword).trim()} `)),
  );
  return rule ? { channel: rule.channel, topic: rule.topic } : { channel: brand.defaultChannel, topic: null };
}

import { dollarsOf, type Prices } from '../../domain/prices.ts';
import type { MeasureText } from '../../ports.ts';
import { hasLink } from './priced-calls.ts';
import { twitterText } from './twitter-text.ts';

const LIMIT = 280;

/** X's own counting: emoji and CJK weigh 2, every web address 23. */
export function createMeasureText({ each }: Prices): MeasureText {
  return (text) => {
    const { weightedLength } = twitterText.parseTweet(text);
    const hasUrl = hasLink(text);
    return {
      length: weightedLength,
      limit: LIMIT,
      hasUrl,
      cashtags: twitterText.extractCashtags(text).length,
      price: dollarsOf(hasUrl ? each.create_with_link : each.create),
    };
  };
}

import twitterText from 'twitter-text';
import type { MeasureText } from '../../ports.ts';

/** US dollars for creating one post; with a web address in it. Source: X API pricing, August 2026. */
export const PRICE = { plain: 0.015, withUrl: 0.2 } as const;

const LIMIT = 280;

/** X's own counting: emoji and CJK weigh 2, every web address 23. */
export const measureText: MeasureText = (text) => {
  const { weightedLength } = twitterText.parseTweet(text);
  const hasUrl = twitterText.extractUrls(text).length > 0;
  return {
    length: weightedLength,
    limit: LIMIT,
    hasUrl,
    cashtags: twitterText.extractCashtags(text).length,
    price: hasUrl ? PRICE.withUrl : PRICE.plain,
  };
};

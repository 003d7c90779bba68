import type { PostLimits } from '../src/domain/limits.ts';
import { microsOf, type Prices } from '../src/domain/prices.ts';

/**
 * X's terms as of 22 August 2026. The YAML may lower the limits and replace the prices.
 *
 * | what | value | source on docs.x.com |
 * | --- | --- | --- |
 * | `POST /2/tweets` | 100 in 15 minutes for an account, 10,000 in 24 hours for the app | x-api/fundamentals/rate-limits |
 * | reading | by resource that is returned | x-api/getting-started/pricing, "Read operations" |
 * | own mentions | only while the reading account owns the developer app | the same page, "Owned reads" |
 * | creating | by post; the dearest that fits: with a link, else summoned, else plain | the same page, "Write operations" |
 * | describing | by description of a picture; uploading itself is in no list | the same page, "Media Metadata" |
 *
 * Elsewhere X's documentation names 200 posts in 15 minutes; the stricter holds here, and X's headers overrule both.
 */
export const X_LIMITS: PostLimits = { perAccount: 100, perApp: 10_000 };

export const X_PRICES: Prices = {
  asOf: '2026-08-22',
  each: {
    post_read: microsOf(0.005),
    owned_read: microsOf(0.001),
    user_read: microsOf(0.01),
    create: microsOf(0.015),
    create_summoned: microsOf(0.01),
    create_with_link: microsOf(0.2),
    delete: microsOf(0.01),
    media_metadata: microsOf(0.005),
  },
};

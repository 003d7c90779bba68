import type { PricedCall } from '../../domain/prices.ts';
import { twitterText } from './twitter-text.ts';

/** An answered call, as far as its price depends on it. */
export interface AnsweredCall {
  method: string;
  /** `/2/tweets/1001` */
  path: string;
  /** Whose token was used. */
  caller: 'user' | 'app';
  /** What was sent. */
  body: unknown;
  /** X's answer. */
  answer: unknown;
  /** Every reply that X takes through the API was summoned: so it is for self-serve apps. */
  repliesAreSummoned: boolean;
}

interface Rule {
  method: string;
  path: RegExp;
  price(call: AnsweredCall): PricedCall;
}

/** The first rule that fits decides; a call that fits none is free. Streamed posts are counted by whoever reads them. */
const RULES: readonly Rule[] = [
  { method: 'POST', path: /^\/2\/tweets$/u, price: creation },
  { method: 'POST', path: /^\/2\/media\/metadata$/u, price: () => 'media_metadata' },
  { method: 'DELETE', path: /^\/2\/tweets\/\d+$/u, price: () => 'delete' },
  {
    method: 'GET',
    path: /^\/2\/users\/\d+\/mentions$/u,
    price: ({ caller }) => (caller === 'user' ? 'owned_read' : 'post_read'),
  },
  { method: 'GET', path: /^\/2\/users\/\d+\/tweets$/u, price: () => 'post_read' },
  { method: 'GET', path: /^\/2\/tweets(?:\/\d+|\/search\/recent)?$/u, price: () => 'post_read' },
  { method: 'GET', path: /^\/2\/users(?:\/\d+|\/me|\/by|\/by\/username\/\w+)?$/u, price: () => 'user_read' },
];

/**
 * What X charges for this call, and how often; null: nothing. Only what was asked for is counted, not what X sends along
 * with it; X's own deduplication within a day is not known here, so a sum is never below X's.
 */
export function pricedCall(call: AnsweredCall): { call: PricedCall; count: number } | null {
  const rule = RULES.find(({ method, path }) => method === call.method && path.test(call.path));
  if (!rule) return null;
  const count = call.method === 'GET' ? resources(call.answer) : 1;
  return count === 0 ? null : { call: rule.price(call), count };
}

function creation({ body, repliesAreSummoned }: AnsweredCall): PricedCall {
  const { text, reply } = (body ?? {}) as { text?: unknown; reply?: unknown };
  if (typeof text === 'string' && hasLink(text)) return 'create_with_link';
  return repliesAreSummoned && reply !== undefined ? 'create_summoned' : 'create';
}

export function hasLink(text: string): boolean {
  return twitterText.extractUrls(text).length > 0;
}

function resources(answer: unknown): number {
  const { data } = (answer ?? {}) as { data?: unknown };
  if (Array.isArray(data)) return data.length;
  return data === undefined || data === null ? 0 : 1;
}

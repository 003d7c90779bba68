import { FORGOTTEN } from '../domain/forgetting.ts';

const MENTION = new RegExp(`<@${FORGOTTEN}(?:\\|[^>]*)?>`, 'gu');

/** Slack knows nobody by that id: people read that somebody was there. */
export function unnamed<T>(content: T): T {
  const json = JSON.stringify(content);
  return json.includes(FORGOTTEN) ? (JSON.parse(json.replace(MENTION, 'a former colleague')) as T) : content;
}

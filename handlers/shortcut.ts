import type { Say } from './on-error.ts';

/** Somebody chose one of our entries in the menu of a message. */
export interface ShortcutUsed {
  slackUser: string;
  channel: string;
  /** The message that the thread stands under; null: the message stands in the channel. */
  threadTs: string | null;
  messageTs: string;
  /** Slack user id of who wrote the message. */
  author: string | null;
  /** The message's words, as Slack writes them. */
  text: string;
  /** Good for 3 seconds and one window. */
  triggerId: string;
  /** Only the person who used it sees it. */
  say: Say;
}

/** What a thread and a reply carry because threads change hands: parts of {@link ./glossary.ts}. */

export interface ThreadHold {
  /** When the claim ends by itself; null: it does not run now. */
  leaseUntil: number | null;
  /** Slack user id of the lead who wants the customer told, in public, that somebody else goes on. */
  handoverBy: string | null;
  /** Slack user id of who was taken off it: only leads answer, as the brand. */
  shielded: string | null;
}

export interface ReplyHandover {
  /** The brand says it without anybody's name. */
  unsigned?: boolean;
  /** The hand-over in public that goes out before it. */
  after?: string;
  /** It is such a hand-over, a sentence before this reply. */
  handoverFor?: string;
}

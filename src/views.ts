/** What `slack` draws: cards and notes, with all that they show. A part of {@link ./ports.ts}. */

import type { ClaimNote } from './claims.ts';
import type { ConversationNote } from './conversations.ts';
import type { Post, Reply, Thread } from './domain/glossary.ts';
import type { Due, Promised } from './domain/sla.ts';
import type { TopicNote } from './topics.ts';
import type { WordsNote } from './words.ts';

/** A card with all that its state allows; times already known. */
export interface CardView {
  thread: Thread;
  brandName: string;
  brandHandle: string;
  holderName: string | null;
  /** Who may answer and by which way, where it is worth knowing before somebody takes it. */
  hint?: CardHint | null;
  /** The name of whoever gave it its topic by hand. */
  movedBy?: string | null;
  /** The names of people who know this topic and are there now. */
  answerers?: readonly string[];
  /** The customer's other threads with this brand. */
  earlier?: { total: number; last: Thread | null };
  /** What is due next, while the customer waits. */
  due?: CardDue | null;
}

export interface CardDue extends Due {
  late: boolean;
}

export type CardHint =
  /** The customer addressed these colleagues (Slack users) by their own accounts. */
  | { kind: 'addressed'; slackUsers: readonly string[] }
  /** No step is open through X's API for anybody: only by hand, or not at all. */
  | { kind: 'only-by-hand' | 'no-way'; why: string };

export type NoteView =
  | WordsNote
  | { kind: 'reply'; reply: Reply; accountHandle: string }
  | { kind: 'outcome'; reply: Reply; accountHandle: string }
  /**
   * `hidden`: somebody was taken off this thread, and reads on here: the words stand in the reply window only.
   * `returned`: it is theirs again who answered; `missed`: who answered before and is away, and why.
   */
  | {
      kind: 'followup';
      post: Post;
      ping: string | null;
      hidden?: boolean;
      returned?: boolean;
      missed?: { name: string; why: string } | null;
    }
  | ConversationNote
  | { kind: 'by-hand'; post: Post; slackUser: string | null }
  | TopicNote
  /** The customer changed one of their posts. */
  | { kind: 'edited'; post: Post; ping: string | null; hidden?: boolean }
  | ClaimNote
  /** What was promised gets late, or is. `ring`: Slack users and groups. `broadcast`: the channel shall see it too. */
  | {
      kind: 'late';
      promised: Promised;
      dueAt: number;
      late: boolean;
      since: number;
      holder: string | null;
      ring: readonly string[];
      broadcast: boolean;
    }
  /** A lead asks the author of this reply to delete it. */
  | { kind: 'asked'; reply: Reply; by: string }
  /** How a deletion stands, for the eyes of this person. */
  | { kind: 'deletion'; reply: Reply; accountHandle: string; ping: string };

/** What is said and how: saved replies, a lead's word, and what customers said elsewhere. By the rules of {@link ./ports.ts}. */

import type { ApprovalDecision } from './domain/approval.ts';
import type { Post, Reply, Thread } from './domain/glossary.ts';
import type { LoggedOrigin, NotedAnswer } from './domain/logged.ts';
import type { Priority } from './domain/route.ts';
import type { SavedReply } from './domain/saved-replies.ts';

/** What is said in Slack of these. */
export type WordsNote =
  /** To a lead in private: a reply that waits for their word, or how it was decided. */
  | { kind: 'approval'; reply: Reply; post: Post; accountHandle: string; again: boolean }
  /** To its author in the thread: a lead looks at it first, or said yes. */
  | { kind: 'approval-news'; reply: Reply }
  /** What was answered to a customer who did not write in public. */
  | { kind: 'noted'; answer: NotedAnswer };

/** Saved replies that leads wrote in Slack. */
export interface SavedReplyStore {
  /** In no order. */
  all(): Promise<SavedReply[]>;
  /**
   * Writes one. `known`: the version that its author saw, null for a new one; `version` names the new one.
   * `changed`: somebody else was quicker; `gone`: it was deleted; `full`: there are as many as there may be.
   */
  save(input: {
    reply: Pick<SavedReply, 'id' | 'title' | 'topic' | 'language' | 'text'>;
    known: string | null;
    version: string;
    slackUser: string;
    now: number;
  }): Promise<'saved' | 'changed' | 'gone' | 'full'>;
  /** `deleted` also when it was gone already. */
  remove(input: {
    id: string;
    known: string;
    slackUser: string;
    now: number;
  }): Promise<'deleted' | 'changed'>;
}

export const MOST_SAVED = 200;

export type DecidedApproval =
  /** `done` also when the same lead decided the same before. */
  { kind: 'done' | 'own' | 'decided' | 'over'; reply: Reply } | { kind: 'missing' };

export interface ApprovalStore {
  /** A lead's one decision. `reason` stands in the reply when it is sent back; `notBefore`: when it goes out otherwise. */
  decide(input: {
    replyId: string;
    slackUser: string;
    decision: ApprovalDecision;
    comment: string;
    reason: string;
    notBefore: number;
    now: number;
  }): Promise<DecidedApproval>;
  /** Replies that wait for a lead, the oldest first. */
  waiting(offset: number, limit: number): Promise<{ replies: Reply[]; total: number }>;
  /** How many answers of this person were sent so far. */
  sentBy(slackUser: string): Promise<number>;
}

export type NoteAnswerResult =
  | { kind: 'noted' | 'missing' | 'public' | 'closed' }
  | { kind: 'not-holder'; by: string | null };

/** Threads of customers who phoned, wrote or came by. */
export interface LoggedStore {
  /** Opens the thread; a second time answers the first one. */
  open(input: {
    threadId: string;
    post: Post;
    brand: string;
    channel: string;
    topic: string | null;
    origin: LoggedOrigin;
    priority: Priority;
    /** Somebody chose it: another topic does not change it. */
    priorityChosen: boolean;
    slackUser: string;
    now: number;
    forgetAt: number;
  }): Promise<Thread>;
  /** Only its holder. */
  noteAnswer(input: NotedAnswer & { forgetAt: number }): Promise<NoteAnswerResult>;
  noted(id: string): Promise<NotedAnswer | null>;
  /** Takes the words out once they are older than `keepMs` and the thread is over. Answers when to look again; null: never. */
  forget(threadId: string, now: number, keepMs: number): Promise<number | null>;
}

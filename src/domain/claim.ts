import type { Thread } from './glossary.ts';

/** Why this person may not write an answer now; null when they may. */
export type AnswerObstacle = 'not-holder' | 'closed' | 'reply-active' | null;

export function answerObstacle(thread: Thread, slackUser: string): AnswerObstacle {
  if (thread.state === 'resolved' || thread.state === 'ignored') return 'closed';
  if (thread.claimedBy !== slackUser) return 'not-holder';
  return thread.activeReplyId === null ? null : 'reply-active';
}

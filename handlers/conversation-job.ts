import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface ConversationJobDeps {
  searchConversation(id: string): Promise<JobAnswer>;
}

/** Looks for what was said to a responder without the brand's name. */
export function conversationJob({ searchConversation }: ConversationJobDeps): JobHandler {
  return (work) => searchConversation(subjectOf(work.member));
}

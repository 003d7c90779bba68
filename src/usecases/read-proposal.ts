import { RefusedError } from '../errors.ts';
import type { People } from '../ports.ts';
import type { ThreadStore } from '../stores.ts';
import { type PrepareReplyDeps, prepareReply, type ReplyPlan } from './prepare-reply.ts';

export interface ReadProposalDeps extends PrepareReplyDeps {
  threads: ThreadStore;
  people: People;
}

export interface ReadProposalInput {
  slackUser: string;
  channel: string;
  threadTs: string | null;
  /** Slack user id of who wrote the message; null: an app. */
  author: string | null;
  /** As Slack writes it. */
  text: string;
}

export interface Proposal {
  plan: ReplyPlan;
  /** Slack user id of the colleague whose words these are; null: the responder's own. */
  credit: string | null;
}

/** Whether these words of the Slack thread may become this person's answer now. Sends nothing. Throws RefusedError. */
export function readProposal(deps: ReadProposalDeps) {
  return async ({ slackUser, channel, threadTs, author, text }: ReadProposalInput): Promise<Proposal> => {
    const threadId = threadTs === null ? null : await deps.threads.byCard(channel, threadTs);
    if (threadId === null)
      throw new RefusedError(
        'no-thread',
        'Use this on what a colleague wrote in the Slack thread under a card.',
      );
    if (author === null || !(await deps.people.get(author)).employee)
      throw new RefusedError(
        'not-a-colleague',
        'Only words of colleagues can become an answer, and this was not written by one.',
      );
    if (text.trim() === '')
      throw new RefusedError('no-words', 'There are no words in this message to begin an answer with.');
    const plan = await prepareReply(deps)({ threadId, slackUser });
    return { plan, credit: author === slackUser ? null : author };
  };
}

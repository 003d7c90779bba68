import type { Reply } from '../domain/glossary.ts';
import { RefusedError } from '../errors.ts';
import type { Clock, People } from '../ports.ts';
import type { ReplyStore } from '../stores.ts';
import { requireEmployee } from './require-employee.ts';

export interface WithdrawReplyDeps {
  replies: ReplyStore;
  people: People;
  clock: Clock;
}

/** Undo, by the author, while the reply is held. The text stays as a draft. Throws RefusedError. */
export function withdrawReply({ replies, people, clock }: WithdrawReplyDeps) {
  return async (input: { replyId: string; slackUser: string }): Promise<Reply> => {
    await requireEmployee(people)(input.slackUser);
    const result = await replies.withdraw(input.replyId, input.slackUser, clock.now());
    switch (result.kind) {
      case 'withdrawn':
        return result.reply;
      case 'not-yours':
        throw new RefusedError('not-yours', `Only <@${result.reply.responder}> can take this answer back.`);
      case 'too-late':
        throw new RefusedError('too-late', tooLate(result.reply));
      case 'missing':
        throw new RefusedError('reply-missing', 'Faccia does not know this answer any more.');
    }
  };
}

function tooLate(reply: Reply): string {
  if (reply.postUrl !== null)
    return `Too late to undo: it is public. Its note here has a button that deletes it: ${reply.postUrl}`;
  if (reply.unseen) return 'There is nothing to undo: nothing of it was seen on X.';
  if (reply.state === 'refused') return 'There is nothing to undo: X refused it, nobody saw it.';
  return 'Too late to undo: it is on its way to X. Its note here will say how it ended.';
}

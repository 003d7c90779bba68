import type { DeletionAnswer, DeletionStore } from '../deletions.ts';
import { deletionRight, onBrandAccount } from '../domain/deletion.ts';
import type { Reply } from '../domain/glossary.ts';
import { RefusedError } from '../errors.ts';
import type { Clock, People } from '../ports.ts';
import type { ReplyStore } from '../stores.ts';
import { requireEmployee } from './require-employee.ts';

export interface RequestDeletionDeps {
  replies: ReplyStore;
  deletions: DeletionStore;
  people: People;
  clock: Clock;
}

interface Input {
  replyId: string;
  slackUser: string;
}

/**
 * Somebody wants a public answer away from the network: its author, or a lead where it stands on the brand's account. The
 * work is written down; the note of the reply tells its end. Throws RefusedError.
 */
export function requestDeletion(deps: RequestDeletionDeps) {
  return async (input: Input): Promise<Reply> => {
    const { reply, right } = await rightOf(deps, input);
    if (right !== 'delete') throw new RefusedError('not-yours', notYours(reply, right));
    return publicReply(await deps.deletions.begin(reply.id, input.slackUser, deps.clock.now()));
  };
}

/** A lead asks the author to delete their own post: nobody else can. Throws RefusedError. */
export function askDeletion(deps: RequestDeletionDeps) {
  return async (input: Input): Promise<Reply> => {
    const { reply, right } = await rightOf(deps, input);
    if (right === 'delete') {
      throw new RefusedError('may-delete', 'You need not ask: press the delete button beside it.');
    }
    if (right === 'none') {
      throw new RefusedError('not-a-lead', 'Only a care lead can ask an author to delete a post.');
    }
    return publicReply(await deps.deletions.ask(reply.id, input.slackUser, deps.clock.now()));
  };
}

async function rightOf({ replies, people }: RequestDeletionDeps, { replyId, slackUser }: Input) {
  await requireEmployee(people)(slackUser);
  const reply = await replies.get(replyId);
  if (!reply) throw missing();
  return { reply, right: deletionRight(reply, slackUser, await people.isLead(slackUser)) };
}

function publicReply(answer: DeletionAnswer): Reply {
  if (answer.kind === 'missing') throw missing();
  if (answer.kind !== 'not-sent') return answer.reply;
  throw new RefusedError('not-sent', 'This answer is not public, so there is nothing to delete.');
}

function missing(): RefusedError {
  return new RefusedError('reply-missing', 'Faccia does not know this answer any more.');
}

function notYours(reply: Reply, right: 'ask' | 'none'): string {
  if (onBrandAccount(reply)) {
    return `This stands on the brand's account: only <@${reply.responder}> or a care lead can delete it.`;
  }
  const own = `This stands on <@${reply.responder}>'s own account: only they can delete it.`;
  return right === 'ask' ? `${own} You can ask them: press Ask to delete.` : own;
}

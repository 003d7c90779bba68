import type { Reply } from '../domain/glossary.ts';
import { RefusedError } from '../errors.ts';
import type { Clock } from '../ports.ts';
import type { ReplyStore } from '../stores.ts';
import { type RequireResponderDeps, requireResponder } from './require-responder.ts';

export interface SendAskedDeps extends RequireResponderDeps {
  replies: ReplyStore;
  clock: Clock;
}

/** The author wants an answer sent that waited too long, or past which the thread went. Throws RefusedError. */
export function sendAsked(deps: SendAskedDeps) {
  return async ({ replyId, slackUser }: { replyId: string; slackUser: string }): Promise<Reply> => {
    await requireResponder(deps)(slackUser);
    const result = await deps.replies.sendAsked(replyId, slackUser, deps.clock.now());
    switch (result.kind) {
      case 'going':
        return result.reply;
      case 'not-yours':
        throw new RefusedError('not-yours', `Only <@${result.reply.responder}> decides about this answer.`);
      case 'not-holder':
        throw new RefusedError(
          'not-holder',
          `<@${result.by}> has this thread now. Ask them, or wait until they release it.`,
        );
      case 'busy':
        throw new RefusedError(
          'reply-active',
          'Another answer of this thread is under way. Wait until its note says how it ended.',
        );
      case 'settled':
        throw new RefusedError('settled', 'This is settled already: the newest note here says how.');
      case 'missing':
        throw new RefusedError('reply-missing', 'Faccia does not know this answer any more.');
    }
  };
}

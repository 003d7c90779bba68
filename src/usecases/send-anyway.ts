import type { Reply } from '../domain/glossary.ts';
import { RefusedError } from '../errors.ts';
import type { Clock, People } from '../ports.ts';
import type { ReplyStore } from '../stores.ts';
import { requireEmployee } from './require-employee.ts';

export interface SendAnywayDeps {
  replies: ReplyStore;
  people: People;
  clock: Clock;
}

/** A lead decides that an answer of unknown fate is sent again, although it may be public already. Throws RefusedError. */
export function sendAnyway({ replies, people, clock }: SendAnywayDeps) {
  return async (input: { replyId: string; slackUser: string }): Promise<Reply> => {
    await requireEmployee(people)(input.slackUser);
    if (!(await people.isLead(input.slackUser))) {
      throw new RefusedError(
        'leads-only',
        'Only a care lead can send it anyway: it may become public twice.',
      );
    }
    const reply = await replies.get(input.replyId);
    if (!reply) throw new RefusedError('reply-missing', 'Faccia does not know this answer any more.');
    if (reply.state !== 'unknown') {
      throw new RefusedError('settled', 'This is settled already: the note here says how it ended.');
    }
    return replies.looked(reply, { kind: 'send-again', by: input.slackUser, newWording: false }, clock.now());
  };
}

import type { Reply } from '../domain/glossary.ts';
import { RefusedError } from '../errors.ts';
import type { Clock, People } from '../ports.ts';
import type { ReplyStore } from '../stores.ts';
import { type AdoptPostDeps, adoptPost } from './adopt-post.ts';
import { type FindPostDeps, findPost } from './find-post.ts';
import { requireEmployee } from './require-employee.ts';

export interface CheckAgainDeps extends FindPostDeps, AdoptPostDeps {
  replies: ReplyStore;
  people: People;
  clock: Clock;
}

export type Checked =
  /** It was on the network: `sent`, or (an introduction) on its way again. */
  | { kind: 'found'; reply: Reply }
  | { kind: 'not-found'; reply: Reply; profileUrl: string }
  /** Nobody waits for it (any more). */
  | { kind: 'settled'; reply: Reply };

/**
 * Looks through the account's newest posts for a reply of which nobody knows whether it was posted, or that its author
 * posts by hand. Never sends. Throws RefusedError and UnavailableError.
 */
export function checkAgain(deps: CheckAgainDeps) {
  return async function check(input: { replyId: string; slackUser: string }): Promise<Checked> {
    const reply = await doubtfulReply(deps, input);
    if (reply.state !== 'unknown' && !reply.awaitsPost) return { kind: 'settled', reply };
    const { post, poster } = await findPost(deps)(reply);
    if (post === null)
      return { kind: 'not-found', reply, profileUrl: deps.network.profileUrl(poster.handle) };
    const adopted = await adoptPost(deps, reply, post);
    return adopted.kind === 'taken' ? check(input) : { kind: 'found', reply: adopted.reply };
  };
}

async function doubtfulReply(
  { replies, people }: CheckAgainDeps,
  { replyId, slackUser }: { replyId: string; slackUser: string },
): Promise<Reply> {
  await requireEmployee(people)(slackUser);
  const reply = await replies.get(replyId);
  if (!reply) throw new RefusedError('reply-missing', 'Faccia does not know this answer any more.');
  if (reply.responder !== slackUser && !(await people.isLead(slackUser))) {
    throw new RefusedError('not-yours', `Only <@${reply.responder}> or a care lead can check this.`);
  }
  return reply;
}

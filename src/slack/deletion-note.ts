import type { Button } from '@slack/types';
import { onBrandAccount, publicPosts } from '../domain/deletion.ts';
import type { Deletion, Reply } from '../domain/glossary.ts';
import { escapeText, link } from './escape.ts';
import { ACTION } from './ids.ts';
import { shorten } from './limits.ts';
import { button } from './mention-card.ts';

/** How the deletion of a public answer stands, in one or two sentences. */
export function deletionStanding(reply: Reply, deletion: Deletion, handle: string): string {
  const reason = deletion.reason === null ? '' : ` ${escapeText(shorten(deletion.reason, 600))}`;
  const see = reply.postUrl === null ? '' : ` ${link(reply.postUrl, 'See it on X')}`;
  switch (deletion.state) {
    case 'asked':
      return `:white_check_mark: *Sent*, and <@${deletion.askedBy}> asked <@${reply.responder}> to delete it: only they can.${see}`;
    case 'deleting':
      return deletion.parked === null
        ? `:wastebasket: *Being deleted*, as <@${deletion.by}> wants.${progress(reply, deletion)}${reason}`
        : `:key: *Not deleted yet: the link is needed.*${progress(reply, deletion)}${reason} ${linkAgain(deletion, handle)}`;
    case 'deleted':
      return deletion.answer === 'gone'
        ? `:wastebasket: *It was gone from X already* when <@${deletion.by}> wanted to delete it  ·  ${atTime(deletion.at)}${both(reply)}`
        : `:wastebasket: *Deleted* from X by <@${deletion.by}>  ·  ${atTime(deletion.at)}${both(reply)}`;
    case 'failed':
      return deletion.by === null
        ? `:no_entry: *Its author was not asked.*${reason} It is still public.${see}`
        : `:no_entry: *Not deleted.*${progress(reply, deletion) || ' It is still public.'}${reason}${see}`;
  }
}

/** `ask`: beside it, the way of a lead to an author. */
export function deletionButtons(reply: Reply, { ask }: { ask: boolean }): Button[] {
  if (reply.state !== 'sent') return [];
  const { deletion } = reply;
  if (deletion?.state === 'deleting' || deletion?.state === 'deleted') return [];
  const label = onBrandAccount(reply) ? "Delete the brand's post" : 'Delete my post';
  const own = { ...button(ACTION.deletePost, label, reply.id), confirm: confirmDelete(reply) };
  const asking = ask && !onBrandAccount(reply) && deletion?.state !== 'asked';
  if (!asking) return [own];
  return [own, { ...button(ACTION.askDelete, 'Ask to delete (lead)', reply.id), confirm: CONFIRM_ASK }];
}

type Confirm = NonNullable<Button['confirm']>;

const plain = (text: string) => ({ type: 'plain_text' as const, text });

function confirmDelete(reply: Reply): Confirm {
  const introduced = publicPosts(reply).length > 1;
  const what = onBrandAccount(reply) ? "The brand's post is deleted on X." : 'Your post is deleted on X.';
  const introduction = introduced
    ? " The brand's introduction goes too, unless another answer stands under it: alone it would promise something that is not there."
    : '';
  return {
    title: plain('Delete it for everybody?'),
    text: plain(`${what}${introduction} It cannot be brought back, and the customer may have read it.`),
    confirm: plain('Delete'),
    deny: plain('Keep it'),
    style: 'danger',
  };
}

const CONFIRM_ASK: Confirm = {
  title: plain('Ask its author?'),
  text: plain(
    'For care leads: Faccia asks the author in private, and the note here says that you did. Only the author can delete a post on their own account.',
  ),
  confirm: plain('Ask'),
  deny: plain('Cancel'),
};

function progress(reply: Reply, deletion: Deletion): string {
  return deletion.answer === null || publicPosts(reply).length < 2
    ? ''
    : " The answer is gone, the brand's introduction is still public.";
}

function both(reply: Reply): string {
  return publicPosts(reply).length > 1 ? "  ·  The brand's introduction is gone too." : '';
}

function linkAgain({ parked }: Deletion, handle: string): string {
  return parked === 'brand'
    ? 'A lead types `/care link brand`: then it is deleted by itself.'
    : `Type \`/care link\` with @${handle}: then it is deleted by itself.`;
}

function atTime(at: number): string {
  const utc = new Date(at).toISOString().slice(11, 16);
  return `<!date^${Math.floor(at / 1000)}^{date_short_pretty} {time}|${utc} UTC>`;
}

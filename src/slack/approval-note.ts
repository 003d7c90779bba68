import type { Button, KnownBlock } from '@slack/types';
import type { Reply } from '../domain/glossary.ts';
import { mediaText } from '../domain/media.ts';
import type { NoteView } from '../ports.ts';
import { nameText, saidText } from './escape.ts';
import { ACTION } from './ids.ts';
import { button, type SlackMessage } from './mention-card.ts';
import { message, quote, section } from './note-message.ts';

type View<Kind extends NoteView['kind']> = Extract<NoteView, { kind: Kind }>;

/** It waits for a lead, and nothing else. */
export function waitsForLead({ state, approval }: Reply): boolean {
  return state === 'held' && approval?.state === 'asked';
}

/** How a reply stands that waits for a lead: the reasons are ours, but name what its author wrote. */
export function waitsStanding(reply: Reply): string {
  return `:eyes: *Waiting for a lead's word*, because ${why(reply)}. Nothing goes out until one says yes.`;
}

export function approvalButtons(reply: Reply): Button[] {
  return [
    button(ACTION.approveReply, 'Approve', reply.id, 'primary'),
    button(ACTION.changeReply, 'Change…', reply.id),
    button(ACTION.declineReply, 'Decline…', reply.id, 'danger'),
  ];
}

/** To one lead in private: what was asked, what would be said, and what they can do about it. */
export function approvalNote({ reply, post, accountHandle, again }: View<'approval'>): SlackMessage {
  const open = waitsForLead(reply);
  const head = open
    ? `:eyes: ${again ? '*Still waiting for a lead*' : '*An answer waits for your word*'}, because ${why(reply)}.`
    : settled(reply);
  const wrote = `*${nameText(post.author.name)}* wrote:`;
  const answers = `<@${reply.responder}> answers in public, as @${accountHandle}${pictures(reply)}:`;
  return {
    text: `${head} ${answers}`,
    blocks: [
      section(`${head}\n${wrote}`),
      quote(post.text),
      section(answers),
      quote(reply.text),
      ...shown(reply),
      ...(open ? [{ type: 'actions' as const, elements: approvalButtons(reply) }] : []),
    ],
  };
}

/** To its author, in the thread. */
export function approvalNews({ reply }: View<'approval-news'>): SlackMessage {
  const { approval, responder } = reply;
  if (approval?.state === 'approved') {
    const comment = approval.comment === '' ? '' : ` "${saidText(approval.comment, 600)}"`;
    return message(
      `<@${responder}> :thumbsup: <@${approval.by}> approved your answer.${comment} It goes out now.`,
      null,
    );
  }
  return message(
    `<@${responder}> :eyes: A lead looks at your answer first, because ${why(reply)}. The leads were told, and you will be.`,
    null,
  );
}

/** Somebody who decides must know that there is more than words. */
function pictures({ files }: Reply): string {
  return files.length === 0 ? '' : `, with ${mediaText(files)}`;
}

/** What is said of the pictures is public too. */
function shown({ files }: Reply): KnownBlock[] {
  return files.flatMap(({ alt }) => (alt === '' ? [] : [quote(alt)]));
}

function settled({ approval }: Reply): string {
  switch (approval?.state) {
    case 'approved':
      return `:thumbsup: *<@${approval.by}> approved it.*`;
    case 'changed':
      return `:pencil2: *<@${approval.by}> asked for a change.*`;
    case 'declined':
      return `:no_entry: *<@${approval.by}> declined it.*`;
    default:
      return ':leftwards_arrow_with_hook: *Nothing to decide any more*: it was taken back.';
  }
}

function why({ approval }: Reply): string {
  return saidText((approval?.why ?? []).join(', and '), 600);
}

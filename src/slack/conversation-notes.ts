import type { KnownBlock } from '@slack/types';
import type { ConversationNote } from '../conversations.ts';
import { erasedText } from '../domain/erasing.ts';
import type { ContextItem } from '../domain/following.ts';
import type { Post } from '../domain/glossary.ts';
import { AWAY_WORDS } from '../domain/responder.ts';
import type { NoteView } from '../ports.ts';
import { escapeText, link, nameText } from './escape.ts';
import { ACTION } from './ids.ts';
import { button, type SlackMessage } from './mention-card.ts';
import { message, quote, section } from './note-message.ts';
import type { PostLinks } from './post-blocks.ts';

type PostNote = Extract<NoteView, { kind: 'followup' | 'edited' }>;

/** Somebody was taken off this thread, and may still read here. */
const HIDDEN = '\nThe words are hidden here: a lead reads them in the _Reply_ window.';

/** What the customer wrote after their first post. */
export function postNote(note: PostNote, links: PostLinks): SlackMessage {
  const { post } = note;
  const start = `${pinging(note.ping)}${note.kind === 'followup' ? ':speech_balloon:' : ':pencil2:'}`;
  if (post.erased !== undefined) {
    return message(`${start} :wastebasket: ${escapeText(erasedText('The customer', post.erased))}`, null);
  }
  const seeIt = `${seeItLink(post, links)}${note.hidden ? HIDDEN : ''}`;
  const words = note.hidden ? null : post.text;
  if (note.kind === 'edited') {
    return message(`${start} *The customer edited a post*: now it says this  ·  ${seeIt}`, words);
  }
  return message(`${start} *The customer wrote again*${whose(note)}  ·  ${seeIt}`, words);
}

function whose({ returned = false, missed = null }: Extract<NoteView, { kind: 'followup' }>): string {
  if (returned) return ' and it is yours again: you answered before';
  if (missed === null) return '';
  const why = Object.entries(AWAY_WORDS).find(([reason]) => reason === missed.why)?.[1] ?? 'is not here';
  return `. ${nameText(missed.name)} answered before and ${why}: who takes it?`;
}

export function conversationNote(note: ConversationNote, links: PostLinks): SlackMessage {
  switch (note.kind) {
    case 'other':
      return otherNote(note, links);
    case 'context':
      return contextNote(note.items, links);
    case 'gone': {
      const what = escapeText(erasedText('The customer', note.post.erased ?? 'deleted'));
      const next = note.left
        ? 'What else they wrote is still there.'
        : 'Nothing is left to answer: if they write again, this opens again.';
      return message(
        `${pinging(note.ping)}:wastebasket: *${what}* Its words are removed here. ${next}`,
        null,
      );
    }
  }
}

function otherNote(
  { post, ping, own }: Extract<ConversationNote, { kind: 'other' }>,
  links: PostLinks,
): SlackMessage {
  const who = `@${nameText(post.author.handle)}`;
  const head = `${pinging(ping)}:busts_in_silhouette: *${who} (not the customer) wrote in this conversation*`;
  if (post.erased !== undefined) {
    return message(`${head}. ${escapeText(erasedText('They', post.erased))}`, null);
  }
  const text = `${head}  ·  ${seeItLink(post, links)}`;
  if (own) return message(`${text}\nIt has a card of its own now.`, post.text);
  return message(text, post.text, [button(ACTION.separate, 'Make it a thread of its own', post.id)]);
}

const HOW: Record<ContextItem['how'], string> = {
  answered: 'What this answers',
  quoted: 'What the customer quotes',
};

function contextNote(items: readonly ContextItem[], links: PostLinks): SlackMessage {
  const blocks = items.flatMap((item) => contextBlocks(item, links));
  return { text: ':link: What stands around the post of the customer', blocks };
}

function contextBlocks({ id, how, post, missing }: ContextItem, links: PostLinks): KnownBlock[] {
  if (post !== null) {
    const who = `*${nameText(post.author.name)}* @${nameText(post.author.handle)}`;
    return [section(`:link: *${HOW[how]}:* ${who}  ·  ${seeItLink(post, links)}`), quote(post.text)];
  }
  // X finds a post by its id, whoever the address names.
  const where = link(links.postUrl('i', id), 'Look on X');
  return [section(`:link: *${HOW[how]}:* ${missingText(missing)}  ·  ${where}`)];
}

function missingText(missing: ContextItem['missing']): string {
  switch (missing) {
    case 'deleted':
      return 'a post that was deleted.';
    case 'hidden':
      return 'a post of somebody who shows their posts only to people whom they approved.';
    default:
      return 'a post that Faccia has not read: X did not give it, or the budget of the day is used up.';
  }
}

function seeItLink(post: Post, links: PostLinks): string {
  return link(links.postUrl(post.author.handle, post.id), 'View on X');
}

function pinging(slackUser: string | null): string {
  return slackUser === null ? '' : `<@${slackUser}> `;
}

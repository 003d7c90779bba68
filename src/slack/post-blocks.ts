import type { KnownBlock, RichTextElement, RichTextSection } from '@slack/types';
import { erasedText } from '../domain/erasing.ts';
import type { Erasure, Post } from '../domain/glossary.ts';
import { escapeText, harmless, link, nameText, saidText, webUrl } from './escape.ts';
import { LIMIT, shorten } from './limits.ts';
import { loggedBlocks } from './logged-blocks.ts';

/** Where people read a post and its author on the network. */
export interface PostLinks {
  postUrl(handle: string, postId: string): string;
  profileUrl(handle: string): string;
  /** Opens the network's own composer. */
  composeUrl(input: { text: string; inReplyTo: string }): string;
}

/**
 * A customer's post by X's display requirements: avatar, name and handle linked, text unmodified, pictures, time linked
 * to the post, View on X. No button of ours belongs in here.
 */
export function postBlocks(post: Post, links: PostLinks): KnownBlock[] {
  if (post.network === 'desk') return loggedBlocks(post);
  const url = links.postUrl(post.author.handle, post.id);
  if (post.erased !== undefined) return [authorBlock(post, links), erasedBlock(post.erased)];
  return [authorBlock(post, links), textBlock(post, url), ...imageBlocks(post), timeBlock(post, url)];
}

function authorBlock({ author }: Post, links: PostLinks): KnownBlock {
  const name = `*${nameText(author.name)}*  ${link(links.profileUrl(author.handle), `@${nameText(author.handle)}`)}`;
  const avatar = author.avatarUrl === null ? null : webUrl(author.avatarUrl);
  const picture =
    avatar === null
      ? []
      : [{ type: 'image' as const, image_url: avatar, alt_text: harmless(`@${author.handle}`) }];
  return { type: 'context', elements: [...picture, { type: 'mrkdwn', text: name }] };
}

/** X wants it out of sight; that it was there is ours to know. */
function erasedBlock(why: Erasure): KnownBlock {
  const text = `:wastebasket: _${erasedText('The customer', why)}_`;
  return { type: 'section', text: { type: 'mrkdwn', text } };
}

/** Rich text is never read as markup: what the customer typed stands there as typed. */
function textBlock(post: Post, url: string): KnownBlock {
  const shown = shorten(post.text, LIMIT.shownText);
  const elements: RichTextElement[] = textElements(shown);
  if (shown !== post.text) {
    elements.push({ type: 'text', text: '\n' }, { type: 'link', url, text: 'Read the rest on X' });
  }
  const section: RichTextSection = { type: 'rich_text_section', elements };
  return { type: 'rich_text', elements: [section] };
}

const WEB_ADDRESS = /https?:\/\/[^\s<>"]+/gu;

/** Web addresses become links that show themselves: nobody can write one and mean another. */
function textElements(text: string): RichTextElement[] {
  const elements: RichTextElement[] = [];
  let end = 0;
  for (const match of text.matchAll(WEB_ADDRESS)) {
    const url = webUrl(match[0]);
    if (url === null || url.length > LIMIT.url) continue;
    if (match.index > end) elements.push({ type: 'text', text: harmless(text.slice(end, match.index)) });
    elements.push({ type: 'link', url, text: harmless(match[0]) });
    end = match.index + match[0].length;
  }
  if (end < text.length || elements.length === 0)
    elements.push({ type: 'text', text: harmless(text.slice(end)) });
  return elements;
}

function imageBlocks({ images }: Post): KnownBlock[] {
  return images.slice(0, 4).flatMap(({ url, alt }) => {
    const safe = webUrl(url);
    const altText = harmless(shorten(alt?.trim() || 'Picture without a description', LIMIT.altText - 2));
    return safe === null ? [] : [{ type: 'image' as const, image_url: safe, alt_text: altText }];
  });
}

function timeBlock(post: Post, url: string): KnownBlock {
  const seconds = Math.floor(post.createdAt / 1000);
  const safe = webUrl(url);
  const time = `<!date^${seconds}^{date_short_pretty} {time}^${safe}|${new Date(post.createdAt).toISOString()}>`;
  const edited = wasEdited(post) ? '  ·  :pencil2: *Edited*' : '';
  const text = `${time}${edited}  ·  ${link(url, 'View on X')}`;
  return { type: 'context', elements: [{ type: 'mrkdwn', text }] };
}

/** X wants it marked. */
function wasEdited({ versions }: Post): boolean {
  return versions.length > 1;
}

/** One line for notifications: Slack reads markup there. */
export function notificationText(post: Post): string {
  if (post.network === 'desk') return `${nameText(post.author.name)} reached us otherwise`;
  if (post.erased !== undefined) {
    return escapeText(`@${post.author.handle}: ${erasedText('the customer', post.erased)}`);
  }
  return `@${escapeText(post.author.handle)}: ${saidText(post.text.replace(/\s+/gu, ' '), 300)}`;
}

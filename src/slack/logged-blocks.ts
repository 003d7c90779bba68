import type { KnownBlock } from '@slack/types';
import type { Post } from '../domain/glossary.ts';
import { harmless, nameText } from './escape.ts';
import { LIMIT, shorten } from './limits.ts';

/** What a customer said elsewhere, as somebody wrote it down: as it was typed, and never read as markup. */
export function loggedBlocks(post: Post): KnownBlock[] {
  if (post.text === '') return [context('The words were kept long enough and are removed.')];
  const shown = { type: 'text' as const, text: harmless(shorten(post.text, LIMIT.shownText)) };
  return [
    context(`*${nameText(post.author.name)}*  ·  internal, nothing of this is public`),
    { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [shown] }] },
    context(moment(post.createdAt)),
  ];
}

function moment(at: number): string {
  return `<!date^${Math.floor(at / 1000)}^{date_short_pretty} {time}|${new Date(at).toISOString()}>`;
}

function context(text: string): KnownBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text }] };
}

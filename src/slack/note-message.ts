import type { Button, KnownBlock } from '@slack/types';
import type { ReplyFile } from '../domain/media.ts';
import { harmless } from './escape.ts';
import { filesBlocks } from './files-note.ts';
import { LIMIT, shorten } from './limits.ts';
import type { SlackMessage } from './mention-card.ts';

const LONGEST_WORDS = 1_000;

/** `words`: what somebody wrote, as typed: rich text is never read as markup. */
export function message(
  text: string,
  words: string | null,
  actions: Button[] = [],
  files: readonly ReplyFile[] = [],
): SlackMessage {
  const said = shorten(text, LIMIT.sectionText);
  const blocks: KnownBlock[] = [section(said)];
  if (words !== null) blocks.push(quote(words));
  blocks.push(...filesBlocks(files));
  if (actions.length > 0) blocks.push({ type: 'actions', elements: actions });
  return { text: said, blocks };
}

export function section(text: string): KnownBlock {
  return { type: 'section', text: { type: 'mrkdwn', text } };
}

/** Somebody's words, as typed. */
export function quote(words: string, longest = LONGEST_WORDS): KnownBlock {
  const quoted = { type: 'text' as const, text: harmless(shorten(words, longest)) };
  return { type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: [quoted] }] };
}

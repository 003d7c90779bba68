import type { Button, KnownBlock } from '@slack/types';
import { harmless } from './escape.ts';
import { LIMIT, shorten } from './limits.ts';
import type { SlackMessage } from './mention-card.ts';

/** `words`: what somebody wrote, as typed: rich text is never read as markup. */
export function message(text: string, words: string | null, actions: Button[] = []): SlackMessage {
  const said = shorten(text, LIMIT.sectionText);
  const blocks: KnownBlock[] = [{ type: 'section', text: { type: 'mrkdwn', text: said } }];
  if (words !== null) blocks.push(quote(words));
  if (actions.length > 0) blocks.push({ type: 'actions', elements: actions });
  return { text: said, blocks };
}

export function quote(words: string): KnownBlock {
  const quoted = { type: 'text' as const, text: harmless(shorten(words, 1_000)) };
  return { type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: [quoted] }] };
}

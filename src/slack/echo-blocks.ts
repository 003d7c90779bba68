import type { KnownBlock } from '@slack/types';
import { escapeText, harmless } from './escape.ts';
import { shorten } from './limits.ts';

/** An earlier text that the new one repeats. */
export interface EchoView {
  of: { text: string; at: number; responder: string | null };
  /** The account that it is public from; null when it is not linked any more. */
  handle: string | null;
  /** The new text would be public from the same account. */
  own: boolean;
  /** It would not be accepted. */
  refused: boolean;
}

const LONGEST_SHOWN = 600;

/** The warning under the input, with the earlier text as it was typed. */
export function echoBlocks(echo: EchoView | null): KnownBlock[] {
  if (echo === null) return [];
  const words = { type: 'text' as const, text: harmless(shorten(echo.of.text, LONGEST_SHOWN)) };
  return [
    {
      type: 'section',
      block_id: 'echo',
      text: { type: 'mrkdwn', text: `${warning(echo)}\n${source(echo)}` },
    },
    {
      type: 'rich_text',
      block_id: 'echo_text',
      elements: [{ type: 'rich_text_quote', elements: [words] }],
    },
  ];
}

function warning({ own, refused }: EchoView): string {
  if (own)
    return refused
      ? ':no_entry: *These very words were sent already.* X refuses the same text twice from one account. Say it differently.'
      : ':warning: *This is nearly what was sent already.* X refuses the same text twice from one account.';
  return refused
    ? ':no_entry: *Nearly the same text was sent already.* X forbids that from several accounts, so this is not accepted. Say it in your own words.'
    : ':warning: *This is close to what was sent already.* X forbids nearly the same text from several accounts. Say it in your own words.';
}

function source({ handle, of }: EchoView): string {
  const account = handle === null ? 'an account that is not linked any more' : `@${escapeText(handle)}`;
  const author = of.responder === null ? '' : ` by <@${of.responder}>`;
  const time = `<!date^${Math.floor(of.at / 1000)}^{date_short_pretty} {time}|${new Date(of.at).toISOString()}>`;
  return `From ${account}${author}, ${time}:`;
}

import type { KnownBlock } from '@slack/types';
import { mediaText, type ReplyFile } from '../domain/media.ts';
import { saidText } from './escape.ts';

const LONGEST_SHOWN = 200;

/** What goes out with an answer, by its descriptions. */
export function filesBlocks(files: readonly ReplyFile[]): KnownBlock[] {
  if (files.length === 0) return [];
  const alts = files.flatMap(({ alt }) => (alt === '' ? [] : [`“${shown(alt)}”`]));
  const said = alts.length === 0 ? '' : `: ${alts.join(' · ')}`;
  const text = `:frame_with_picture: With ${mediaText(files)}${said}`;
  return [{ type: 'context', elements: [{ type: 'mrkdwn', text }] }];
}

function shown(alt: string): string {
  return saidText(alt.replace(/\s+/gu, ' '), LONGEST_SHOWN);
}

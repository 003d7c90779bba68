import { careHelp } from '../src/slack/texts.ts';
import type { Say } from './on-error.ts';

export interface CareCommand {
  slackUser: string;
  /** What follows `/care`. */
  text: string;
  /** Where it was typed. */
  channel: string;
  /** Good for 3 seconds and one window. */
  triggerId: string;
  /** Only the person who typed it sees it. */
  say: Say;
}

export interface CareWords extends CareCommand {
  /** What follows the sub-command, in small letters. */
  words: readonly string[];
}

/** One sub-command: answers what only this person sees; null: they see something else. Throws RefusedError. */
export type CareVerb = (command: CareWords) => Promise<string | null>;

/** `/care …`: finds the sub-command. */
export function careCommand(verbs: ReadonlyMap<string, CareVerb>) {
  return async (command: CareCommand): Promise<string | null> => {
    const [verb = 'help', ...words] = command.text.trim().toLowerCase().split(/\s+/u).filter(Boolean);
    if (verb === 'help') return careHelp();
    const handle = verbs.get(verb);
    return handle ? handle({ ...command, words }) : `There is no \`/care ${plain(verb)}\`.\n${careHelp()}`;
  };
}

/** What was typed comes back to its author only, but still without a chance to format or ping. */
function plain(word: string): string {
  return word.replace(/[^\p{L}\p{N}-]/gu, '').slice(0, 20);
}

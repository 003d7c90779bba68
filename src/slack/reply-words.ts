import type { Button, KnownBlock, PlainTextOption, StaticSelect } from '@slack/types';
import type { Thread } from '../domain/glossary.ts';
import { judgeWords, type WordRules } from '../domain/judge-words.ts';
import { type SavedReply, suits } from '../domain/saved-replies.ts';
import { harmless, saidText } from './escape.ts';
import { ACTION } from './ids.ts';
import { LIMIT, shorten } from './limits.ts';
import { button } from './mention-card.ts';

/** What the reply window knows of the words in it. */
export interface WordsView {
  thread: Thread;
  words: WordRules;
  /** What stands in the input at the start. */
  initialText: string;
  /** Slack user id of the colleague whose words it began with. */
  credit?: string | undefined;
}

const START_BLOCK = 'reply_start';
const MOST_OPTIONS = 100;

/** What to begin with, and the way to where personal data may be said. */
export function startBlocks(view: WordsView): KnownBlock[] {
  const { words, thread } = view;
  const select =
    words.saved.length === 0
      ? []
      : [startSelect(words.saved, { topic: words.known.topic, language: thread.root.language })];
  const ask: Button[] =
    words.privately === null ? [] : [button(ACTION.askPrivately, 'Ask privately', thread.id)];
  const elements = [...select, ...ask];
  return [
    ...(elements.length === 0 ? [] : [{ type: 'actions' as const, block_id: START_BLOCK, elements }]),
    context('privacy', PRIVACY),
  ];
}

const PRIVACY =
  ":lock: No phone numbers, addresses or account numbers here, nor in your own account's messages. " +
  "*Ask privately* adds the link to the brand's private messages.";

type Place = { topic: string | null; language: string | null };

/** In two groups: those for this topic and language, and the others. */
function startSelect(saved: readonly SavedReply[], place: Place): StaticSelect {
  const shown = saved.slice(0, MOST_OPTIONS);
  const [fitting, others] = [
    shown.filter((reply) => suits(reply, place)),
    shown.filter((reply) => !suits(reply, place)),
  ];
  const groups = [
    { label: 'For this thread', options: fitting },
    { label: 'For others', options: others },
  ].filter(({ options }) => options.length > 0);
  const base = {
    type: 'static_select' as const,
    action_id: ACTION.startFrom,
    placeholder: plain('Start from…'),
  };
  if (groups.length === 1) return { ...base, options: (groups[0]?.options ?? []).map(option) };
  return {
    ...base,
    option_groups: groups.map(({ label, options }) => ({
      label: plain(label),
      options: options.map(option),
    })),
  };
}

function option({ id, title, topic, language }: SavedReply): PlainTextOption {
  const about = [topic, language].filter((word) => word !== null).join(', ');
  const text = about === '' ? title : `${title} (${about})`;
  return { text: plain(harmless(shorten(text, LIMIT.optionText - 2))), value: id };
}

function plain(text: string) {
  return { type: 'plain_text' as const, text, emoji: false };
}

/** Whose words it began with. */
export function creditBlocks({ credit }: WordsView): KnownBlock[] {
  if (credit === undefined) return [];
  return [
    context(
      'credit',
      `:speech_balloon: With words of <@${credit}>, who is named in the Slack thread, never in public.`,
    ),
  ];
}

/** What will be said when it is sent as it stands: the very judgement that sending asks for. */
export function wordBlocks({ words, initialText }: WordsView): KnownBlock[] {
  if (initialText.trim() === '') return [];
  const { refused, approval } = judgeWords(words, initialText);
  if (refused) return [context('words', `:no_entry: ${saidText(refused.sentence, 1_000)}`)];
  if (approval.length === 0) return [];
  const why = saidText(approval.join(', and '), 1_000);
  return [context('words', `:eyes: A lead looks at it before it goes out, because ${why}.`)];
}

function context(blockId: string, text: string): KnownBlock {
  return {
    type: 'context',
    block_id: blockId,
    elements: [{ type: 'mrkdwn', text: shorten(text, LIMIT.contextText) }],
  };
}

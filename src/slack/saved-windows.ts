import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { SavedReply } from '../domain/saved-replies.ts';
import { nameText, saidText } from './escape.ts';
import { ACTION, VIEW } from './ids.ts';
import { LIMIT, shorten } from './limits.ts';
import { button } from './mention-card.ts';

export const SAVED_FIELDS = { title: 'title', topic: 'topic', language: 'language', text: 'text' } as const;
export const SAVED_ACTION = 'value';

const PAGE = 20;

/** All saved replies, a page at a time; leads change those that do not stand in the YAML. */
export function savedList(all: readonly SavedReply[], page = 0): ModalView {
  const last = Math.max(0, Math.ceil(all.length / PAGE) - 1);
  const shown = Math.min(Math.max(0, page), last);
  const pages = [
    ...(shown > 0 ? [button(ACTION.savedPage, 'Before', String(shown - 1))] : []),
    ...(shown < last ? [button(ACTION.savedPage, 'Next', String(shown + 1))] : []),
  ];
  return {
    type: 'modal',
    title: plain('Saved replies'),
    close: plain('Close'),
    private_metadata: String(shown),
    blocks: [
      section(
        'Texts to begin an answer with: people must say them in their own words before they go out. ' +
          '`{customer}`, `{first_name}` and `{topic}` are filled in; any other field, like `{street}`, must be filled by hand.',
      ),
      { type: 'actions', elements: [button(ACTION.savedAdd, 'Add one', 'new', 'primary')] },
      { type: 'divider' },
      ...all.slice(shown * PAGE, (shown + 1) * PAGE).map(savedLine),
      ...(all.length === 0 ? [section('There are none yet.')] : []),
      // One name may stand once in a block.
      ...pages.map((made): KnownBlock => ({ type: 'actions', elements: [made] })),
    ],
  };
}

function savedLine(reply: SavedReply): KnownBlock {
  const about = [reply.topic, reply.language].filter((word) => word !== null).map(nameText);
  const words = saidText(reply.text.replace(/\s+/gu, ' '), 200);
  const where = reply.version === 'yaml' ? '_in the YAML_' : `_by <@${reply.by}>_`;
  const block = section(`*${nameText(reply.title)}*  ·  ${[...about, where].join('  ·  ')}\n${words}`);
  if (reply.version === 'yaml') return block;
  return { ...block, accessory: button(ACTION.savedEdit, 'Edit', reply.id) };
}

export interface SavedWindowData {
  /** Null: a new one. */
  id: string | null;
  known: string | null;
  /** The window with the list, which shows it afterwards. */
  list: { view: string; page: number };
}

/** Writes one. */
export function savedWindow(
  reply: SavedReply | null,
  topics: readonly string[],
  list: SavedWindowData['list'],
): ModalView {
  const data: SavedWindowData = { id: reply?.id ?? null, known: reply?.version ?? null, list };
  return {
    type: 'modal',
    callback_id: VIEW.savedSubmit,
    private_metadata: JSON.stringify(data),
    title: plain(reply === null ? 'Add a saved reply' : 'Change a saved reply'),
    submit: plain('Save'),
    close: plain('Cancel'),
    blocks: [
      input(SAVED_FIELDS.title, 'Title', false, {
        type: 'plain_text_input',
        max_length: 75,
        ...initial(reply?.title),
      }),
      ...topicInput(reply, topics),
      input(SAVED_FIELDS.language, 'Language, as a code such as it or en', true, {
        type: 'plain_text_input',
        max_length: 3,
        ...initial(reply?.language),
      }),
      input(SAVED_FIELDS.text, 'Text', false, {
        type: 'plain_text_input',
        multiline: true,
        max_length: 3_000,
        ...initial(reply?.text),
      }),
      ...(reply === null ? [] : [deleteBlock(reply)]),
    ],
  };
}

export function savedDeleted(): ModalView {
  return {
    type: 'modal',
    title: plain('Deleted'),
    close: plain('Close'),
    blocks: [section('It is deleted.')],
  };
}

/** Null for anything that we did not write. */
export function unpackSaved(metadata: string): SavedWindowData | null {
  try {
    const { id = null, known = null, list } = JSON.parse(metadata) as Partial<SavedWindowData>;
    return typeof list?.view === 'string' ? { id, known, list } : null;
  } catch {
    return null;
  }
}

function topicInput(reply: SavedReply | null, topics: readonly string[]): KnownBlock[] {
  const all = [...new Set([...topics, ...(reply?.topic ? [reply.topic] : [])])].slice(0, 100);
  if (all.length === 0) return [];
  const options = all.map(
    (topic): PlainTextOption => ({
      text: { type: 'plain_text', text: shorten(topic, LIMIT.optionText), emoji: false },
      value: topic,
    }),
  );
  const chosen = options.find(({ value }) => value === reply?.topic);
  return [
    input(SAVED_FIELDS.topic, 'Topic', true, {
      type: 'static_select',
      options,
      ...(chosen ? { initial_option: chosen } : {}),
    }),
  ];
}

function deleteBlock(reply: SavedReply): KnownBlock {
  return {
    type: 'actions',
    elements: [
      {
        ...button(ACTION.savedDelete, 'Delete it', reply.id, 'danger'),
        confirm: {
          title: plain('Delete it?'),
          text: plain('Nobody can begin an answer with it any more. Answers that were sent stay.'),
          confirm: plain('Delete'),
          deny: plain('No'),
        },
      },
    ],
  };
}

function input(blockId: string, label: string, optional: boolean, element: object): KnownBlock {
  return {
    type: 'input',
    block_id: blockId,
    optional,
    label: plain(label),
    element: { ...element, action_id: SAVED_ACTION } as never,
  };
}

function initial(value: string | null | undefined): object {
  return value ? { initial_value: value } : {};
}

function section(text: string) {
  return { type: 'section' as const, text: { type: 'mrkdwn' as const, text } };
}

function plain(text: string) {
  return { type: 'plain_text' as const, text };
}

import type { Button, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { duration } from '../domain/duration.ts';
import type { Thread } from '../domain/glossary.ts';
import { packAssignData } from './claim-data.ts';
import { section } from './claim-windows.ts';
import { harmless } from './escape.ts';
import { ACTION, ASSIGN, VIEW } from './ids.ts';
import { shorten } from './limits.ts';
import { button } from './mention-card.ts';

export interface AssignView {
  threads: readonly Thread[];
  page: number;
  pages: number;
  total: number;
  /** Chosen on this and other pages. */
  chosen: readonly string[];
  now: number;
  /** By Slack user id. */
  names: Readonly<Record<string, string>>;
}

const LABEL = 75;

/** Open and claimed threads to choose from, page by page: what is chosen on one stays chosen on the others. */
export function assignWindow(view: AssignView): ModalView {
  const { threads, page, pages, total, chosen } = view;
  const here = new Set(threads.map(({ id }) => id));
  const elsewhere = chosen.filter((id) => !here.has(id));
  const title = text('Who has what');
  if (total === 0)
    return {
      type: 'modal',
      title,
      close: text('Close'),
      blocks: [section('No thread is open or claimed now.')],
    };
  return {
    type: 'modal',
    callback_id: VIEW.assign,
    private_metadata: packAssignData({ page, chosen: elsewhere }),
    title,
    submit: text('Do it'),
    close: text('Close'),
    blocks: [
      section(
        `*${total}* ${total === 1 ? 'thread' : 'threads'}, the longest waiting first${pages > 1 ? `: page ${page + 1} of ${pages}` : ''}.` +
          (elsewhere.length === 0 ? '' : ` *${elsewhere.length}* chosen on other pages.`),
      ),
      ...(threads.length === 0 ? [section('Nothing is left on this page.')] : [choices(view)]),
      ...paging(page, pages),
      {
        type: 'input',
        block_id: ASSIGN.what.blockId,
        label: text('What to do with them'),
        element: {
          type: 'radio_buttons',
          action_id: ASSIGN.what.actionId,
          initial_option: GIVE,
          options: [GIVE, RELEASE],
        },
      },
      {
        type: 'input',
        optional: true,
        block_id: ASSIGN.person.blockId,
        label: text('To whom'),
        element: {
          type: 'users_select',
          action_id: ASSIGN.person.actionId,
          placeholder: text('Somebody who is there'),
        },
      },
    ],
  };
}

const GIVE: PlainTextOption = { text: text('Give them to somebody'), value: 'give' };
const RELEASE: PlainTextOption = { text: text('Give them back to their channels'), value: 'release' };

function choices({ threads, chosen, page, now, names }: AssignView): KnownBlock {
  const options = threads.map((thread) => option(thread, names, now));
  const initial = options.filter(({ value }) => chosen.includes(value ?? ''));
  return {
    type: 'input',
    optional: true,
    // Another block for each page: Slack keeps what is chosen in a block that stays.
    block_id: `${ASSIGN.threads.blockId}_${page}`,
    label: text('Threads'),
    element: {
      type: 'checkboxes',
      action_id: ASSIGN.threads.actionId,
      options,
      ...(initial.length === 0 ? {} : { initial_options: initial }),
    },
  };
}

function option(thread: Thread, names: Readonly<Record<string, string>>, now: number): PlainTextOption {
  const { root, claimedBy } = thread;
  const who =
    claimedBy === null ? 'open' : `with ${harmless(shorten(names[claimedBy] ?? 'somebody', LABEL - 30))}`;
  const words = root.text.replace(/\s+/gu, ' ');
  return {
    text: text(shorten(harmless(`@${root.author.handle}: ${shorten(words, LABEL - 25)}`), LABEL)),
    description: text(shorten(`${duration(now - thread.openedAt)}, ${who}`, LABEL)),
    value: thread.id,
  };
}

function paging(page: number, pages: number): KnownBlock[] {
  const elements: Button[] = [];
  if (page > 0) elements.push(button(ACTION.assignPrevious, 'Previous', String(page - 1)));
  if (page + 1 < pages) elements.push(button(ACTION.assignNext, 'Next', String(page + 1)));
  return elements.length === 0 ? [] : [{ type: 'actions', block_id: 'pages', elements }];
}

function text(words: string) {
  return { type: 'plain_text' as const, text: words };
}

import type { KnownBlock, ModalView } from '@slack/types';
import type { DeliveryStep, LinkedAccount } from '../domain/glossary.ts';
import { LONGEST_ALT, mediaText, type ReplyFile, takesAlt } from '../domain/media.ts';
import { RefusedError } from '../errors.ts';
import { harmless } from './escape.ts';
import { ALT_TEXT, VIEW } from './ids.ts';
import { LIMIT, shorten } from './limits.ts';
import { packModalData } from './refs.ts';
import { fromLine } from './reply-modal.ts';

export interface AltModalView {
  threadId: string;
  account: LinkedAccount;
  brandHandle: string;
  step: DeliveryStep;
  text: string;
  files: readonly ReplyFile[];
  required: boolean;
  /** Whether the customer is told first that somebody else goes on; null: nobody was asked. */
  handOver?: boolean | null;
  /** Slack user id of the colleague whose words it began with. */
  credit?: string | undefined;
}

/**
 * Asks what the pictures show. It lies on the reply modal, which keeps text and files below: closing this leads back there.
 * Throws RefusedError `too-long` for a text that Slack does not carry along.
 */
export function altModal(view: AltModalView): ModalView {
  const { threadId, step, text, files, credit, handOver = null } = view;
  const data = packModalData({
    threadId,
    step,
    text,
    fileIds: files.map(({ id }) => id),
    handOver,
    ...(credit === undefined ? {} : { credit }),
  });
  if (data.length > LIMIT.privateMetadata)
    throw new RefusedError(
      'too-long',
      'With pictures the text and its web addresses together may have about 2,800 characters. Shorten an address.',
    );
  return {
    type: 'modal',
    callback_id: VIEW.altSubmit,
    private_metadata: data,
    title: { type: 'plain_text', text: 'Describe the pictures' },
    submit: { type: 'plain_text', text: 'Send' },
    close: { type: 'plain_text', text: 'Back' },
    blocks: [
      { type: 'section', block_id: 'from', text: { type: 'mrkdwn', text: fromLine(view) } },
      quote(text),
      { type: 'context', block_id: 'why', elements: [{ type: 'mrkdwn', text: whyText(view) }] },
      ...files.filter(takesAlt).map((file, index) => altInput(file, index === 0, view.required)),
    ],
  };
}

function quote(text: string): KnownBlock {
  const words = { type: 'text' as const, text: harmless(text) };
  return {
    type: 'rich_text',
    block_id: 'answer',
    elements: [{ type: 'rich_text_quote', elements: [words] }],
  };
}

function whyText({ files, required }: AltModalView): string {
  const leave = required ? '' : ' You may leave it empty.';
  return `With ${mediaText(files)}. Say in a sentence what can be seen: people who cannot see it hear your words instead.${leave}`;
}

function altInput(file: ReplyFile, first: boolean, required: boolean): KnownBlock {
  return {
    type: 'input',
    block_id: ALT_TEXT.blockId(file.id),
    optional: !required,
    label: { type: 'plain_text', text: `What does "${harmless(shorten(file.name, 80))}" show?` },
    element: {
      type: 'plain_text_input',
      action_id: ALT_TEXT.actionId,
      multiline: true,
      max_length: LONGEST_ALT,
      focus_on_load: first,
      ...(file.alt === '' ? {} : { initial_value: shorten(file.alt, LONGEST_ALT) }),
      // An example is enough once.
      ...(first
        ? { placeholder: { type: 'plain_text', text: 'A router with four lights: the second one is red' } }
        : {}),
    },
  };
}

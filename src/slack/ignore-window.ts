import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Thread } from '../domain/glossary.ts';
import { IGNORE_REASONS, IGNORE_WORDS } from '../domain/ignoring.ts';
import { IGNORE_REASON, IGNORE_RULE, IGNORE_WHY, IGNORE_WORDS_TYPED, VIEW } from './ids.ts';
import { shorten } from './limits.ts';
import { type PostLinks, postBlocks } from './post-blocks.ts';

/** Asks why a thread needs no answer; leads also, what is muted from now on. */
export function ignoreWindow(
  { thread, lead }: { thread: Thread; lead: boolean },
  links: PostLinks,
): ModalView {
  return {
    type: 'modal',
    callback_id: VIEW.ignoreSubmit,
    private_metadata: thread.id,
    title: plain('No answer needed'),
    submit: plain('Ignore it'),
    close: plain('Cancel'),
    blocks: [
      ...postBlocks(thread.root, links),
      { type: 'divider' },
      reasonBlock(),
      whyBlock(),
      ...(lead ? ruleBlocks(thread) : [hint('A care lead can also mute what is like it from now on.')]),
    ],
  };
}

function reasonBlock(): KnownBlock {
  return {
    type: 'input',
    block_id: IGNORE_REASON.blockId,
    label: plain('Why?'),
    element: {
      type: 'static_select',
      action_id: IGNORE_REASON.actionId,
      placeholder: plain('Choose a reason'),
      options: IGNORE_REASONS.map((reason) => option(reason, IGNORE_WORDS[reason])),
    },
  };
}

function whyBlock(): KnownBlock {
  return {
    type: 'input',
    block_id: IGNORE_WHY.blockId,
    optional: true,
    label: plain('In your own words'),
    hint: plain('Stands on the card. Needed for "Another reason".'),
    element: { type: 'plain_text_input', action_id: IGNORE_WHY.actionId, max_length: 200 },
  };
}

function ruleBlocks({ root }: Thread): KnownBlock[] {
  return [
    {
      type: 'input',
      block_id: IGNORE_RULE.blockId,
      optional: true,
      label: plain('From now on'),
      hint: plain('What is muted has no card. It is counted, and /care muted shows it for 30 days.'),
      element: {
        type: 'static_select',
        action_id: IGNORE_RULE.actionId,
        placeholder: plain('Nothing else is muted'),
        options: [
          option('author', shorten(`Mute @${root.author.handle} for 30 days`, 75)),
          option('words', 'Mute posts with the words below'),
        ],
      },
    },
    {
      type: 'input',
      block_id: IGNORE_WORDS_TYPED.blockId,
      optional: true,
      label: plain('These words'),
      hint: plain('With commas between them. A post must have all of them, in any order and any case.'),
      element: { type: 'plain_text_input', action_id: IGNORE_WORDS_TYPED.actionId, max_length: 200 },
    },
  ];
}

function hint(text: string): KnownBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text }] };
}

function option(value: string, text: string): PlainTextOption {
  return { text: plain(text), value };
}

function plain(text: string) {
  return { type: 'plain_text' as const, text };
}

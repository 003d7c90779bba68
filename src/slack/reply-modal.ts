import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { DeliveryStep, LinkedAccount } from '../domain/glossary.ts';
import type { HandoverPlan } from '../domain/handover.ts';
import { microsOf, priceText } from '../domain/prices.ts';
import type { TextMeasure } from '../ports.ts';
import { type EchoView, echoBlocks } from './echo-blocks.ts';
import { saidText } from './escape.ts';
import { filesInput } from './files-input.ts';
import { handoverBlocks } from './handover-blocks.ts';
import { REPLY_STEP, REPLY_TEXT, replyTextBlock, VIEW } from './ids.ts';
import { shorten } from './limits.ts';
import { type PostLinks, postBlocks } from './post-blocks.ts';
import { packModalData } from './refs.ts';
import { creditBlocks, startBlocks, type WordsView, wordBlocks } from './reply-words.ts';
import { STEP_NAMES } from './step-names.ts';

export interface ReplyModalView extends WordsView {
  account: LinkedAccount;
  brandHandle: string;
  step: DeliveryStep;
  /** Why this step, for the responder. */
  why: string;
  /** All open steps, in the ladder's order. */
  steps: readonly DeliveryStep[];
  measure: TextMeasure;
  /** The price of a post without a link, in US dollars. */
  plainPrice: number;
  /** The earlier text that stands in the way of what is typed. */
  echo: EchoView | null;
  /** As the brand, without anybody's name. */
  unsigned?: boolean;
  /** The sentence that the customer reads first; null: none. */
  handover?: HandoverPlan | null;
  /** Slack lets the app take files. */
  takesFiles: boolean;
  /** How often we have put a text into it. */
  fill?: number | undefined;
}

const LONGEST_INPUT = 3_000;

/** The only place in Slack from which something becomes public; it says so. */
export function replyModal(view: ReplyModalView, links: PostLinks): ModalView {
  return {
    type: 'modal',
    callback_id: VIEW.replySubmit,
    // Others see who writes: until it is closed.
    notify_on_close: true,
    private_metadata: packModalData({
      threadId: view.thread.id,
      step: view.step,
      ...(view.fill === undefined ? {} : { fill: view.fill }),
      ...(view.credit === undefined ? {} : { credit: view.credit }),
    }),
    title: { type: 'plain_text', text: 'Answer in public' },
    submit: { type: 'plain_text', text: 'Send' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      ...postBlocks(view.thread.lastCustomerPost, links),
      { type: 'divider' },
      { type: 'section', block_id: 'from', text: { type: 'mrkdwn', text: fromLine(view) } },
      ...whyBlocks(view),
      ...stepBlocks(view),
      ...handoverBlocks(view),
      ...startBlocks(view),
      inputBlock(view),
      countBlock(view),
      ...creditBlocks(view),
      ...wordBlocks(view),
      ...echoBlocks(view.echo),
      ...(view.takesFiles ? [filesInput(view.account)] : []),
    ],
  };
}

function whyBlocks({ why }: ReplyModalView): KnownBlock[] {
  if (why === '') return [];
  return [{ type: 'context', block_id: 'why', elements: [{ type: 'mrkdwn', text: saidText(why, 1_000) }] }];
}

/** Only where there is a choice. */
function stepBlocks({ step, steps }: ReplyModalView): KnownBlock[] {
  if (steps.length < 2) return [];
  const option = (of: DeliveryStep): PlainTextOption => ({
    text: { type: 'plain_text', text: STEP_NAMES[of] },
    value: of,
  });
  return [
    {
      type: 'actions',
      block_id: REPLY_STEP.blockId,
      elements: [
        {
          type: 'static_select',
          action_id: REPLY_STEP.actionId,
          placeholder: { type: 'plain_text', text: 'Another way' },
          options: steps.map(option),
          initial_option: option(step),
        },
      ],
    },
  ];
}

export function fromLine({
  step,
  account,
  brandHandle,
  unsigned = false,
}: Pick<ReplyModalView, 'step' | 'account' | 'brandHandle' | 'unsigned'>): string {
  if (unsigned) return `:mega: *Public, as @${brandHandle}* (the brand's account, without a name)`;
  return step === 'brand'
    ? `:mega: *Public, as @${brandHandle}* (the brand's account, signed with your first name)`
    : `:mega: *Public, as @${account.handle}* (your own account)`;
}

function inputBlock({ initialText, fill = 0 }: ReplyModalView): KnownBlock {
  return {
    type: 'input',
    block_id: replyTextBlock(fill),
    dispatch_action: true,
    label: { type: 'plain_text', text: 'Your answer' },
    element: {
      type: 'plain_text_input',
      action_id: REPLY_TEXT.actionId,
      multiline: true,
      max_length: LONGEST_INPUT,
      focus_on_load: true,
      ...(initialText === '' ? {} : { initial_value: shorten(initialText, LONGEST_INPUT) }),
      placeholder: { type: 'plain_text', text: 'Write as yourself' },
      dispatch_action_config: { trigger_actions_on: ['on_character_entered'] },
    },
  };
}

function price(dollars: number): string {
  return priceText(microsOf(dollars));
}

function countBlock({ measure, plainPrice }: ReplyModalView): KnownBlock {
  const over = measure.length - measure.limit;
  const count =
    over > 0
      ? `:warning: *${measure.length} / ${measure.limit}*: ${over} too many`
      : `*${measure.length}* / ${measure.limit}`;
  const link = measure.hasUrl
    ? `  ·  :link: With a link this post costs *${price(measure.price)}* instead of ${price(plainPrice)}.`
    : '';
  const cashtags = measure.cashtags > 1 ? '  ·  :warning: X takes only one cashtag' : '';
  return {
    type: 'context',
    block_id: 'count',
    elements: [{ type: 'mrkdwn', text: `${count}${link}${cashtags}` }],
  };
}

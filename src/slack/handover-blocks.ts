import type { KnownBlock, PlainTextOption } from '@slack/types';
import type { HandoverPlan } from '../domain/handover.ts';
import { microsOf, priceText } from '../domain/prices.ts';
import { escapeText } from './escape.ts';
import { REPLY_HANDOVER } from './ids.ts';

export interface HandoverView {
  handover?: HandoverPlan | null;
  brandHandle: string;
  /** Of one more post, in US dollars. */
  plainPrice: number;
}

/** What the customer reads before the answer: decided by a lead, or asked of whoever goes on for somebody who left. */
export function handoverBlocks({ handover = null, brandHandle, plainPrice }: HandoverView): KnownBlock[] {
  if (handover === null) return [];
  const { wish, text, steps, account } = handover;
  const [step] = steps;
  if (step === undefined)
    return [
      line(
        ':handshake: The customer knows somebody else, and X lets nobody tell them: say in your answer that you go on.',
      ),
    ];
  const from = step === 'brand' ? `@${brandHandle}` : `@${account.handle}`;
  const what = `:handshake: *Before your answer, public, as ${from}* (${priceText(microsOf(plainPrice))} more): “${escapeText(text)}”`;
  if (wish === 'told') return [line(`${what}\nA care lead wants the customer to be told.`)];
  return [
    line(`${what}\nWhoever answered before does not answer here any more.`),
    {
      type: 'input',
      optional: true,
      block_id: REPLY_HANDOVER.blockId,
      label: { type: 'plain_text', text: 'The customer knows somebody else' },
      element: {
        type: 'checkboxes',
        action_id: REPLY_HANDOVER.actionId,
        options: [TELL],
        initial_options: [TELL],
      },
    },
  ];
}

const TELL: PlainTextOption = {
  text: { type: 'plain_text', text: 'Tell them that you go on' },
  value: 'tell',
};

function line(words: string): KnownBlock {
  return { type: 'section', text: { type: 'mrkdwn', text: words } };
}

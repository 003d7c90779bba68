import type { Button, KnownBlock } from '@slack/types';
import type { Thread } from '../domain/glossary.ts';
import type { CardDue, CardHint, CardView } from '../ports.ts';
import { dueText } from './due-text.ts';
import { escapeText, nameText } from './escape.ts';
import { ACTION } from './ids.ts';
import { notificationText, type PostLinks, postBlocks } from './post-blocks.ts';
import { moment } from './texts.ts';

export interface SlackMessage {
  /** For notifications and for clients that show no blocks. */
  text: string;
  blocks: KnownBlock[];
  /** A note in a thread that the channel sees too. */
  broadcast?: true;
}

/** The card of a thread: the customer's post, and apart from it how it stands and what can be done now. */
export function mentionCard(
  { thread, brandName, hint = null, due = null }: CardView,
  links: PostLinks,
): SlackMessage {
  const actions = buttons(thread);
  return {
    text: notificationText(thread.root),
    blocks: [
      ...postBlocks(thread.root, links),
      { type: 'divider' },
      { type: 'context', elements: [{ type: 'mrkdwn', text: standing(thread, brandName, due) }] },
      ...(hint === null ? [] : [hintBlock(hint)]),
      ...(actions.length === 0
        ? []
        : [{ type: 'actions' as const, block_id: 'thread_actions', elements: actions }]),
    ],
  };
}

function hintBlock(hint: CardHint): KnownBlock {
  return { type: 'context', block_id: 'hint', elements: [{ type: 'mrkdwn', text: hintText(hint) }] };
}

function hintText(hint: CardHint): string {
  switch (hint.kind) {
    case 'addressed':
      return `:wave: The customer addressed ${hint.slackUsers.map((user) => `<@${user}>`).join(', ')}: X lets them answer straight.`;
    case 'only-by-hand':
      return `:point_right: Goes out only by hand, in X itself. ${escapeText(hint.why)}`.trim();
    case 'no-way':
      return `:warning: X takes no answer here. ${escapeText(hint.why)}`.trim();
  }
}

function standing(thread: Thread, brandName: string, due: CardDue | null): string {
  const topic = thread.topic === null ? [] : [`#${nameText(thread.topic)}`];
  const gone = thread.rootGone ? [':wastebasket: the customer deleted this post'] : [];
  const again =
    thread.answerDeleted && thread.state === 'claimed'
      ? ['the answer was deleted: the customer waits again']
      : [];
  const shield = thread.shielded === null ? [] : [':shield: only care leads answer, as the brand'];
  return [
    escapeText(brandName),
    ...topic,
    state(thread),
    ...again,
    ...shield,
    ...(due === null ? [] : [dueText(due)]),
    ...gone,
  ].join('  ·  ');
}

function state(thread: Thread): string {
  switch (thread.state) {
    case 'open':
      if (thread.answerDeleted) return ':large_green_circle: *Waits again*: the answer was deleted';
      return thread.answeredBy === null
        ? `:large_green_circle: *Waiting* since ${moment(thread.openedAt)}`
        : ':large_green_circle: *The customer wrote again* and waits';
    case 'claimed':
      return `:large_yellow_circle: *<@${thread.claimedBy}> has it*${thread.claimedAt === null ? '' : ` since ${moment(thread.claimedAt)}`}`;
    case 'answered':
      return `:white_check_mark: *Answered*${thread.answeredBy === null ? '' : ` by <@${thread.answeredBy}>`}`;
    case 'resolved':
      return ':checkered_flag: *Resolved*';
    case 'ignored':
      return ':no_bell: *Ignored*';
  }
}

function buttons(thread: Thread): Button[] {
  const take = button(ACTION.takeIt, 'Take it', thread.id, 'primary');
  const reply = button(ACTION.replyOpen, 'Reply', thread.id, 'primary');
  const release = button(ACTION.release, 'Release', thread.id);
  const resolve = button(ACTION.resolve, 'Resolve', thread.id);
  const reassign = button(ACTION.reassign, 'Reassign', thread.id);
  const more = button(ACTION.more, 'More…', thread.id);
  if (thread.state === 'resolved' || thread.state === 'ignored') return [more];
  // Everybody sees it, only leads may: whoever else presses it is told who may.
  const give = thread.state === 'answered' ? [] : [reassign];
  return thread.claimedBy === null ? [take, ...give, more] : [reply, release, resolve, ...give, more];
}

export function button(actionId: string, text: string, value: string, style?: 'primary' | 'danger'): Button {
  return {
    type: 'button',
    action_id: actionId,
    text: { type: 'plain_text', text },
    value,
    ...(style ? { style } : {}),
  };
}

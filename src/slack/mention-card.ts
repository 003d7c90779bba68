import type { Button, KnownBlock } from '@slack/types';
import type { Thread } from '../domain/glossary.ts';
import { ignoredText } from '../domain/ignoring.ts';
import { isLogged, type LoggedOrigin, ORIGIN_DEEDS } from '../domain/logged.ts';
import { AWAY_WORDS } from '../domain/responder.ts';
import { percent } from '../domain/route.ts';
import type { CardDue, CardHint, CardView } from '../ports.ts';
import { dueText } from './due-text.ts';
import { escapeText, nameText, saidText } from './escape.ts';
import { ACTION } from './ids.ts';
import { LIMIT, shorten } from './limits.ts';
import { notificationText, type PostLinks, postBlocks } from './post-blocks.ts';
import { dayLink, moment } from './texts.ts';
import { topicBlocks, topicText } from './topic-blocks.ts';

export interface SlackMessage {
  /** For notifications and for clients that show no blocks. */
  text: string;
  blocks: KnownBlock[];
  /** A note in a thread that the channel sees too. */
  broadcast?: true;
}

/** The card of a thread: the customer's post, and apart from it how it stands and what can be done now. */
export function mentionCard(card: CardView, links: PostLinks): SlackMessage {
  const { thread, brandName, hint = null, due = null, earlier = { total: 0, last: null } } = card;
  const actions = buttons(thread);
  return {
    text: notificationText(thread.root),
    blocks: [
      ...postBlocks(thread.root, links),
      { type: 'divider' },
      { type: 'context', elements: [{ type: 'mrkdwn', text: standing(thread, brandName, due) }] },
      ...topicBlocks(card),
      ...suggestionBlocks(thread),
      ...(earlier.last === null ? [] : [earlierBlock(earlier.total, earlier.last, links)]),
      ...(hint === null ? [] : [hintBlock(hint)]),
      ...(actions.length === 0
        ? []
        : [{ type: 'actions' as const, block_id: 'thread_actions', elements: actions }]),
    ],
  };
}

function earlierBlock(total: number, last: Thread, links: PostLinks): KnownBlock {
  const url = links.postUrl(last.root.author.handle, last.root.id);
  const by = last.answeredBy === null ? '' : `, answered by <@${last.answeredBy}>`;
  const times = total === 1 ? 'once before' : `${total} times before`;
  const text = `:repeat: Wrote to us ${times}; last ${dayLink(last.openedAt, url)}${by}`;
  return { type: 'context', block_id: 'earlier', elements: [{ type: 'mrkdwn', text }] };
}

function hintBlock(hint: CardHint): KnownBlock {
  return { type: 'context', block_id: 'hint', elements: [{ type: 'mrkdwn', text: hintText(hint) }] };
}

function hintText(hint: CardHint): string {
  switch (hint.kind) {
    case 'addressed':
      return `:wave: The customer addressed ${hint.slackUsers.map((user) => `<@${user}>`).join(', ')}: X lets them answer straight.`;
    case 'only-by-hand':
      return `:point_right: Goes out only by hand, in X itself. ${saidText(hint.why, 600)}`.trim();
    case 'no-way':
      return `:warning: X takes no answer here. ${saidText(hint.why, 600)}`.trim();
  }
}

/** The topic that Faccia thinks it is, for a person to decide. */
function suggestionBlocks({ id, suggestion, state: now }: Thread): KnownBlock[] {
  if (!suggestion || now === 'resolved' || now === 'ignored') return [];
  const { topic, confidence } = suggestion;
  const text = `:bulb: probably *${topicText(topic)}*, ${percent(confidence)}`;
  const yes = shorten(`Yes, #${topic}`, LIMIT.buttonText);
  return [
    { type: 'context', block_id: 'suggestion', elements: [{ type: 'mrkdwn', text }] },
    {
      type: 'actions',
      block_id: 'suggestion_actions',
      elements: [button(ACTION.topicYes, yes, id), button(ACTION.topicNo, 'No', id)],
    },
  ];
}

function standing(thread: Thread, brandName: string, due: CardDue | null): string {
  const logged = isLogged(thread)
    ? [
        `:telephone_receiver: the customer ${ORIGIN_DEEDS[thread.origin as LoggedOrigin]}`,
        `written down by <@${thread.loggedBy}>`,
      ]
    : [];
  const gone =
    thread.rootGone && thread.root.erased === undefined
      ? [':wastebasket: the customer deleted this post']
      : [];
  const others =
    thread.others === 0 ? [] : [`:busts_in_silhouette: ${counted(thread.others, 'post')} of other people`];
  const again =
    thread.answerDeleted && thread.state === 'claimed'
      ? ['the answer was deleted: the customer waits again']
      : [];
  const shield = thread.shielded === null ? [] : [':shield: only care leads answer, as the brand'];
  return [
    escapeText(brandName),
    ...logged,
    ...thread.tags.map((tag) => `:label: ${nameText(tag)}`),
    state(thread),
    ...again,
    ...shield,
    ...(due === null ? [] : [dueText(due)]),
    ...gone,
    ...others,
  ].join('  ·  ');
}

function state(thread: Thread): string {
  switch (thread.state) {
    case 'open':
      if (thread.answerDeleted) return ':large_green_circle: *Waits again*: the answer was deleted';
      return thread.answeredBy === null
        ? `:large_green_circle: *Waiting* since ${moment(thread.openedAt)}`
        : `:large_green_circle: *The customer wrote again* and waits${missed(thread)}`;
    case 'claimed':
      return `:large_yellow_circle: *<@${thread.claimedBy}> has it*${thread.claimedAt === null ? '' : ` since ${moment(thread.claimedAt)}`}`;
    case 'answered':
      return `:white_check_mark: *Answered*${thread.answeredBy === null ? '' : ` by <@${thread.answeredBy}>`}`;
    case 'resolved':
      return ':checkered_flag: *Resolved*';
    case 'ignored':
      return `:no_bell: *Ignored*${ignored(thread)}`;
  }
}

/** A card is changed in place: nobody is rung by their name on it. */
function missed({ missed: away }: Thread): string {
  if (away === null) return '';
  const why = Object.entries(AWAY_WORDS).find(([reason]) => reason === away.why)?.[1] ?? 'is not here';
  return `: <@${away.slackUser}> answered before and ${why}`;
}

function ignored({ ignored: because }: Thread): string {
  if (because === null) return '';
  const by = because.by === null ? '' : ` by <@${because.by}>`;
  const since = because.since === 0 ? '' : `  ·  ${counted(because.since, 'post')} since`;
  return `${by}: ${saidText(ignoredText(because), 300)}${since}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function buttons(thread: Thread): Button[] {
  const take = button(ACTION.takeIt, 'Take it', thread.id, 'primary');
  const reply = isLogged(thread)
    ? button(ACTION.noteAnswer, 'Note the answer', thread.id, 'primary')
    : button(ACTION.replyOpen, 'Reply', thread.id, 'primary');
  const release = button(ACTION.release, 'Release', thread.id);
  const resolve = button(ACTION.resolve, 'Resolve', thread.id);
  const reassign = button(ACTION.reassign, 'Reassign', thread.id);
  const more = button(ACTION.more, 'More…', thread.id);
  if (thread.state === 'ignored') return [button(ACTION.bringBack, 'Bring back', thread.id), more];
  if (thread.state === 'resolved') return [more];
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

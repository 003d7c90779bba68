import type { KnownBlock } from '@slack/types';
import type { Priority, RouteReason } from '../domain/route.ts';
import type { CardView } from '../ports.ts';
import type { MovedCard, TopicNote } from '../topics.ts';
import { link, nameText, saidText } from './escape.ts';
import { LIMIT, shorten } from './limits.ts';

/** `#billing`, or what a thread without a topic is. */
export function topicText(topic: string | null): string {
  return topic === null ? 'no topic' : `#${nameText(topic)}`;
}

/** What the thread is about and why, how much it matters, and who knows it: one small line. */
export function topicBlocks({ thread, movedBy = null, answerers = [] }: CardView): KnownBlock[] {
  const parts = [
    ...(thread.topic === null ? [] : [`*${topicText(thread.topic)}*`]),
    ...(thread.because.length === 0 ? [] : [becauseText(thread.because, movedBy)]),
    ...(thread.priority === 'normal' ? [] : [priorityText(thread.priority)]),
    ...(answerers.length === 0 ? [] : [`knows it and is there: ${answerers.map(nameText).join(', ')}`]),
  ];
  if (parts.length === 0) return [];
  const text = shorten(parts.join('  ·  '), LIMIT.sectionText);
  return [{ type: 'context', block_id: 'topic', elements: [{ type: 'mrkdwn', text }] }];
}

function becauseText(because: readonly RouteReason[], movedBy: string | null): string {
  if (because.some(({ kind }) => kind === 'person')) return `said ${nameText(movedBy ?? 'a colleague')}`;
  return `because of ${because.map(reasonText).join(', ')}`;
}

function reasonText({ kind, value }: RouteReason): string {
  const shown = nameText(value);
  switch (kind) {
    case 'keyword':
      return `“${shown}”`;
    case 'hashtag':
      return `#${shown}`;
    case 'author':
      return `@${shown}`;
    case 'language':
      return `the language ${shown}`;
    case 'network':
      return `the network ${shown}`;
    default:
      return `the pattern ${shown}`;
  }
}

export function priorityText(priority: Priority): string {
  switch (priority) {
    case 'high':
      return ':red_circle: *high priority*';
    case 'low':
      return ':white_circle: low priority';
    default:
      return 'normal priority';
  }
}

/** One line where the card was. */
export function movedSign({ by, to, channel, here, reroute }: MovedCard): {
  text: string;
  blocks: KnownBlock[];
} {
  const way = here === null ? '' : `  ·  ${link(here, 'Go there')}`;
  const where = to === reroute.from ? `to <#${channel}>` : `to ${topicText(to)} in <#${channel}>`;
  const text = `:arrow_right: Moved ${where} by ${nameText(by)}${way}`;
  return { text, blocks: [{ type: 'context', elements: [{ type: 'mrkdwn', text }] }] };
}

/** Who changed the topic, and what follows. Rings for whoever lost the thread by it. */
export function movedText({ reroute, by, before }: TopicNote): string {
  const { from, to, why, released, how } = reroute;
  const moved = reroute.fromChannel === reroute.toChannel ? 'changed this' : 'moved this here';
  const said =
    how === 'accepted'
      ? `:bulb: *${nameText(by)} says that this is ${topicText(to)}.*`
      : `:twisted_rightwards_arrows: *${nameText(by)} ${moved}: ${topicText(from)} to ${topicText(to)}.*`;
  const reason = why === '' ? '' : ` “${saidText(why, 600)}”`;
  const free =
    released === null
      ? ''
      : released === reroute.by
        ? ' Nobody has it now.'
        : ` <@${released}> had it: nobody has it now.`;
  const earlier = before === null ? '' : `  ·  ${link(before, 'What was said before')}`;
  return `${said}${reason}${free}${earlier}`;
}

import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Thread } from '../domain/glossary.ts';
import { PRIORITIES, type Priority } from '../domain/route.ts';
import type { TopicChoice } from '../domain/topic-choices.ts';
import { MOVE_TOPIC, MOVE_WHY, PRIORITY, VIEW } from './ids.ts';
import { LIMIT, shorten } from './limits.ts';

/** No name of a topic: those are not empty behind the colon. */
const NO_TOPIC = 'none';
const MOST_CHOICES = 100;
const WHY_MOST = 300;

/** Asks for the topic that a thread belongs to. It carries how often the topic was changed when it was opened. */
export function notOursView(thread: Thread, choices: readonly TopicChoice[]): ModalView {
  const options = topicOptions(choices);
  return {
    type: 'modal',
    callback_id: VIEW.notOurs,
    title: plain('Not ours'),
    submit: plain('Move it'),
    close: plain('Cancel'),
    private_metadata: JSON.stringify({ threadId: thread.id, reroutes: thread.reroutes }),
    blocks: [
      {
        type: 'input',
        block_id: MOVE_TOPIC.blockId,
        label: plain('Whose is it?'),
        element: { type: 'static_select', action_id: MOVE_TOPIC.actionId, options },
      },
      {
        type: 'input',
        block_id: MOVE_WHY.blockId,
        label: plain('Why? (for your colleagues)'),
        optional: true,
        element: { type: 'plain_text_input', action_id: MOVE_WHY.actionId, max_length: WHY_MOST },
      },
      note(
        'Its card moves to the channel of that topic. Nobody has it then, you neither: its people take it. ' +
          'Faccia remembers it, and suggests better next time.',
      ),
    ],
  };
}

export function priorityView(thread: Thread): ModalView {
  const options = PRIORITIES.map(priorityOption);
  return {
    type: 'modal',
    callback_id: VIEW.priority,
    title: plain('Priority'),
    submit: plain('Set it'),
    close: plain('Cancel'),
    private_metadata: thread.id,
    blocks: [
      {
        type: 'input',
        block_id: PRIORITY.blockId,
        label: plain('How soon does it want to be answered?'),
        element: {
          type: 'static_select',
          action_id: PRIORITY.actionId,
          options,
          initial_option: priorityOption(thread.priority),
        },
      },
    ],
  };
}

/** What {@link notOursView} carries. Null for anything that we did not write. */
export function unpackMove(text: string): { threadId: string; reroutes: number } | null {
  try {
    const data = JSON.parse(text) as { threadId?: unknown; reroutes?: unknown };
    const { threadId, reroutes } = data;
    return typeof threadId === 'string' && typeof reroutes === 'number' ? { threadId, reroutes } : null;
  } catch {
    return null;
  }
}

/** As many as Slack takes. None of them stands last, and is always among them. */
export function topicOptions(choices: readonly TopicChoice[]): PlainTextOption[] {
  const shown = [...choices.slice(0, -1).slice(0, MOST_CHOICES - 1), ...choices.slice(-1)];
  return shown.map(topicOption);
}

/** The topic that a choice stands for. */
export function pickedTopic(value: string): string | null {
  return value === NO_TOPIC ? null : value.slice('topic:'.length);
}

function topicOption({ name }: TopicChoice): PlainTextOption {
  const text = name === null ? 'None of these (the general channel)' : `#${name}`;
  return {
    text: plain(shorten(text, LIMIT.buttonText)),
    value: name === null ? NO_TOPIC : `topic:${name}`,
  };
}

const PRIORITY_WORDS: Readonly<Record<Priority, string>> = {
  high: 'High: before everything else',
  normal: 'Normal',
  low: 'Low: when there is time',
};

function priorityOption(priority: Priority): PlainTextOption {
  return { text: plain(PRIORITY_WORDS[priority]), value: priority };
}

function note(text: string): KnownBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text }] };
}

function plain(text: string) {
  return { type: 'plain_text' as const, text };
}

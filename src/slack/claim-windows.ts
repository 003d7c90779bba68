import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { Writer } from '../claims.ts';
import { duration } from '../domain/duration.ts';
import type { Thread } from '../domain/glossary.ts';
import { type Availability, AWAY_WORDS } from '../domain/responder.ts';
import type { TopicChoice } from '../domain/topic-choices.ts';
import { packClaimData } from './claim-data.ts';
import { REASSIGN, VIEW } from './ids.ts';
import { type PostLinks, postBlocks } from './post-blocks.ts';
import { moment } from './texts.ts';
import { topicOptions } from './topic-windows.ts';

export interface HoldersView {
  thread: Thread;
  brandHandle: string;
  writers: readonly Writer[];
  able: readonly { slackUser: string; availability: Availability }[];
  /** Other topics that it may go to; empty: there are none. */
  topics: readonly TopicChoice[];
  now: number;
}

/** A lead gives the thread to somebody. */
export function reassignWindow(look: HoldersView, links: PostLinks): ModalView {
  const { thread, able, topics } = look;
  const best = able.find(
    ({ slackUser, availability }) => availability.kind === 'available' && slackUser !== thread.claimedBy,
  );
  return {
    ...frame('Give it to…', 'Give', VIEW.reassign, thread),
    blocks: [
      ...postBlocks(thread.root, links),
      { type: 'divider' },
      ...standing(look),
      ...ableBlocks(able),
      {
        type: 'input',
        // Or a topic.
        optional: topics.length > 0,
        block_id: REASSIGN.person.blockId,
        label: text('Who goes on'),
        element: {
          type: 'users_select',
          action_id: REASSIGN.person.actionId,
          placeholder: text('Somebody who is there'),
          // Where there is a choice, nobody is chosen beforehand: a topic may be meant.
          ...(best && topics.length === 0 ? { initial_user: best.slackUser } : {}),
        },
      },
      ...topicBlocks(topics),
      ...publicBlocks(thread),
      {
        type: 'input',
        optional: true,
        block_id: REASSIGN.word.blockId,
        label: text('A word for them (internal)'),
        element: {
          type: 'plain_text_input',
          action_id: REASSIGN.word.actionId,
          multiline: true,
          max_length: 500,
        },
      },
    ],
  };
}

/** A lead takes the thread: says first whom they take it from, and who is in the middle of an answer. */
export function takeOverWindow(look: HoldersView, links: PostLinks): ModalView {
  const { thread } = look;
  return {
    ...frame('Take it over', 'Take over', VIEW.takeOver, thread),
    blocks: [
      ...postBlocks(thread.root, links),
      { type: 'divider' },
      ...standing(look),
      section('It is yours then, and whoever had it is told.'),
      ...publicBlocks(thread),
    ],
  };
}

/** The holder wants nothing more to do with this person. */
export function takeOffWindow(thread: Thread): ModalView {
  return {
    ...frame('Take this off me', 'Take it off me', VIEW.takeOff, thread),
    blocks: [
      section(
        'A care lead goes on with this thread, as the brand and without a name. *You are kept from this person*: you are not ' +
          'rung by what they write, their later threads are not given to you, and what they write here is hidden in Slack.',
      ),
      section(
        'An answer of yours that is not public yet is taken back. You need not give a reason. A lead can lift it.',
      ),
    ],
  };
}

/** Says that it is done, in the place of the window. */
export function doneWindow(title: string, ...sentences: string[]): ModalView {
  return {
    type: 'modal',
    title: text(title),
    close: text('Close'),
    blocks: sentences.slice(0, 50).map(section),
  };
}

/** Who has it, and who writes now. */
export function standing({ thread, writers, now }: Pick<HoldersView, 'thread' | 'writers' | 'now'>) {
  const holder =
    thread.claimedBy === null
      ? 'Nobody has it.'
      : `<@${thread.claimedBy}> has it${thread.claimedAt === null ? '' : ` since ${moment(thread.claimedAt)}`}` +
        `${thread.leaseUntil === null ? '' : `, until ${moment(thread.leaseUntil)}`}.`;
  return [section([holder, ...writers.map((writer) => writingLine(writer, now))].join('\n'))];
}

export function writingLine({ slackUser, since }: Writer, now: number): string {
  return `:pencil2: *<@${slackUser}> is writing an answer* since ${duration(now - since)}.`;
}

function ableBlocks(able: HoldersView['able']): KnownBlock[] {
  if (able.length === 0) return [];
  const people = able.map(({ slackUser, availability }) =>
    availability.kind === 'available'
      ? `<@${slackUser}> (${availability.load.open} open)`
      : `<@${slackUser}> ${AWAY_WORDS[availability.why]}`,
  );
  return [
    {
      type: 'context',
      elements: [{ type: 'mrkdwn', text: `For this topic and language: ${people.join('  ·  ')}` }],
    },
  ];
}

/** Instead of a person. */
function topicBlocks(topics: readonly TopicChoice[]): InputBlock[] {
  if (topics.length === 0) return [];
  return [
    {
      type: 'input',
      optional: true,
      block_id: REASSIGN.topic.blockId,
      label: text('Or the people of a topic'),
      hint: text('Its card moves to their channel, and nobody has it: they take it.'),
      element: {
        type: 'static_select',
        action_id: REASSIGN.topic.actionId,
        placeholder: text('Another topic'),
        options: topicOptions(topics),
      },
    },
  ];
}

/** Only where the customer saw somebody before. */
function publicBlocks({ answeredBy }: Thread): InputBlock[] {
  if (answeredBy === null) return [];
  return [
    {
      type: 'input',
      optional: true,
      block_id: REASSIGN.inPublic.blockId,
      label: text('The customer knows somebody else'),
      element: {
        type: 'checkboxes',
        action_id: REASSIGN.inPublic.actionId,
        options: [
          {
            text: text('Tell them in public that somebody else goes on'),
            description: text('A short sentence before the next answer.'),
            value: 'public',
          },
        ],
      },
    },
  ];
}

function frame(title: string, submit: string, callbackId: string, thread: Thread) {
  return {
    type: 'modal' as const,
    callback_id: callbackId,
    private_metadata: packClaimData({
      threadId: thread.id,
      from: thread.claimedBy,
      reroutes: thread.reroutes,
    }),
    title: text(title),
    submit: text(submit),
    close: text('Cancel'),
  };
}

function text(words: string) {
  return { type: 'plain_text' as const, text: words };
}

export function section(words: string): KnownBlock {
  return { type: 'section', text: { type: 'mrkdwn', text: words } };
}

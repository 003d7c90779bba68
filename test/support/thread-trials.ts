import {
  ACTION,
  ASSIGN,
  IGNORE_REASON,
  MOVE_TOPIC,
  PRIORITY,
  REASSIGN,
  TAGS,
  VIEW,
} from '../../src/slack/ids.ts';
import { packList } from '../../src/slack/refs.ts';
import { ON_STAGE, ROLES } from './permission-stage.ts';
import { type Area, care, click, field, inWindow, sent } from './trial.ts';

const { open, held, shielded, ignored, suggested, heldCard } = ON_STAGE;
const handOver = JSON.stringify({ threadId: held, from: ROLES.holder, reroutes: 0 });
const page = packList({ kind: 'open', query: '', from: 0 });
const chosen = JSON.stringify({ page: 0, chosen: [held] });
const toResponder = field(ASSIGN.person.blockId, ASSIGN.person.actionId, ROLES.responder);

export const THREAD_AREAS: readonly Area[] = [
  {
    name: 'A thread',
    trials: [
      { words: 'take it', act: click(ACTION.takeIt, open) },
      { words: 'release it', act: click(ACTION.release, held) },
      { words: 'resolve it', act: click(ACTION.resolve, held) },
      { words: 'keep it, when its time ends', act: click(ACTION.keepIt, held) },
      {
        words: 'renew its time by writing a note under its card',
        act: { kind: 'event', id: 'message', event: { thread_ts: heldCard } },
        quiet: true,
      },
      { words: 'see what can be done with it (_More…_)', act: click(ACTION.more, held), shows: true },
      { words: 'set its priority', act: click(ACTION.setPriority, held), shows: true },
      {
        words: 'set its priority',
        act: sent(VIEW.priority, held, field(PRIORITY.blockId, PRIORITY.actionId, 'high')),
      },
      { words: 'tag it', act: click(ACTION.tags, open), shows: true },
      { words: 'tag it', act: sent(VIEW.tags, open, field(TAGS.blockId, TAGS.actionId, 'fibre')) },
      { words: 'read its history', act: click(ACTION.history, open), shows: true },
      { words: 'read its history', act: click(ACTION.historyOn, `${open} 0`, inWindow('')), shows: true },
      { words: 'read its history', act: click(ACTION.historyBack, `${open} 0`, inWindow('')), shows: true },
    ],
  },
  {
    name: 'Where it belongs',
    trials: [
      { words: 'move an open one to another topic', act: click(ACTION.notOurs, open), shows: true },
      { words: 'move an open one to another topic', act: moved(open) },
      { words: 'move one that somebody has', act: click(ACTION.notOurs, held), shows: true },
      { words: 'move one that somebody has', act: moved(held) },
      { words: 'say yes or no to a suggested topic', act: click(ACTION.topicYes, suggested) },
      { words: 'say yes or no to a suggested topic', act: click(ACTION.topicNo, suggested) },
      {
        words: 'give another person of a conversation a card of their own',
        act: click(ACTION.separate, ON_STAGE.other),
      },
      { words: 'ignore an open one, with a reason', act: click(ACTION.ignore, open), shows: true },
      { words: 'ignore an open one, with a reason', act: ignoring(open) },
      { words: 'ignore one that somebody has', act: click(ACTION.ignore, held), shows: true },
      { words: 'ignore one that somebody has', act: ignoring(held) },
      {
        words: 'make a rule of it: mute what is like it',
        act: {
          ...ignoring(open),
          values: { ...ignoring(open).values, ...field('ignore_rule', 'rule', 'author') },
        },
      },
      { words: 'look through what is muted', act: care('muted'), shows: true },
      { words: 'look through what is muted', act: click(ACTION.mutedOlder, '0', inWindow('0')), shows: true },
      { words: 'look through what is muted', act: click(ACTION.mutedNewer, '0', inWindow('0')), shows: true },
      { words: 'look through what is muted', act: click(ACTION.noiseRules, '', inWindow('0')), shows: true },
      { words: 'bring a muted one back', act: click(ACTION.bringBack, ignored, inWindow('0')) },
      { words: 'take a muting rule away', act: click(ACTION.forgetRule, ON_STAGE.rule, inWindow('')) },
    ],
  },
  {
    name: 'Who has it',
    trials: [
      { words: 'reassign it to a person or a topic', act: click(ACTION.reassign, held), shows: true },
      {
        words: 'reassign it to a person or a topic',
        act: sent(
          VIEW.reassign,
          handOver,
          field(REASSIGN.person.blockId, REASSIGN.person.actionId, ROLES.responder),
        ),
      },
      {
        words: 'reassign it to a person or a topic',
        act: sent(
          VIEW.reassign,
          handOver,
          field(REASSIGN.topic.blockId, REASSIGN.topic.actionId, 'topic:bills'),
        ),
      },
      { words: 'take it over from its holder', act: click(ACTION.takeOver, held), shows: true },
      { words: 'take it over from its holder', act: sent(VIEW.takeOver, handOver) },
      { words: 'move several at once', act: care('assign'), shows: true },
      { words: 'move several at once', act: click(ACTION.assignNext, '0', inWindow(chosen)), shows: true },
      {
        words: 'move several at once',
        act: click(ACTION.assignPrevious, '0', inWindow(chosen)),
        shows: true,
      },
      { words: 'move several at once', act: sent(VIEW.assign, chosen, toResponder) },
      {
        words: 'move several at once',
        act: sent(VIEW.assign, chosen, field(ASSIGN.what.blockId, ASSIGN.what.actionId, 'release')),
      },
      { words: 'be taken off it, and kept from its author', act: click(ACTION.takeOff, held), shows: true },
      { words: 'be taken off it, and kept from its author', act: sent(VIEW.takeOff, handOver) },
      { words: 'lift that again', act: click(ACTION.liftShield, shielded) },
    ],
  },
  {
    name: 'Lists',
    trials: [
      { words: 'see the queue, search, turn pages', act: care('queue'), shows: true },
      { words: 'see the queue, search, turn pages', act: care('find line'), shows: true },
      {
        words: 'see the queue, search, turn pages',
        act: sent(VIEW.find, '', field('list_query', 'query', 'line')),
        shows: true,
      },
      ...[
        ACTION.listWaiting,
        ACTION.listLate,
        ACTION.listFind,
        ACTION.listMine,
        ACTION.listOpen,
        ACTION.listClaimed,
        ACTION.listAnswered,
        ACTION.listBack,
        ACTION.listOn,
      ].map((id) => ({
        words: 'see the queue, search, turn pages',
        act: click(id, page, inWindow('')),
        shows: true as const,
      })),
      { words: 'see who has how much', act: click(ACTION.load, '0'), shows: true },
      { words: 'see who has how much', act: click(ACTION.loadOn, '0', inWindow('0')), shows: true },
      { words: 'see who has how much', act: click(ACTION.loadBack, '0', inWindow('0')), shows: true },
      { words: 'see who answers for a topic, and is there', act: care('who'), shows: true },
      ...[ACTION.whoBack, ACTION.whoOn].map((id) => ({
        words: 'see who answers for a topic, and is there',
        act: click(id, '0', inWindow('')),
        shows: true as const,
      })),
      { words: 'see how long customers wait', act: care('stats'), shows: true },
    ],
  },
];

function moved(threadId: string) {
  const data = JSON.stringify({ threadId, reroutes: 0 });
  return sent(VIEW.notOurs, data, field(MOVE_TOPIC.blockId, MOVE_TOPIC.actionId, 'topic:bills'));
}

function ignoring(threadId: string) {
  const values = field(IGNORE_REASON.blockId, IGNORE_REASON.actionId, 'spam');
  return { kind: 'window' as const, id: VIEW.ignoreSubmit, metadata: threadId, values };
}

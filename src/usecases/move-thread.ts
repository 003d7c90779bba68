import { type DeskSettings, findBrand } from '../domain/brand.ts';
import type { Thread } from '../domain/glossary.ts';
import { type TopicChoice, topicChoices } from '../domain/topic-choices.ts';
import { RefusedError } from '../errors.ts';
import type { Clock, People } from '../ports.ts';
import type { ThreadStore } from '../stores.ts';
import type { MoveInput, TopicStore } from '../topics.ts';
import { changed } from './change-thread.ts';
import { requireListed } from './require-employee.ts';

export interface MoveThreadDeps {
  threads: ThreadStore;
  topics: TopicStore;
  people: People;
  desk: DeskSettings;
  clock: Clock;
}

export interface MoveThreadInput {
  threadId: string;
  slackUser: string;
  /** Null: none of them, the brand's default channel. */
  topic: string | null;
  why: string;
  /** How often the topic had been changed when this person looked. */
  expected: number;
}

/** Somebody says that a thread belongs to another topic: it goes to those people, and nobody holds it. Throws RefusedError. */
export function moveThread(deps: MoveThreadDeps) {
  return async ({ topic, why, ...input }: MoveThreadInput): Promise<Thread> => {
    const thread = await known(deps, input.threadId);
    return move(deps, { ...input, to: choice(deps, thread, topic), how: 'moved', why: why.trim() });
  };
}

/** Somebody says yes to the topic that the card suggests; whoever has the thread keeps it. Throws RefusedError. */
export function acceptTopic(deps: MoveThreadDeps) {
  return async (input: { threadId: string; slackUser: string }): Promise<Thread> => {
    const thread = await known(deps, input.threadId);
    if (!thread.suggestion) throw decided(thread);
    const to = choice(deps, thread, thread.suggestion.topic);
    return move(deps, { ...input, to, how: 'accepted', why: '', expected: thread.reroutes });
  };
}

/** Somebody says no to it. Answers the topic that it is not. Throws RefusedError. */
export function denyTopic(deps: MoveThreadDeps) {
  return async ({ threadId, slackUser }: { threadId: string; slackUser: string }): Promise<string> => {
    await requireListed(deps.people)(slackUser);
    const thread = await known(deps, threadId);
    if (!thread.suggestion) throw decided(thread);
    changed(await deps.topics.deny(threadId, slackUser, deps.clock.now()));
    return thread.suggestion.topic;
  };
}

async function move(deps: MoveThreadDeps, input: Omit<MoveInput, 'asLead' | 'now'>): Promise<Thread> {
  await requireListed(deps.people)(input.slackUser);
  const asLead = await deps.people.isLead(input.slackUser);
  const result = await deps.topics.move({ ...input, asLead, now: deps.clock.now() });
  if (result.kind === 'changed')
    throw new RefusedError(
      'moved-meanwhile',
      'Somebody else changed its topic meanwhile: its card shows how it stands. Open this window again if you still want to move it.',
    );
  if (result.kind === 'already')
    throw new RefusedError('same-topic', 'It is there already. Pick another topic.');
  return changed(result);
}

async function known({ threads }: MoveThreadDeps, threadId: string): Promise<Thread> {
  const thread = await threads.get(threadId);
  return thread ?? changed({ kind: 'missing' });
}

function choice({ desk }: MoveThreadDeps, thread: Thread, topic: string | null): TopicChoice {
  const found = topicChoices(desk, findBrand(desk, thread.brand)).find(({ name }) => name === topic);
  if (found) return found;
  throw new RefusedError(
    'topic-missing',
    'This topic is not in the configuration any more. Open the window again and pick another one.',
  );
}

function decided({ topic }: Thread): RefusedError {
  const now = topic === null ? 'It has no topic' : `It is #${topic}`;
  return new RefusedError('topic-decided', `Somebody has decided that already. ${now}.`);
}

import { type Brand, type DeskSettings, findBrand } from '../domain/brand.ts';
import type { Thread } from '../domain/glossary.ts';
import { type LoggedOrigin, loggedPost } from '../domain/logged.ts';
import type { Priority } from '../domain/route.ts';
import { topicChoices } from '../domain/topic-choices.ts';
import { topicNames } from '../domain/topic-names.ts';
import { RefusedError } from '../errors.ts';
import type { Clock } from '../ports.ts';
import type { LoggedStore } from '../words.ts';
import { type RequireResponderDeps, requireResponder } from './require-responder.ts';

export interface LogThreadDeps extends RequireResponderDeps {
  logged: LoggedStore;
  desk: DeskSettings;
  clock: Clock;
}

export interface LogThreadInput {
  /** Made from the window: the same window sent twice is one thread. */
  id: string;
  slackUser: string;
  brand: string;
  origin: LoggedOrigin;
  topic: string | null;
  /** Null: the topic's own. */
  priority: Priority | null;
  who: string;
  what: string;
  contact: string;
}

/** Opens a thread for a customer who phoned, wrote or came by. Throws RefusedError. */
export function logThread(deps: LogThreadDeps) {
  const { logged, desk, clock } = deps;
  return async (input: LogThreadInput): Promise<Thread> => {
    await requireResponder(deps)(input.slackUser);
    if (input.what.trim() === '') throw new RefusedError('empty', 'Write down what it is about.');
    const brand = findBrand(desk, input.brand);
    const choices = topicChoices(desk, brand);
    const choice = choices.find(({ name }) => name === input.topic) ?? choices.at(-1);
    const now = clock.now();
    const { id, origin, slackUser, priority } = input;
    return logged.open({
      threadId: id,
      post: loggedPost(id, input, now),
      brand: brand.id,
      channel: choice?.channel ?? brand.defaultChannel,
      topic: choice?.name ?? null,
      origin,
      priority: priority ?? choice?.priority ?? 'normal',
      priorityChosen: priority !== null,
      slackUser,
      now,
      forgetAt: now + desk.keepLoggedMs,
    });
  };
}

/** What the window for it offers. Throws RefusedError. */
export function prepareLog(deps: RequireResponderDeps & Pick<LogThreadDeps, 'desk'>) {
  return async (slackUser: string): Promise<{ brands: readonly Brand[]; topics: string[] }> => {
    await requireResponder(deps)(slackUser);
    return { brands: deps.desk.brands, topics: topicNames(deps.desk) };
  };
}

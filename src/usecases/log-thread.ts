import { type Brand, type DeskSettings, findBrand } from '../domain/brand.ts';
import type { Thread } from '../domain/glossary.ts';
import { type LoggedOrigin, loggedPost } from '../domain/logged.ts';
import { RefusedError } from '../errors.ts';
import type { Clock, People } from '../ports.ts';
import type { LoggedStore } from '../words.ts';
import { requireResponder } from './require-employee.ts';

export interface LogThreadDeps {
  logged: LoggedStore;
  people: People;
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
  who: string;
  what: string;
  contact: string;
}

/** Opens a thread for a customer who phoned, wrote or came by. Throws RefusedError. */
export function logThread({ logged, people, desk, clock }: LogThreadDeps) {
  return async (input: LogThreadInput): Promise<Thread> => {
    await requireResponder(people)(input.slackUser);
    if (input.what.trim() === '') throw new RefusedError('empty', 'Write down what it is about.');
    const brand = findBrand(desk, input.brand);
    const now = clock.now();
    const { id, origin, slackUser, topic } = input;
    return logged.open({
      threadId: id,
      post: loggedPost(id, input, now),
      brand: brand.id,
      channel: channelOf(brand, topic),
      topic,
      origin,
      slackUser,
      now,
      forgetAt: now + desk.keepLoggedMs,
    });
  };
}

/** What the window for it offers. Throws RefusedError. */
export function prepareLog({ people, desk }: Pick<LogThreadDeps, 'people' | 'desk'>) {
  return async (slackUser: string): Promise<{ brands: readonly Brand[]; topics: string[] }> => {
    await requireResponder(people)(slackUser);
    const topics = desk.brands.flatMap(({ routes }) => routes.flatMap(({ topic }) => topic ?? []));
    return { brands: desk.brands, topics: [...new Set(topics)] };
  };
}

function channelOf(brand: Brand, topic: string | null): string {
  const route = topic === null ? undefined : brand.routes.find((candidate) => candidate.topic === topic);
  return route?.channel ?? brand.defaultChannel;
}

import { tagsOf } from '../domain/search-words.ts';
import { RefusedError } from '../errors.ts';
import type { ThreadListing } from '../listing.ts';
import type { Clock, People } from '../ports.ts';
import { requireEmployee } from './require-employee.ts';

export interface TagThreadDeps {
  listing: ThreadListing;
  people: People;
  clock: Clock;
}

/** Puts these tags on a thread, in the place of those that it had. Anybody may. Throws RefusedError. */
export function tagThread({ listing, people, clock }: TagThreadDeps) {
  return async (input: { threadId: string; slackUser: string; typed: string }): Promise<void> => {
    await requireEmployee(people)(input.slackUser);
    const known = await listing.tag(input.threadId, tagsOf(input.typed), input.slackUser, clock.now());
    if (!known) throw new RefusedError('thread-missing', 'Faccia does not know this thread any more.');
  };
}

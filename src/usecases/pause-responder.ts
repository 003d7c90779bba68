import { pauseUntil } from '../domain/pause.ts';
import type { Responder } from '../domain/responder.ts';
import { ANY_ZONE } from '../domain/who-answers.ts';
import { RefusedError } from '../errors.ts';
import type { Clock, People } from '../ports.ts';
import type { PauseResult, ResponderStore } from '../responders.ts';
import { requireEmployee } from './require-employee.ts';

export interface PauseDeps {
  responders: ResponderStore;
  people: People;
  clock: Clock;
}

/** Nothing rings or reaches this person until then. Throws RefusedError `bad-pause` and `not-enrolled`. */
export function pauseResponder({ responders, people, clock }: PauseDeps) {
  return async (input: { slackUser: string; words: readonly string[] }): Promise<Responder> => {
    const { zone: slackZone } = await requireEmployee(people)(input.slackUser);
    const responder = await responders.get(input.slackUser);
    const zone = responder?.quiet?.zone ?? slackZone ?? ANY_ZONE;
    const until = pauseUntil(input.words, zone, clock.now());
    if (until === undefined) {
      throw new RefusedError(
        'bad-pause',
        'Type `/care pause` (until you come back), `/care pause 2h` (or `30m`, `3d`), or `/care pause until 14:00`.',
      );
    }
    return enrolled(await responders.pause(input.slackUser, until, clock.now()));
  };
}

/** Ends the pause. Throws RefusedError `not-enrolled`. */
export function comeBack({ responders, people, clock }: PauseDeps) {
  return async (slackUser: string): Promise<Responder> => {
    await requireEmployee(people)(slackUser);
    return enrolled(await responders.back(slackUser, false, clock.now()));
  };
}

function enrolled({ kind, responder }: PauseResult): Responder {
  if (kind !== 'not-enrolled' && responder) return responder;
  throw new RefusedError(
    'not-enrolled',
    'You have not joined, so nothing is given to you: there is nothing to pause. `/care join` changes that.',
  );
}

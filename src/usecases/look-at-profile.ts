import type { DeskSettings } from '../domain/brand.ts';
import { discloses } from '../domain/disclosure.ts';
import type { LinkedAccount } from '../domain/glossary.ts';
import type { ProfileLook, Responder } from '../domain/responder.ts';
import { AppError } from '../errors.ts';
import type { Clock, Log, SocialNetwork } from '../ports.ts';
import type { ResponderStore } from '../responders.ts';
import type { FreshTokens } from './fresh-tokens.ts';

export interface LookAtProfileDeps {
  responders: ResponderStore;
  network: SocialNetwork;
  tokens: FreshTokens;
  desk: DeskSettings;
  clock: Clock;
  log: Log;
}

/** X charges for each look, and nobody changes their bio every minute. */
const FRESH_MS = 60_000;

/**
 * Whether the account has a picture and its bio says whom its owner works for, looked at now unless somebody just did; null:
 * the network does not say. Never throws.
 */
export function lookAtProfile(deps: LookAtProfileDeps) {
  return async (responder: Responder, account: LinkedAccount): Promise<ProfileLook | null> => {
    const { responders, network, tokens, desk, clock, log } = deps;
    const known = responder.profile?.accountId === account.id ? responder.profile : null;
    if (known && clock.now() - known.at < FRESH_MS) return known;
    try {
      const { bio, picture } = await network.profile(await tokens.get(account.id));
      const words = desk.enrolment?.disclosureWords ?? [];
      const look = {
        accountId: account.id,
        picture,
        discloses: discloses(bio, desk.brands, words),
        at: clock.now(),
      };
      await responders.seen(responder.slackUser, look);
      return look;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      log.info('profile-unseen', { account: account.id, error });
      return known;
    }
  };
}

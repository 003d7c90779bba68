import type { DeskSettings } from '../domain/brand.ts';
import { discloses, disclosureIdea } from '../domain/disclosure.ts';
import type { DeliveryStep } from '../domain/glossary.ts';
import { RefusedError } from '../errors.ts';
import { type LookAtProfileDeps, lookAtProfile } from './look-at-profile.ts';
import type { ReplyPlan } from './prepare-reply.ts';

const PATIENCE_MS = 1_500;

export interface RequireDisclosureDeps extends LookAtProfileDeps {
  desk: DeskSettings;
}

/**
 * Where the configuration wants it, an answer from somebody's own account goes out only if its text or their bio says whom
 * they work for. Throws RefusedError `undisclosed` with what they could write.
 */
export function requireDisclosure(deps: RequireDisclosureDeps) {
  return async (text: string, step: DeliveryStep, { brand, account, person }: ReplyPlan): Promise<void> => {
    const { enrolment } = deps.desk;
    if (!enrolment?.requireDisclosure || step === 'brand') return;
    if (discloses(text, [brand], enrolment.disclosureWords)) return;
    const responder = await deps.responders.get(person.slackUser);
    if (responder?.profile?.accountId === account.id && responder.profile.discloses) return;
    if (responder && (await soon(deps, lookAtProfile(deps)(responder, account)))?.discloses) return;
    const idea = disclosureIdea(brand, enrolment, person.firstName);
    throw new RefusedError(
      'undisclosed',
      `Neither your bio on X nor this text says that you work for ${brand.name}, and your house rules want it. ` +
        `End with "${idea.signature}", or write it into your bio, such as "${idea.bio}", and press Send again.`,
    );
  };
}

/** The window waits for 3 seconds in all. */
function soon<T>({ clock }: RequireDisclosureDeps, work: Promise<T>): Promise<T | null> {
  return Promise.race([work, clock.sleep(PATIENCE_MS).then(() => null)]);
}

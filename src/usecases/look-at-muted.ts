import type { NoiseStore } from '../conversations.ts';
import type { DeskSettings } from '../domain/brand.ts';
import type { Thread } from '../domain/glossary.ts';
import type { LearnedRule, NoiseRule } from '../domain/noise.ts';
import { RefusedError } from '../errors.ts';
import type { Clock, People } from '../ports.ts';
import { requireEmployee, requireLead } from './require-employee.ts';

export interface LookAtMutedDeps {
  noise: NoiseStore;
  people: People;
  desk: Pick<DeskSettings, 'noise'>;
  clock: Clock;
}

export interface MutedPage {
  threads: readonly Thread[];
  /** Where this page begins, 0 is the newest. */
  from: number;
  size: number;
  total: number;
}

export interface NoiseRulesLook {
  /** Of the configuration. */
  set: readonly NoiseRule[];
  learned: readonly LearnedRule[];
  /** Leads may remove the learned ones. */
  lead: boolean;
}

const PAGE = 10;

/** What was ignored or muted, newest first. Throws RefusedError. */
export function lookAtMuted({ noise, people }: LookAtMutedDeps) {
  return async ({ slackUser, from }: { slackUser: string; from: number }): Promise<MutedPage> => {
    await requireEmployee(people)(slackUser);
    const start = Math.max(0, from);
    const page = await noise.muted(start, PAGE);
    return { ...page, from: start, size: PAGE };
  };
}

/** What mutes and drops, and which of it a lead can take away. Throws RefusedError. */
export function lookAtNoiseRules({ noise, people, desk, clock }: LookAtMutedDeps) {
  return async (slackUser: string): Promise<NoiseRulesLook> => {
    await requireEmployee(people)(slackUser);
    const [learned, lead] = await Promise.all([noise.rules(clock.now()), people.isLead(slackUser)]);
    return { set: desk.noise, learned, lead };
  };
}

/** Throws RefusedError. */
export function forgetNoiseRule({ noise, people, clock }: LookAtMutedDeps) {
  return async ({ ruleId, slackUser }: { ruleId: string; slackUser: string }): Promise<void> => {
    await requireLead(people)(slackUser);
    if (await noise.remove(ruleId, slackUser, clock.now())) return;
    throw new RefusedError('rule-missing', 'This rule is not there any more.');
  };
}

import type { DeskSettings } from '../domain/brand.ts';
import type { LinkedAccount } from '../domain/glossary.ts';
import { dayStart } from '../domain/quiet-hours.ts';
import type { Availability, Responder } from '../domain/responder.ts';
import { answersFor, byLoad, isEnrolled, type Standing, whyAway, zoneOf } from '../domain/who-answers.ts';
import type { Clock, People } from '../ports.ts';
import type { Presence, ResponderStore, WhoIsThere } from '../responders.ts';
import type { AccountStore } from '../stores.ts';

export interface WhoIsThereDeps {
  responders: ResponderStore;
  accounts: AccountStore;
  people: People;
  presence: Presence;
  desk: Pick<DeskSettings, 'enrolment'>;
  clock: Clock;
}

/** Slack is asked about so many of a list, those with least on the table; it takes about one such question a second. */
const ASKED_OF_SLACK = 12;

interface Somebody {
  slackUser: string;
  responder: Responder | null;
  account: LinkedAccount | null;
}

type Found = { slackUser: string; availability: Availability };

/** Who may be rung or given something now. Slack's presence comes last, and is no matter while Slack does not answer. */
export function whoIsThere(deps: WhoIsThereDeps): WhoIsThere {
  return {
    async availability(slackUser) {
      const [responder, account] = await Promise.all([
        deps.responders.get(slackUser),
        deps.accounts.byOwner({ kind: 'responder', slackUser }),
      ]);
      const [found] = await judged(deps, [{ slackUser, responder, account }]);
      return found ? seenInSlack(deps, found) : NOBODY;
    },
    async whoAnswers(topic, language) {
      const everybody = await whoeverAnswers(deps);
      const fitting = everybody.filter(({ responder }) => answersFor(responder, topic, language));
      const found = (await judged(deps, fitting)).sort(byLoad);
      const first = await Promise.all(
        found.slice(0, ASKED_OF_SLACK).map(async ({ slackUser, availability }) => ({
          slackUser,
          availability: await seenInSlack(deps, { slackUser, availability }),
        })),
      );
      return [...first, ...found.slice(ASKED_OF_SLACK)].sort(byLoad);
    },
  };
}

const NOBODY: Availability = { kind: 'away', why: 'not-enrolled', until: null };

/** Whoever joined; where nobody has to, also whoever linked an account. */
async function whoeverAnswers({ responders, accounts, desk }: WhoIsThereDeps): Promise<Somebody[]> {
  const [joined, linked] = await Promise.all([responders.all(), accounts.ofPeople()]);
  const accountOf = new Map(linked.flatMap((account) => ownerOf(account).map((owner) => [owner, account])));
  const everybody = new Map<string, Somebody>();
  if (desk.enrolment === null)
    for (const [slackUser, account] of accountOf)
      everybody.set(slackUser, { slackUser, responder: null, account });
  for (const responder of joined.filter(isEnrolled)) {
    const { slackUser } = responder;
    everybody.set(slackUser, { slackUser, responder, account: accountOf.get(slackUser) ?? null });
  }
  return [...everybody.values()];
}

function ownerOf({ owner }: LinkedAccount): string[] {
  return owner.kind === 'responder' ? [owner.slackUser] : [];
}

/** All but what Slack says of them at this moment. */
async function judged(deps: WhoIsThereDeps, whose: readonly Somebody[]): Promise<Found[]> {
  const now = deps.clock.now();
  const loads = await deps.responders.loads(
    whose.map(({ slackUser, responder }) => ({ slackUser, since: dayStart(zoneOf(responder), now) })),
  );
  return Promise.all(
    whose.map(async (somebody, index) => {
      const load = loads[index] ?? { open: 0, answeredToday: 0 };
      const standing: Standing = {
        ...somebody,
        load,
        allowed: await isAllowed(deps.people, somebody.slackUser),
        mustJoin: deps.desk.enrolment !== null,
      };
      return {
        slackUser: somebody.slackUser,
        availability: whyAway(standing, now) ?? { kind: 'available', load },
      };
    }),
  );
}

async function isAllowed(people: People, slackUser: string): Promise<boolean> {
  return (await people.isResponder(slackUser)) || (await people.isLead(slackUser));
}

/** Whoever left the workspace, or became a guest, is not there either. */
async function seenInSlack(
  { people, presence, desk }: WhoIsThereDeps,
  { slackUser, availability }: Found,
): Promise<Availability> {
  if (availability.kind === 'away') return availability;
  if (!(await people.get(slackUser)).employee) return NOBODY;
  if (desk.enrolment?.presence === false || !(await presence.away(slackUser))) return availability;
  return { kind: 'away', why: 'away-in-slack', until: null };
}

import type { Spending } from '../budgets.ts';
import type { DeskSettings } from '../domain/brand.ts';
import type { LinkedAccount, Post, Thread, ThreadState } from '../domain/glossary.ts';
import type { Availability, Responder } from '../domain/responder.ts';
import { AppError } from '../errors.ts';
import type { ThreadListing } from '../listing.ts';
import type { Clock, JobQueue } from '../ports.ts';
import type { WhoIsThere } from '../responders.ts';
import type { SourceLeases } from '../stores.ts';
import type { TimeStore } from '../times.ts';
import { type ApprovalsPage, approvalsFrom, type LookAtApprovalsDeps } from './look-at-approvals.ts';
import { type LoadPage, loadFrom } from './look-at-load.ts';
import { type SpentToday, spentToday } from './spent-today.ts';

export interface LookAtHomeDeps extends WhoIsThere, LookAtApprovalsDeps {
  listing: ThreadListing;
  times: TimeStore;
  spending: Spending;
  leases: SourceLeases;
  queue: JobQueue;
  desk: DeskSettings;
  clock: Clock;
}

/** What one person sees of Faccia when they open it. */
export interface HomeLook {
  /** Guests see nothing else. */
  guest: boolean;
  account: LinkedAccount | null;
  held: { threads: readonly Thread[]; total: number };
  responder: Responder | null;
  /** Null: nobody needs to join here. */
  availability: Availability | null;
  /** People join here before they answer. */
  joins: boolean;
  thanks: { posts: readonly Post[]; total: number };
  /** Only for leads. */
  board: Board | null;
  /** Only for leads and operations. */
  spent: SpentToday | null;
  /** Only for operations. */
  works: Works | null;
}

export interface Board {
  counts: Readonly<Record<ThreadState, number>>;
  waiting: number;
  /** Of them, those to whom something promised is late. */
  late: number;
  longestSince: number | null;
  /** Those who have most. */
  load: LoadPage;
  /** The first of what waits for a lead's word. */
  approvals: ApprovalsPage;
}

export interface Works {
  /** `holder`: the process that reads it; null: nobody does now. */
  sources: readonly { id: string; holder: string | null }[];
  queues: Readonly<Record<string, Readonly<Record<string, number>>>>;
  accounts: { linked: number; dead: number };
  /** Null: not linked. */
  brands: readonly { handle: string; account: LinkedAccount | null }[];
  /** Some of those that must be linked again. */
  deadOnes: readonly LinkedAccount[];
}

const HELD = 10;
const THANKS = 3;
const PEOPLE = 15;
const APPROVALS = 3;
const DEAD = 10;

export function lookAtHome(deps: LookAtHomeDeps) {
  const spent = spentToday(deps);
  return async (slackUser: string): Promise<HomeLook> => {
    const { employee } = await deps.people.get(slackUser);
    if (!employee) return NOTHING_FOR_GUESTS;
    const [account, held, responder, thanks, spentNow, lead, ops] = await Promise.all([
      deps.accounts.byOwner({ kind: 'responder', slackUser }),
      deps.listing.held(slackUser, 0, HELD),
      deps.responders.get(slackUser),
      deps.listing.thanks(slackUser, THANKS),
      spent(slackUser),
      orFalse(() => deps.people.isLead(slackUser)),
      orFalse(async () => (await deps.people.operations()).has(slackUser)),
    ]);
    return {
      guest: false,
      account,
      held,
      responder,
      availability: responder === null ? null : await deps.availability(slackUser),
      joins: deps.desk.enrolment !== null,
      thanks,
      board: lead ? await boardOf(deps) : null,
      spent: spentNow,
      works: ops ? await worksOf(deps) : null,
    };
  };
}

const NOTHING_FOR_GUESTS: HomeLook = {
  guest: true,
  account: null,
  held: { threads: [], total: 0 },
  responder: null,
  availability: null,
  joins: false,
  thanks: { posts: [], total: 0 },
  board: null,
  spent: null,
  works: null,
};

/** With Slack's groups away, nobody is shown more than everybody is. */
async function orFalse(ask: () => Promise<boolean>): Promise<boolean> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

async function boardOf(deps: LookAtHomeDeps): Promise<Board> {
  const { listing, times } = deps;
  const [counts, waiting, late, [longest], load, approvals] = await Promise.all([
    listing.counts(),
    times.waitingCount(),
    listing.late(0, 1),
    times.waiting(0, 1),
    loadFrom(deps, 0, PEOPLE),
    approvalsFrom(deps, 0, APPROVALS),
  ]);
  return { counts, waiting, late: late.total, longestSince: longest?.since ?? null, load, approvals };
}

async function worksOf({ desk, leases, queue, accounts }: LookAtHomeDeps): Promise<Works> {
  const ids = desk.brands.flatMap(({ id, sources }) =>
    [...sources, { kind: 'own' }].map(({ kind }) => `x:${kind}:${id}`),
  );
  const [holders, queues, states, ofPeople, ofBrands] = await Promise.all([
    Promise.all(ids.map((id) => leases.holder(id))),
    queue.counts(),
    accounts.states(),
    accounts.ofPeople(),
    Promise.all(desk.brands.map(({ id }) => accounts.byOwner({ kind: 'brand', brand: id }))),
  ]);
  const sources = ids.map((id, index) => ({ id, holder: holders[index] ?? null }));
  const brands = desk.brands.map(({ handle }, index) => ({ handle, account: ofBrands[index] ?? null }));
  const deadOnes = ofPeople.filter(({ state }) => state === 'dead').slice(0, DEAD);
  return { sources, queues, accounts: states, brands, deadOnes };
}

import type { ClaimStore } from '../claims.ts';
import type { DeskSettings } from '../domain/brand.ts';
import { type Lease, type LeaseEnd, lastStep, nextStep, offReason } from '../domain/lease.ts';
import { AppError, UnavailableError } from '../errors.ts';
import type { Clock, JobAnswer, Notifier } from '../ports.ts';
import type { Presence, ResponderStore } from '../responders.ts';
import type { Counters, ReplyStore, ThreadStore } from '../stores.ts';
import { type AdoptPostDeps, adoptPost } from './adopt-post.ts';
import { type FindPostDeps, findPost } from './find-post.ts';
import { type TellOnceDeps, tellOnce } from './tell-once.ts';

export interface TendLeaseDeps extends TellOnceDeps, FindPostDeps, AdoptPostDeps {
  claims: ClaimStore;
  threads: ThreadStore;
  replies: ReplyStore;
  notifier: Notifier;
  counters: Counters;
  responders: ResponderStore;
  presence: Presence;
  desk: DeskSettings;
  clock: Clock;
}

const CANNOT_LOOK_MS = 60_000;
const DONE: JobAnswer = { done: true };

/**
 * Looks after one claim: asks its holder before its time is over, and gives the thread back to its channel then. Whatever
 * changes the thread brings this work back at once, so it ends when the time does not run.
 */
export function tendLease(deps: TendLeaseDeps) {
  return async (threadId: string): Promise<JobAnswer> => {
    const { claims, clock } = deps;
    const settings = deps.desk.lease;
    const lease = await claims.look(threadId, clock.now() + settings.leaseMs);
    if (lease === null) return DONE;
    const off = offReason(await deps.responders.get(lease.holder), clock.now());
    const step = nextStep(lease, settings, off, clock.now());
    switch (step.kind) {
      case 'wait':
        return { again: step.until };
      case 'warn':
        return warn(deps, threadId, lease, step.until);
      case 'end':
        return end(deps, threadId, lease, step.why);
      case 'over':
        return over(deps, threadId, lease);
    }
  };
}

/** Said before it is written down: after a crash in between it is asked for by the same name, and not said again. */
async function warn(deps: TendLeaseDeps, threadId: string, lease: Lease, until: number): Promise<JobAnswer> {
  const thread = await deps.threads.get(threadId);
  if (thread === null) return DONE;
  const key = `lease:${threadId}:${lease.until}`;
  const again = await tellOnce(deps)(key, () =>
    deps.notifier.tellNote(lease.holder, { kind: 'lease-warning', thread, until }),
  );
  if (again !== null) return { again };
  await deps.claims.move(threadId, lease, until, 'warned', deps.clock.now());
  return { again: until };
}

async function over(deps: TendLeaseDeps, threadId: string, lease: Lease): Promise<JobAnswer> {
  // Where Slack's green dot does not count, nobody is taken to be away.
  const counts = deps.desk.enrolment?.presence !== false;
  const away = counts && (await deps.presence.away(lease.holder));
  const step = lastStep(lease, deps.desk.lease, away, deps.clock.now());
  if (step.kind === 'end') return end(deps, threadId, lease, step.why);
  await deps.claims.move(threadId, lease, step.until, 'stretched', deps.clock.now());
  await deps.counters.add('leases.stretched');
  return { again: step.until };
}

async function end(deps: TendLeaseDeps, threadId: string, lease: Lease, why: LeaseEnd): Promise<JobAnswer> {
  const looked = await lookForHand(deps, lease);
  if (looked !== null) return looked;
  const reason = 'The thread went back to its channel before you posted it.';
  const ended = await deps.claims.end(threadId, lease, why, reason, deps.clock.now());
  // Something happened meanwhile: look at it as it is now.
  return ended ? DONE : { again: deps.clock.now() + 1_000 };
}

/** An answer that the holder posts in X itself may be public already: X is asked before anybody else goes on. */
async function lookForHand(deps: TendLeaseDeps, { awaits }: Lease): Promise<JobAnswer | null> {
  const reply = awaits === null ? null : await deps.replies.get(awaits);
  if (!reply?.awaitsPost) return null;
  try {
    const { post } = await findPost(deps)(reply);
    if (post === null) return null;
    await adoptPost(deps, reply, post);
    return DONE;
  } catch (error) {
    if (error instanceof UnavailableError) return { again: deps.clock.now() + CANNOT_LOOK_MS };
    // Their link is gone, so nobody can look: what they post later is credited when it comes in.
    if (error instanceof AppError) return null;
    throw error;
  }
}

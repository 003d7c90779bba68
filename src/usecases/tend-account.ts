import type { LinkedAccount } from '../domain/glossary.ts';
import { AppError, UnavailableError } from '../errors.ts';
import type { Clock, JobAnswer, Log, Notifier, People } from '../ports.ts';
import type { AccountStore, ReplyStore } from '../stores.ts';
import { type PostOnceDeps, postOnce } from './post-once.ts';

export interface TendAccountDeps extends PostOnceDeps {
  accounts: AccountStore;
  replies: ReplyStore;
  people: People;
  notifier: Notifier;
  clock: Clock;
  log: Log;
}

const UNREACHABLE_WAIT_MS = 5_000;

/**
 * Something happened to an account. Dead: its owner (for a brand: each lead) is told privately, once for each death. Alive:
 * the replies that waited for it go on.
 */
export function tendAccount(deps: TendAccountDeps) {
  return async (accountId: string): Promise<JobAnswer> => {
    const account = await deps.accounts.byId(accountId);
    if (!account) return { done: true };
    if (account.state === 'dead') return tellDeath(deps, account);
    await deps.replies.unpark(accountId, deps.clock.now());
    return { done: true };
  };
}

async function tellDeath(deps: TendAccountDeps, account: LinkedAccount): Promise<JobAnswer> {
  const { owner } = account;
  const people = owner.kind === 'responder' ? [owner.slackUser] : await deps.people.leads();
  if (people.length === 0) deps.log.warn('death-untold', { account: account.id });
  const waits: number[] = [];
  for (const person of people) {
    const until = await tellPerson(deps, account, person);
    if (until !== null) waits.push(until);
  }
  return waits.length === 0 ? { done: true } : { again: Math.min(...waits) };
}

/** Null: told, or never to be told; else when to try again. */
async function tellPerson(
  deps: TendAccountDeps,
  account: LinkedAccount,
  slackUser: string,
): Promise<number | null> {
  const key = `dead:${account.death?.id ?? ''}:${slackUser}`;
  try {
    const channel = await deps.notifier.openDirect(slackUser);
    const posted = await postOnce(deps)({
      key,
      channel,
      threadTs: null,
      post: () => deps.notifier.postDeath(key, channel, account),
    });
    return posted.kind === 'wait' ? posted.until : null;
  } catch (error) {
    if (error instanceof UnavailableError)
      return deps.clock.now() + (error.retryAfterMs ?? UNREACHABLE_WAIT_MS);
    if (!(error instanceof AppError)) throw error;
    // One lead whom Slack does not let us write to must not keep it from the others.
    deps.log.warn('death-not-told', { account: account.id, slackUser, error });
    return null;
  }
}

import type { LinkedAccount } from '../domain/glossary.ts';
import { AppError, UnavailableError } from '../errors.ts';
import type { JobAnswer, Notifier, SocialNetwork } from '../ports.ts';
import type { PeopleNotifier, ResponderStore } from '../responders.ts';
import type { AccountStore, ThreadStore } from '../stores.ts';
import { LEFT } from './leave-desk.ts';
import { type PostOnceDeps, postOnce } from './post-once.ts';
import { type TellOnceDeps, tellOnce } from './tell-once.ts';
import { readableTokens } from './unlink-account.ts';

export interface TendLeavingDeps extends PostOnceDeps, TellOnceDeps {
  responders: ResponderStore;
  accounts: AccountStore;
  threads: ThreadStore;
  network: SocialNetwork;
  notifier: Notifier;
  peopleNotifier: PeopleNotifier;
}

const SOON_MS = 2_000;
/** So long an answer that was on its way may hold the rest up. */
const PATIENCE_MS = 10 * 60_000;
/** So long X is asked again to end the link. */
const REVOKE_MS = 60_000;

/**
 * Somebody left: each of their threads says so, what was on its way is waited for, the account is revoked at the network and
 * forgotten here, and they are told that it is done. Everything may be done again from the start.
 */
export function tendLeaving(deps: TendLeavingDeps) {
  return async (slackUser: string): Promise<JobAnswer> => {
    const { responders, threads, notifier, clock } = deps;
    const responder = await responders.get(slackUser);
    if (responder?.state !== 'left' || responder.leftAt === null) return { done: true };
    const since = clock.now() - responder.leftAt;
    const { staying } = await threads.releaseAll(slackUser, LEFT, since > PATIENCE_MS, clock.now());
    const untold = await tellThreads(deps, slackUser, responder.leftAt);
    if (untold !== null) return { again: untold };
    if (staying.length > 0) return { again: clock.now() + SOON_MS };
    const ended = await endLink(deps, slackUser, since);
    if (ended === 'again') return { again: clock.now() + SOON_MS };
    const again = await tellOnce(deps)(`left:${slackUser}:${responder.leftAt}`, () =>
      notifier.tell(slackUser, goodbye(ended)),
    );
    return again === null ? { done: true } : { again };
  };
}

/** Null: it stands in each of them. */
async function tellThreads(deps: TendLeavingDeps, slackUser: string, leftAt: number): Promise<number | null> {
  let again: number | null = null;
  for (const threadId of await deps.responders.handedBack(slackUser)) {
    const wait = await tellThread(deps, slackUser, threadId, leftAt);
    if (wait === null) await deps.responders.toldOf(slackUser, threadId);
    else again = Math.min(wait, again ?? wait);
  }
  return again;
}

async function tellThread(
  deps: TendLeavingDeps,
  slackUser: string,
  threadId: string,
  leftAt: number,
): Promise<number | null> {
  const thread = await deps.threads.get(threadId);
  if (!thread) return null;
  if (thread.cardTs === null) return deps.clock.now() + SOON_MS;
  const key = `left:${threadId}:${slackUser}:${leftAt}`;
  try {
    const posted = await postOnce(deps)({
      key,
      channel: thread.channel,
      threadTs: thread.cardTs,
      post: () => deps.peopleNotifier.postLeft(key, thread, slackUser),
    });
    return posted.kind === 'wait' ? posted.until : null;
  } catch (error) {
    if (!(error instanceof AppError) || error instanceof UnavailableError) throw error;
    // A channel that Slack does not let us write into must not keep the account linked.
    deps.log.warn('left-not-told', { thread: threadId, error });
    return null;
  }
}

type Ended = { account: LinkedAccount; revoked: boolean } | null;

/** Revoked first, then forgotten: a crash between the two does it once more. */
async function endLink(
  { accounts, network, clock }: TendLeavingDeps,
  slackUser: string,
  since: number,
): Promise<Ended | 'again'> {
  const owner = { kind: 'responder', slackUser } as const;
  const account = await accounts.byOwner(owner);
  if (!account) return null;
  const tokens = await readableTokens(accounts, account.id);
  const revoked = tokens !== null && (await network.revoke(tokens));
  if (tokens !== null && !revoked && since < REVOKE_MS) return 'again';
  await accounts.unlink(owner, clock.now());
  return { account, revoked };
}

function goodbye(ended: Ended): string {
  const thanks =
    'You have left: nothing is given to you any more. `/care join` brings you back, if you ever like.';
  if (ended === null) return thanks;
  const { account, revoked } = ended;
  return revoked
    ? `${thanks} @${account.handle} is unlinked: Faccia forgot its access, and X confirmed that it ended.`
    : `${thanks} @${account.handle} is unlinked: Faccia forgot its access. X did not confirm it; remove the app at https://x.com/settings/connected_apps to be sure.`;
}

import type { ConversationStore, PostLookup } from '../conversations.ts';
import { type DeskSettings, findBrand } from '../domain/brand.ts';
import { nextSearch } from '../domain/following.ts';
import type { Thread } from '../domain/glossary.ts';
import { AppError, UnavailableError } from '../errors.ts';
import type { Clock, JobAnswer, Log } from '../ports.ts';
import type { AccountStore, IngestResult, ThreadStore } from '../stores.ts';
import type { ReceiveMentionInput } from './receive-mention.ts';
import { type SpareMoneyDeps, spareMoney } from './spare-money.ts';

export interface SearchConversationDeps extends SpareMoneyDeps {
  threads: ThreadStore;
  conversations: ConversationStore;
  accounts: AccountStore;
  lookups: PostLookup;
  receiveMention(input: ReceiveMentionInput): Promise<IngestResult>;
  desk: DeskSettings;
  clock: Clock;
  log: Log;
}

const UNREACHABLE_WAIT_MS = 60_000;
/** It moves no cursor, so no lease is needed. */
const NO_FENCE = 0;

/**
 * A customer who answers a responder may leave the brand's name out: then no source brings it. The conversation of a
 * thread that was answered from a personal account is searched for a while, ever more seldom; for what this customer
 * wrote there, and for answers to that account there. Nothing else of the account is read.
 */
export function searchConversation(deps: SearchConversationDeps) {
  return async (threadId: string): Promise<JobAnswer> => {
    const [thread, search] = await Promise.all([
      deps.threads.get(threadId),
      deps.conversations.search(threadId),
    ]);
    const { followUps } = deps.desk;
    const now = deps.clock.now();
    if (!thread || !search || thread.state === 'ignored' || now > search.from + followUps.searchMs) {
      return { done: true };
    }
    const first = search.from + followUps.everyMs;
    if (now < first) return { again: first };
    const wait = await spareMoney(deps);
    if (wait !== null) return { again: wait };
    try {
      await readNew(deps, thread, search.since);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      deps.log.warn('conversation-not-searched', { thread: threadId, error });
      const asked = error instanceof UnavailableError ? error.retryAfterMs : null;
      return { again: now + (asked ?? UNREACHABLE_WAIT_MS) };
    }
    const next = nextSearch(search.from, now, followUps);
    return next === null ? { done: true } : { again: next };
  };
}

async function readNew(deps: SearchConversationDeps, thread: Thread, since: string): Promise<void> {
  const brand = findBrand(deps.desk, thread.brand);
  const { root } = thread;
  const posts = await deps.lookups.searchConversation({
    conversationId: root.conversationId,
    customer: root.author.handle,
    answeredBy: await handlesOf(deps, thread),
    since,
  });
  for (const post of posts) {
    await deps.receiveMention({
      source: `x:conversation:${brand.id}`,
      token: NO_FENCE,
      cursor: null,
      post,
      brand,
    });
  }
  const newest = posts.at(-1);
  if (newest) await deps.conversations.searched(thread.id, newest.id);
}

async function handlesOf({ accounts }: SearchConversationDeps, { answeredBy }: Thread): Promise<string[]> {
  const owner = answeredBy === null ? null : { kind: 'responder' as const, slackUser: answeredBy };
  const account = owner && (await accounts.byOwner(owner));
  return account ? [account.handle] : [];
}

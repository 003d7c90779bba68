import { type DeskSettings, findBrand } from '../domain/brand.ts';
import type { LinkedAccount, Post, Reply } from '../domain/glossary.ts';
import {
  isElsewhere,
  isThisReply,
  knownByItsWords,
  searchFrom,
  type Wanted,
  writtenAt,
} from '../domain/reconcile.ts';
import { byBrand } from '../domain/target.ts';
import { AppError, RefusedError } from '../errors.ts';
import type { SocialNetwork } from '../ports.ts';
import type { AccountStore, ReplyStore, ThreadStore } from '../stores.ts';
import { type AnswerTextDeps, answerText } from './answer-text.ts';
import type { FreshTokens } from './fresh-tokens.ts';

export interface FindPostDeps extends AnswerTextDeps {
  replies: Pick<ReplyStore, 'ownerOf'>;
  threads: ThreadStore;
  accounts: AccountStore;
  network: SocialNetwork;
  tokens: FreshTokens;
  desk: DeskSettings;
}

const DAY_MS = 24 * 60 * 60_000;

export interface Search {
  post: Post | null;
  /** The text that was asked about stands somewhere else, as another post of this account. */
  elsewhere: boolean;
  /** Whose posts were searched. */
  poster: LinkedAccount;
  /** False: there are more posts than are read, so that "not found" proves nothing. */
  complete: boolean;
}

/**
 * Searches the posts of the account that this reply goes out from for what its newest attempt wanted to create.
 * With a `text` it looks a day further back, for that text in another place.
 * Throws UnavailableError, AppError `token-dead`, and RefusedError `not-linked` when the account is gone.
 */
export function findPost(deps: FindPostDeps) {
  return async (reply: Reply, text: string | null = null): Promise<Search> => {
    const poster = await posterOf(deps, reply);
    const asked = await deps.threads.post(reply.inReplyTo);
    const from = searchFrom(reply, asked) - (text === null ? 0 : DAY_MS);
    const { posts, complete } = await recentPosts(deps, poster, from);
    const wanted = await wantedBy(deps, reply);
    const since = await earliest(deps, reply, asked);
    const candidates = posts.filter(
      (candidate) => candidate.createdAt >= since && isThisReply(candidate, reply, wanted),
    );
    const post = await firstFree(deps, candidates, reply);
    const elsewhere = text !== null && posts.some((candidate) => isElsewhere(candidate, reply, text));
    return { post, elsewhere, poster, complete };
  };
}

/** What the newest attempt wanted to create. May ask Slack for the name that the brand signs with. */
export async function wantedBy(
  { accounts, threads, ...deps }: AnswerTextDeps & Pick<FindPostDeps, 'accounts' | 'threads'>,
  reply: Reply,
): Promise<Wanted> {
  const responder = await accounts.byId(reply.accountId);
  const text = await answerText(deps, reply, await threads.get(reply.threadId));
  return { handle: responder?.handle ?? '', text };
}

/** What is known by its place alone must not be older than the wish for it. */
async function earliest({ threads }: FindPostDeps, reply: Reply, asked: Post | null): Promise<number> {
  const seenAt = reply.steps[0] === 'native' && asked ? await threads.seenAt(asked.id) : null;
  return asked && seenAt !== null ? writtenAt(reply, asked, seenAt) : 0;
}

/** Two answers never share one post. */
async function firstFree(
  { replies }: FindPostDeps,
  candidates: readonly Post[],
  reply: Reply,
): Promise<Post | null> {
  for (const post of candidates) {
    const owner = await replies.ownerOf(post.versions);
    const free = owner.reply === null && (!owner.byHand || knownByItsWords(reply));
    if (free || owner.reply === reply.id) return post;
  }
  return null;
}

/** The account that this reply's newest attempt went out from. Throws RefusedError `not-linked`. */
export async function posterOf(deps: FindPostDeps, reply: Reply): Promise<LinkedAccount> {
  const account = byBrand(reply)
    ? await brandAccount(deps, reply)
    : await deps.accounts.byId(reply.accountId);
  if (account) return account;
  throw new RefusedError(
    'not-linked',
    byBrand(reply)
      ? "The brand's account is not linked any more: a lead links it with /care link brand."
      : 'The account that this was written from is not linked any more: link it again with /care link.',
  );
}

async function brandAccount(deps: FindPostDeps, reply: Reply): Promise<LinkedAccount | null> {
  const thread = await deps.threads.get(reply.threadId);
  if (!thread) return null;
  return deps.accounts.byOwner({ kind: 'brand', brand: findBrand(deps.desk, thread.brand).id });
}

/** A 401 may only mean that the tokens are old: refreshed once, asked once more. */
async function recentPosts({ network, tokens }: FindPostDeps, { id }: LinkedAccount, since: number) {
  const known = await tokens.get(id);
  try {
    return await network.recentPosts(known, id, since);
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'x-token-refused')) throw error;
    return network.recentPosts(await tokens.replace(id, known), id, since);
  }
}

import { type DeskSettings, findBrand } from '../domain/brand.ts';
import type { LinkedAccount, Post, Reply } from '../domain/glossary.ts';
import { isElsewhere, isThisReply, searchFrom } from '../domain/reconcile.ts';
import { byBrand } from '../domain/target.ts';
import { AppError, RefusedError } from '../errors.ts';
import type { SocialNetwork } from '../ports.ts';
import type { AccountStore, ThreadStore } from '../stores.ts';
import type { FreshTokens } from './fresh-tokens.ts';

export interface FindPostDeps {
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
    const responder = await deps.accounts.byId(reply.accountId);
    const asked = await deps.threads.post(reply.inReplyTo);
    const from = searchFrom(reply, asked) - (text === null ? 0 : DAY_MS);
    const { posts, complete } = await recentPosts(deps, poster, from);
    const handle = responder?.handle ?? '';
    const post = posts.find((candidate) => isThisReply(candidate, reply, handle));
    const elsewhere = text !== null && posts.some((candidate) => isElsewhere(candidate, reply, text));
    return { post: post ?? null, elsewhere, poster, complete };
  };
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

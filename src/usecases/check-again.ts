import { type DeskSettings, findBrand } from '../domain/brand.ts';
import type { Post, Reply } from '../domain/glossary.ts';
import { byBrand, introducing, targetOf } from '../domain/outcome.ts';
import { RefusedError } from '../errors.ts';
import type { Clock, People, SocialNetwork } from '../ports.ts';
import type { AccountStore, ReplyStore, ThreadStore } from '../stores.ts';
import type { FreshTokens } from './fresh-tokens.ts';

export interface CheckAgainDeps {
  replies: ReplyStore;
  threads: ThreadStore;
  accounts: AccountStore;
  people: People;
  network: SocialNetwork;
  tokens: FreshTokens;
  desk: DeskSettings;
  clock: Clock;
}

export type Checked =
  /** It was on the network: `sent`, or (an introduction) on its way again. */
  | { kind: 'found'; reply: Reply }
  | { kind: 'not-found'; reply: Reply; profileUrl: string }
  /** The reply is not `unknown` (any more). */
  | { kind: 'settled'; reply: Reply };

const CLOCKS_DIFFER_MS = 5 * 60_000;

/**
 * Looks through the account's newest posts for a reply of which nobody knows whether it was posted. Never sends.
 * Throws RefusedError and UnavailableError.
 */
export function checkAgain(deps: CheckAgainDeps) {
  return async (input: { replyId: string; slackUser: string }): Promise<Checked> => {
    const reply = await deps.replies.get(input.replyId);
    if (!reply) throw new RefusedError('reply-missing', 'Faccia does not know this answer any more.');
    if (reply.responder !== input.slackUser && !(await deps.people.isLead(input.slackUser))) {
      throw new RefusedError('not-yours', `Only <@${reply.responder}> or a care lead can check this.`);
    }
    if (reply.state !== 'unknown') return { kind: 'settled', reply };
    return look(deps, reply);
  };
}

async function look(deps: CheckAgainDeps, reply: Reply): Promise<Checked> {
  const poster = await posterOf(deps, reply);
  const tokens = await deps.tokens.get(poster.id);
  const posts = await deps.network.recentPosts(tokens, poster.id, reply.createdAt - CLOCKS_DIFFER_MS);
  const found = posts.find((post) => isThisReply(post, reply));
  if (!found) return { kind: 'not-found', reply, profileUrl: deps.network.profileUrl(poster.handle) };
  const now = deps.clock.now();
  const adopted = introducing(reply)
    ? await deps.replies.adoptIntroduction(reply.id, found.id, now)
    : await deps.replies.adopt(reply.id, found.id, deps.network.postUrl(poster.handle, found.id), now);
  return { kind: 'found', reply: adopted };
}

async function posterOf(deps: CheckAgainDeps, reply: Reply) {
  if (!byBrand(reply)) {
    const account = await deps.accounts.byId(reply.accountId);
    if (account) return account;
    throw new RefusedError('not-linked', 'The account that this was written from is not linked any more.');
  }
  const thread = await deps.threads.get(reply.threadId);
  const brand = thread && findBrand(deps.desk, thread.brand);
  const account = brand && (await deps.accounts.byOwner({ kind: 'brand', brand: brand.id }));
  if (account) return account;
  throw new RefusedError('not-linked', "The brand's account is not linked any more.");
}

/**
 * By the post that it answers, and not answering to another reply of ours. The introduction's words carry no mark, and
 * the network rewrites links in a text: an exact comparison would miss what is there.
 */
export function isThisReply(post: Post, reply: Reply): boolean {
  if (post.inReplyTo !== targetOf(reply) || post.createdAt < reply.createdAt - CLOCKS_DIFFER_MS) return false;
  return introducing(reply) || wordsOf(post.text).startsWith(wordsOf(reply.text).slice(0, 40));
}

/** Without links, leading mentions, case and spacing: what survives the network's own rewriting. */
function wordsOf(text: string): string {
  return text
    .replace(/^(?:\s*@\w+)+/u, '')
    .replace(/\bhttps?:\/\/\S+/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();
}

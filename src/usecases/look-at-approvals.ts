import type { Post, Reply, Thread } from '../domain/glossary.ts';
import type { People } from '../ports.ts';
import type { RequestView, ResponderStore } from '../responders.ts';
import type { AccountStore, ThreadStore } from '../stores.ts';
import type { ApprovalStore } from '../words.ts';
import { requireLead } from './require-employee.ts';

export interface LookAtApprovalsDeps {
  approvals: ApprovalStore;
  threads: ThreadStore;
  responders: ResponderStore;
  accounts: AccountStore;
  people: People;
}

/** An answer that waits for a lead. */
export interface AskedAnswer {
  reply: Reply;
  thread: Thread;
  /** What it answers. */
  post: Post;
  accountHandle: string;
}

/** What waits for the leads' word: people who want to join, then answers, the oldest first. */
export interface ApprovalsPage {
  joins: readonly RequestView[];
  answers: readonly AskedAnswer[];
  /** How many there are of each. */
  totals: { joins: number; answers: number };
  from: number;
  size: number;
}

const PAGE = 5;

/** One page of what waits for a lead. Throws RefusedError `not-a-lead`. */
export function lookAtApprovals(deps: LookAtApprovalsDeps) {
  return async ({ slackUser, from }: { slackUser: string; from: number }): Promise<ApprovalsPage> => {
    await requireLead(deps.people)(slackUser);
    return approvalsFrom(deps, Math.max(0, from), PAGE);
  };
}

/** Both kinds stand in one list: a page may show the last of the one and the first of the other. */
export async function approvalsFrom(
  deps: Omit<LookAtApprovalsDeps, 'people'>,
  from: number,
  size: number,
): Promise<ApprovalsPage> {
  const asked = (await deps.responders.all())
    .filter(({ state }) => state === 'asked')
    .sort((one, other) => one.joinedAt - other.joinedAt);
  const shown = asked.slice(from, from + size);
  const left = size - shown.length;
  const offset = Math.max(0, from - asked.length);
  const waiting = await deps.approvals.waiting(offset, Math.max(1, left));
  const [joins, answers] = await Promise.all([
    Promise.all(shown.map((responder) => requestOf(deps, responder))),
    Promise.all(waiting.replies.slice(0, left).map((reply) => answerOf(deps, reply))),
  ]);
  return {
    joins: joins.filter((view) => view !== null),
    answers: answers.filter((answer) => answer !== null),
    totals: { joins: asked.length, answers: waiting.total },
    from,
    size,
  };
}

async function requestOf(
  { responders, accounts }: Pick<LookAtApprovalsDeps, 'responders' | 'accounts'>,
  responder: RequestView['responder'],
): Promise<RequestView | null> {
  const { slackUser } = responder;
  const [request, account] = await Promise.all([
    responders.request(slackUser),
    accounts.byOwner({ kind: 'responder', slackUser }),
  ]);
  return request && { request, responder, account };
}

async function answerOf(
  { threads, accounts }: Pick<LookAtApprovalsDeps, 'threads' | 'accounts'>,
  reply: Reply,
): Promise<AskedAnswer | null> {
  const [thread, post, account] = await Promise.all([
    threads.get(reply.threadId),
    threads.post(reply.inReplyTo),
    accounts.byId(reply.accountId),
  ]);
  if (thread === null) return null;
  const accountHandle = account?.handle ?? 'an unlinked account';
  return { reply, thread, post: post ?? thread.lastCustomerPost, accountHandle };
}

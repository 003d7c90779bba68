import type { DeskSettings } from '../domain/brand.ts';
import type { Reply, Thread } from '../domain/glossary.ts';
import { AppError, UnavailableError } from '../errors.ts';
import type { Clock, JobAnswer, Log, NoteView, Notifier, People } from '../ports.ts';
import type { AccountStore, ReplyStore, ThreadStore } from '../stores.ts';
import { type PostOnceDeps, postOnce } from './post-once.ts';
import { untilCard } from './until-card.ts';

export interface TellApprovalDeps extends PostOnceDeps {
  replies: ReplyStore;
  threads: ThreadStore;
  accounts: AccountStore;
  notifier: Notifier;
  people: People;
  desk: DeskSettings;
  clock: Clock;
  log: Log;
}

/** Brings a reply that waits for a lead before the leads, again while nobody decides, and the decision to its author. */
export function tellApproval(deps: TellApprovalDeps) {
  return async (replyId: string): Promise<JobAnswer> => {
    const reply = await deps.replies.get(replyId);
    const thread = reply && (await deps.threads.get(reply.threadId));
    if (!reply?.approval || !thread) return { done: true };
    if (thread.cardTs === null) return untilCard(thread, deps.clock.now());
    const ring = ringOf(deps, reply);
    if (!waits(reply)) return settle(deps, thread, reply, ring);
    const told = await tellAuthor(deps, thread, reply);
    const waitsUntil = [told, ...(await ringLeads(deps, thread, reply, ring))].filter((at) => at !== null);
    return { again: Math.min(nextRing(deps, reply, ring), ...waitsUntil) };
  };
}

function waits({ state, approval }: Reply): boolean {
  return state === 'held' && approval?.state === 'asked';
}

/** The first at once, the next after `remindMs`, then after twice as long each time. */
function ringOf({ clock, desk }: TellApprovalDeps, { createdAt }: Reply): number {
  const waited = Math.max(0, clock.now() - createdAt);
  return Math.floor(Math.log2(waited / desk.approval.remindMs + 1));
}

function nextRing({ desk }: TellApprovalDeps, { createdAt }: Reply, ring: number): number {
  return createdAt + desk.approval.remindMs * (2 ** (ring + 1) - 1);
}

/** In private, each lead but its author. Answers when those can be tried again that could not be told now. */
async function ringLeads(
  deps: TellApprovalDeps,
  thread: Thread,
  reply: Reply,
  ring: number,
): Promise<(number | null)[]> {
  const leads = (await deps.people.leads()).filter((lead) => lead !== reply.responder);
  const note = await approvalNote(deps, thread, reply, ring > 0);
  return Promise.all(
    leads.map(async (lead) => {
      try {
        const channel = await deps.notifier.openDirect(lead);
        const key = ringKey(reply, ring, lead);
        return await once(deps, key, { ...thread, channel, cardTs: null }, note);
      } catch (error) {
        if (error instanceof UnavailableError) return deps.clock.now() + (error.retryAfterMs ?? 5_000);
        if (!(error instanceof AppError)) throw error;
        // Somebody who lets no app write to them: the note in the thread has the same buttons.
        deps.log.warn('lead-not-told', { reply: reply.id, error });
        return null;
      }
    }),
  );
}

/** Its author, in the thread: that a lead looks at it first, and that one said yes. What is sent back has its own note. */
async function tellAuthor(deps: TellApprovalDeps, thread: Thread, reply: Reply): Promise<number | null> {
  return once(deps, `approval:${reply.id}:${reply.approval?.state}`, thread, {
    kind: 'approval-news',
    reply,
  });
}

/** Decided, or over: nobody can press anything any more where it was shown. */
async function settle(
  deps: TellApprovalDeps,
  thread: Thread,
  reply: Reply,
  newest: number,
): Promise<JobAnswer> {
  const told = reply.approval?.state === 'approved' ? await tellAuthor(deps, thread, reply) : null;
  const note = await approvalNote(deps, thread, reply, false);
  for (const lead of await deps.people.leads()) {
    for (let ring = 0; ring <= newest; ring += 1) {
      const posted = await deps.messages.known(ringKey(reply, ring, lead));
      if (posted.kind !== 'posted') continue;
      const channel = await deps.notifier.openDirect(lead);
      await deps.notifier.updateNote(posted.ts, { ...thread, channel, cardTs: null }, note);
    }
  }
  return told === null ? { done: true } : { again: told };
}

async function approvalNote(
  { accounts, threads }: TellApprovalDeps,
  thread: Thread,
  reply: Reply,
  again: boolean,
): Promise<NoteView> {
  const accountHandle = (await accounts.byId(reply.accountId))?.handle ?? 'an unlinked account';
  const post = (await threads.post(reply.inReplyTo)) ?? thread.lastCustomerPost;
  return { kind: 'approval', reply, post, accountHandle, again };
}

function ringKey(reply: Reply, ring: number, lead: string): string {
  return `approval:${reply.id}:${ring}:${lead}`;
}

/** Null: it stands there. Otherwise when it may be posted. */
async function once(
  deps: TellApprovalDeps,
  key: string,
  place: Thread,
  note: NoteView,
): Promise<number | null> {
  const posted = await postOnce(deps)({
    key,
    channel: place.channel,
    threadTs: place.cardTs,
    post: () => deps.notifier.postNote(key, place, note),
  });
  return posted.kind === 'wait' ? posted.until : null;
}

import type { Reply, Thread } from '../domain/glossary.ts';
import { isHandover } from '../domain/handover.ts';
import type { SlackMessages } from '../outbox.ts';
import type { Clock, JobAnswer, NoteView, Notifier } from '../ports.ts';
import type { AccountStore, ReplyStore, ThreadStore } from '../stores.ts';
import { type Posted, postOnce, standing } from './post-once.ts';
import { deletionNews } from './tell-deletion.ts';
import { untilCard } from './until-card.ts';

export interface ShowNoteDeps {
  threads: ThreadStore;
  replies: ReplyStore;
  accounts: AccountStore;
  messages: SlackMessages;
  notifier: Notifier;
  clock: Clock;
}

/**
 * One note in the Slack thread tells the life of one reply and is kept up to date; an end that needs the responder's
 * eyes is also said in a message of its own, which pings them. Throws AppError `slack-refused`.
 */
export function showNote(deps: ShowNoteDeps) {
  return async (replyId: string): Promise<JobAnswer> => {
    const reply = await deps.replies.get(replyId);
    const thread = reply && (await deps.threads.get(reply.threadId));
    if (!reply || !thread) return { done: true };
    if (thread.cardTs === null) return untilCard(thread, deps.clock.now());
    const told = await tellLife(deps, thread, reply);
    if (told !== null) return { again: told };
    const outcome = await tellOutcome(deps, thread, reply);
    return outcome?.kind === 'wait' ? { again: outcome.until } : { done: true };
  };
}

async function tellLife(deps: ShowNoteDeps, thread: Thread, first: Reply): Promise<number | null> {
  let reply = first;
  const key = `note:${reply.id}`;
  const view = await lifeOf(deps, reply);
  const posted = await post(deps, thread, key, view);
  if (posted.kind === 'wait') return posted.until;
  let shown = posted.fresh ? reply.version : -1;
  reply = (await deps.replies.get(reply.id)) ?? reply;
  while (reply.version !== shown) {
    shown = reply.version;
    await deps.notifier.updateNote(posted.ts, standing(thread, posted), await lifeOf(deps, reply));
    reply = (await deps.replies.get(reply.id)) ?? reply;
  }
  return null;
}

async function tellOutcome(deps: ShowNoteDeps, thread: Thread, reply: Reply): Promise<Posted | null> {
  const news = deletionNews(reply, await handleOf(deps, reply));
  if (news) return post(deps, thread, news.key, news.note);
  if (isOver(reply)) await settleOutcomes(deps, thread, reply);
  const what = wantsEyes(reply);
  if (what === null) return null;
  const key = outcomeKey(reply, what, reply.attempt);
  return post(deps, thread, key, { kind: 'outcome', reply, accountHandle: await handleOf(deps, reply) });
}

const outcomeKey = ({ id }: Reply, what: Eyes, attempt: number) => `outcome:${id}:${what}:${attempt}`;

/** What asked somebody to do something says how it ended instead: nobody has to do it any more. */
async function settleOutcomes(deps: ShowNoteDeps, thread: Thread, reply: Reply): Promise<void> {
  const view: NoteView = { kind: 'outcome', reply, accountHandle: await handleOf(deps, reply) };
  for (let attempt = 0; attempt <= reply.attempt; attempt++) {
    for (const what of PASSING) {
      const known = await deps.messages.known(outcomeKey(reply, what, attempt));
      if (known.kind === 'posted')
        await deps.notifier.updateNote(known.ts, standing(thread, known.place), view);
    }
  }
}

type Eyes = 'asked' | 'parked' | 'awaited' | 'unknown' | 'taken-back' | 'refused';

/** These ask for something that may settle by itself later. */
const PASSING: readonly Eyes[] = ['awaited', 'asked', 'parked', 'unknown'];

function isOver({ state, awaitsPost }: Reply): boolean {
  return !awaitsPost && (state === 'sent' || state === 'refused' || state === 'withdrawn');
}

/** What the responder must hear of; null: it is enough that it stands in the note. */
function wantsEyes(reply: Reply): Eyes | null {
  // Its answer goes out whatever becomes of it.
  if (isHandover(reply)) return null;
  if (reply.asked) return 'asked';
  if (reply.parked) return 'parked';
  if (reply.awaitsPost) return reply.looks === 0 ? 'awaited' : 'asked';
  // While Faccia still searches for it by itself, nobody has to do anything.
  if (reply.state === 'unknown') return reply.notBefore === 0 ? 'unknown' : null;
  if (reply.state === 'withdrawn') return reply.reason === null ? null : 'taken-back';
  return reply.state === 'refused' ? 'refused' : null;
}

async function lifeOf(deps: ShowNoteDeps, reply: Reply): Promise<NoteView> {
  return {
    kind: 'reply',
    reply,
    accountHandle: await handleOf(deps, reply),
  };
}

async function handleOf({ accounts }: ShowNoteDeps, reply: Reply): Promise<string> {
  return (await accounts.byId(reply.accountId))?.handle ?? 'an unlinked account';
}

function post(deps: ShowNoteDeps, thread: Thread, key: string, view: NoteView): Promise<Posted> {
  return postOnce(deps)({
    key,
    channel: thread.channel,
    threadTs: thread.cardTs,
    post: () => deps.notifier.postNote(key, thread, view),
  });
}

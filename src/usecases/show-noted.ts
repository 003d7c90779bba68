import type { DeskSettings } from '../domain/brand.ts';
import type { Clock, JobAnswer } from '../ports.ts';
import type { ThreadStore } from '../stores.ts';
import type { LoggedStore } from '../words.ts';
import { type PostOnceDeps, postOnce, standing } from './post-once.ts';
import { untilCard } from './until-card.ts';

export interface ShowNotedDeps extends PostOnceDeps {
  logged: LoggedStore;
  threads: ThreadStore;
}

/** Keeps what was answered elsewhere in the Slack thread: posts it, and takes its words away again in time. */
export function showNoted(deps: ShowNotedDeps) {
  return async (id: string): Promise<JobAnswer> => {
    const answer = await deps.logged.noted(id);
    const thread = answer && (await deps.threads.get(answer.threadId));
    if (!answer || !thread) return { done: true };
    if (thread.cardTs === null) return untilCard(thread, deps.clock.now());
    const key = `noted:${id}`;
    const note = { kind: 'noted', answer } as const;
    const posted = await postOnce(deps)({
      key,
      channel: thread.channel,
      threadTs: thread.cardTs,
      post: () => deps.notifier.postNote(key, thread, note),
    });
    if (posted.kind === 'wait') return { again: posted.until };
    if (!posted.fresh) await deps.notifier.updateNote(posted.ts, standing(thread, posted), note);
    return { done: true };
  };
}

/** The words of a logged thread go when they were kept long enough. */
export function forgetLogged({
  logged,
  desk,
  clock,
}: {
  logged: LoggedStore;
  desk: DeskSettings;
  clock: Clock;
}) {
  return async (threadId: string): Promise<JobAnswer> => {
    const again = await logged.forget(threadId, clock.now(), desk.keepLoggedMs);
    return again === null ? { done: true } : { again };
  };
}

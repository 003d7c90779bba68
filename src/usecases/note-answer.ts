import type { DeskSettings } from '../domain/brand.ts';
import { answerObstacle } from '../domain/claim.ts';
import type { Thread } from '../domain/glossary.ts';
import { isLogged } from '../domain/logged.ts';
import { RefusedError } from '../errors.ts';
import type { Clock } from '../ports.ts';
import type { ThreadStore } from '../stores.ts';
import type { LoggedStore } from '../words.ts';
import { type RequireResponderDeps, requireResponder } from './require-responder.ts';

export interface NoteAnswerDeps extends RequireResponderDeps {
  logged: LoggedStore;
  threads: ThreadStore;
  desk: DeskSettings;
  clock: Clock;
}

export interface NoteAnswerInput {
  /** Made from the window: the same window sent twice is one answer. */
  id: string;
  threadId: string;
  slackUser: string;
  text: string;
}

/** Whether this person may note an answer here now. Throws RefusedError. */
export function prepareNote(deps: RequireResponderDeps & Pick<NoteAnswerDeps, 'threads'>) {
  return async ({ threadId, slackUser }: { threadId: string; slackUser: string }): Promise<Thread> => {
    await requireResponder(deps)(slackUser);
    const thread = await deps.threads.get(threadId);
    if (!thread) throw refusal('missing', null);
    if (!isLogged(thread)) throw refusal('public', null);
    const obstacle = answerObstacle(thread, slackUser);
    if (obstacle === 'closed' || obstacle === 'not-holder') throw refusal(obstacle, thread.claimedBy);
    return thread;
  };
}

/** Writes down what was answered to a customer who did not write in public; the thread is answered then. Throws RefusedError. */
export function noteAnswer(deps: NoteAnswerDeps) {
  const { logged, desk, clock } = deps;
  return async ({ id, threadId, slackUser, text }: NoteAnswerInput): Promise<void> => {
    await requireResponder(deps)(slackUser);
    if (text.trim() === '') throw new RefusedError('empty', 'Write down what was answered.');
    const at = clock.now();
    const forgetAt = at + desk.keepLoggedMs;
    const result = await logged.noteAnswer({ id, threadId, by: slackUser, text: text.trim(), at, forgetAt });
    if (result.kind !== 'noted') throw refusal(result.kind, result.kind === 'not-holder' ? result.by : null);
  };
}

function refusal(kind: 'missing' | 'public' | 'closed' | 'not-holder', holder: string | null): RefusedError {
  switch (kind) {
    case 'missing':
      return new RefusedError('thread-missing', 'Faccia does not know this thread any more.');
    case 'public':
      return new RefusedError('public', 'This customer wrote in public: press Reply to answer them.');
    case 'closed':
      return new RefusedError('closed', 'This thread is closed. If the customer comes again, use /care log.');
    case 'not-holder':
      return new RefusedError(
        'not-holder',
        holder === null
          ? 'Nobody has this thread at the moment. Press Take it first.'
          : `<@${holder}> has this thread now. Ask them, or wait until they release it.`,
      );
  }
}

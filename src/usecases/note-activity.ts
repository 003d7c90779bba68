import type { ClaimStore, Renewed, WriterStore } from '../claims.ts';
import type { DeskSettings } from '../domain/brand.ts';
import { duration } from '../domain/duration.ts';
import { RefusedError } from '../errors.ts';
import type { Clock } from '../ports.ts';
import type { ReplyStore, ThreadStore } from '../stores.ts';

export interface NoteActivityDeps {
  claims: ClaimStore;
  threads: ThreadStore;
  replies: ReplyStore;
  writers: WriterStore;
  desk: Pick<DeskSettings, 'lease'>;
  clock: Clock;
}

/** Somebody did something with a thread, or with one of its replies. Whoever has it keeps it; nobody else is concerned. */
export function noteActivity(deps: NoteActivityDeps) {
  return async ({ about, slackUser }: { about: string; slackUser: string }): Promise<void> => {
    if (about === '') return;
    const renewed = await renew(deps, about, slackUser, false);
    if (renewed.kind !== 'missing') return;
    const reply = await deps.replies.get(about);
    if (reply) await renew(deps, reply.threadId, slackUser, false);
  };
}

/** Somebody wrote under a card. */
export function noteInternalNote(deps: NoteActivityDeps) {
  return async (input: { channel: string; cardTs: string; slackUser: string }): Promise<void> => {
    const threadId = await deps.threads.byCard(input.channel, input.cardTs);
    if (threadId !== null) await renew(deps, threadId, input.slackUser, false);
  };
}

/** Somebody opened the reply window, or types in it: others see it, and their time begins anew. */
export function noteWriting(deps: NoteActivityDeps) {
  return async ({ threadId, slackUser }: { threadId: string; slackUser: string }): Promise<void> => {
    await deps.writers.writing(threadId, slackUser, deps.clock.now());
    await renew(deps, threadId, slackUser, false);
  };
}

/** The reply window was closed or sent. */
export function stopWriting({ writers }: Pick<NoteActivityDeps, 'writers'>) {
  return ({ threadId, slackUser }: { threadId: string; slackUser: string }): Promise<void> =>
    writers.wrote(threadId, slackUser);
}

/** The holder was asked whether they keep it, and do. Answers for how long, in words. Throws RefusedError. */
export function keepThread(deps: NoteActivityDeps) {
  return async ({ threadId, slackUser }: { threadId: string; slackUser: string }): Promise<string> => {
    const renewed = await renew(deps, threadId, slackUser, true);
    switch (renewed.kind) {
      case 'renewed':
        return `You keep it for another ${duration(deps.desk.lease.leaseMs)}.`;
      case 'still':
        return 'You have it: its time stands still while an answer goes out, and while the customer is to write next.';
      case 'not-holder':
        throw new RefusedError(
          'not-holder',
          renewed.by === null
            ? 'It went back to its channel already. Press Take it on its card if you want to go on.'
            : `It went on already: <@${renewed.by}> has it now.`,
        );
      case 'missing':
        throw new RefusedError('thread-missing', 'Faccia does not know this thread any more.');
    }
  };
}

function renew(
  { claims, desk, clock }: NoteActivityDeps,
  threadId: string,
  slackUser: string,
  asked: boolean,
): Promise<Renewed> {
  const now = clock.now();
  return claims.renew(threadId, slackUser, now + desk.lease.leaseMs, asked, now);
}

import type { ModalView } from '@slack/types';
import { RefusedError } from '../src/errors.ts';
import type { Person } from '../src/ports.ts';
import { namedPeople, plainWords } from '../src/slack/plain-words.ts';
import type { Looked, LookForEcho } from '../src/usecases/look-for-echo.ts';
import type { ReplyPlan } from '../src/usecases/prepare-reply.ts';
import type { Proposal, ReadProposalInput } from '../src/usecases/read-proposal.ts';
import type { ShortcutUsed } from './shortcut.ts';

export interface UseAsReplyUsedDeps {
  readProposal(input: ReadProposalInput): Promise<Proposal>;
  people: { get(slackUser: string): Promise<Person> };
  lookForEcho: LookForEcho;
  /** Others see it. */
  noteWriting(input: { threadId: string; slackUser: string }): Promise<void>;
  replyView(plan: ReplyPlan, text: string, echo: Looked['echo'], kept: { credit?: string }): ModalView;
  openView(triggerId: string, view: ModalView): Promise<void>;
}

/** A colleague's words in the Slack thread become the beginning of an answer: its window opens, nothing is sent. */
export function useAsReplyUsed(deps: UseAsReplyUsedDeps) {
  return async (used: ShortcutUsed): Promise<void> => {
    const { plan, credit } = await deps.readProposal(used);
    const text = plainWords(used.text, await firstNames(deps, used.text));
    if (text === '') throw new RefusedError('no-words', 'There are no words in this message to begin with.');
    const { echo } = await deps.lookForEcho({ ...plan, text });
    await deps.openView(used.triggerId, deps.replyView(plan, text, echo, credit === null ? {} : { credit }));
    await deps.noteWriting({ threadId: plan.thread.id, slackUser: used.slackUser });
  };
}

async function firstNames({ people }: UseAsReplyUsedDeps, text: string): Promise<Map<string, string>> {
  const found = await Promise.all(namedPeople(text).map((id) => people.get(id)));
  return new Map(found.map(({ slackUser, firstName }) => [slackUser, firstName]));
}

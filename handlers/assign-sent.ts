import { RefusedError } from '../src/errors.ts';
import { unpackAssignData } from '../src/slack/claim-data.ts';
import { doneWindow } from '../src/slack/claim-windows.ts';
import { nameText } from '../src/slack/escape.ts';
import { ASSIGN } from '../src/slack/ids.ts';
import type { GivenThreads, GiveThreadsInput } from '../src/usecases/give-threads.ts';
import { chosen, FieldError, type WindowAnswer, type WindowSent } from './window.ts';

export interface AssignSentDeps {
  giveThreads(input: GiveThreadsInput): Promise<GivenThreads>;
}

/** Moves all that a lead chose, and says of each that stayed why. */
export function assignSent({ giveThreads }: AssignSentDeps) {
  return async (sent: WindowSent): Promise<WindowAnswer> => {
    const { what, person } = ASSIGN;
    const [choice] = chosen(sent, what.blockId, what.actionId);
    const [to] = chosen(sent, person.blockId, person.actionId);
    if (choice !== 'release' && to === undefined)
      throw new FieldError('nobody-chosen', person.blockId, 'Choose who goes on with them.');
    const given = await give(giveThreads, {
      slackUser: sent.slackUser,
      threadIds: chosenThreads(sent),
      to: choice === 'release' ? null : (to ?? null),
    });
    const where = choice === 'release' ? 'are back in their channels' : `are with <@${to}> now`;
    return { update: doneWindow('Who has what', `*${given.done}* ${where}.`, ...given.refused.map(stayed)) };
  };
}

async function give(
  giveThreads: AssignSentDeps['giveThreads'],
  input: GiveThreadsInput,
): Promise<GivenThreads> {
  try {
    return await giveThreads(input);
  } catch (error) {
    if (error instanceof RefusedError) throw new FieldError(error.code, ASSIGN.what.blockId, error.sentence);
    throw error;
  }
}

function stayed({ thread, why }: GivenThreads['refused'][number]): string {
  const who = thread === null ? 'One' : `@${nameText(thread.root.author.handle)}`;
  return `:no_entry: ${who} stayed as it was. ${why}`;
}

/** On this page and on the others. */
export function chosenThreads(sent: Pick<WindowSent, 'privateMetadata' | 'values'>): string[] {
  const { threads } = ASSIGN;
  const blocks = Object.keys(sent.values).filter((id) => id.startsWith(`${threads.blockId}_`));
  const here = blocks.flatMap((blockId) => chosen(sent, blockId, threads.actionId));
  return [...(unpackAssignData(sent.privateMetadata)?.chosen ?? []), ...here];
}

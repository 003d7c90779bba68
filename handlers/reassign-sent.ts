import type { Thread } from '../src/domain/glossary.ts';
import { RefusedError } from '../src/errors.ts';
import { type ClaimWindowData, unpackClaimData } from '../src/slack/claim-data.ts';
import { doneWindow } from '../src/slack/claim-windows.ts';
import { REASSIGN } from '../src/slack/ids.ts';
import { pickedTopic } from '../src/slack/topic-windows.ts';
import type { GiveThreadInput } from '../src/usecases/give-thread.ts';
import type { MoveThreadInput } from '../src/usecases/move-thread.ts';
import { chosen, FieldError, type WindowAnswer, type WindowSent } from './window.ts';

export interface ReassignSentDeps {
  requireLead(slackUser: string): Promise<unknown>;
  giveThread(input: GiveThreadInput): Promise<Thread>;
  moveThread(input: MoveThreadInput): Promise<Thread>;
}

/** Gives the thread to the person or to the topic that the lead chose. What stands in the way is said at that field. */
export function reassignSent(deps: ReassignSentDeps) {
  return async (sent: WindowSent): Promise<WindowAnswer> => {
    const { person, topic } = REASSIGN;
    const data = unpackClaimData(sent.privateMetadata);
    const [to] = chosen(sent, person.blockId, person.actionId);
    const [picked] = chosen(sent, topic.blockId, topic.actionId);
    if (data === null || (to === undefined && picked === undefined))
      throw new FieldError('nobody-chosen', person.blockId, 'Choose who goes on.');
    if (to !== undefined && picked !== undefined)
      throw new FieldError('both-chosen', topic.blockId, 'Choose a person or a topic, not both.');
    return to === undefined ? toTopic(deps, sent, data, picked ?? '') : toPerson(deps, sent, data, to);
  };
}

async function toPerson(
  { giveThread }: ReassignSentDeps,
  sent: WindowSent,
  { threadId, from }: ClaimWindowData,
  to: string,
): Promise<WindowAnswer> {
  const { person, inPublic } = REASSIGN;
  const publicly = chosen(sent, inPublic.blockId, inPublic.actionId).length > 0;
  const gift = { threadId, from, slackUser: sent.slackUser, to, inPublic: publicly, word: wordOf(sent) };
  await atField(person.blockId, () => giveThread(gift));
  return { update: doneWindow('Given', `<@${to}> has it now, and is told. Its Slack thread says so too.`) };
}

async function toTopic(
  { requireLead, moveThread }: ReassignSentDeps,
  sent: WindowSent,
  { threadId, reroutes: expected }: ClaimWindowData,
  picked: string,
): Promise<WindowAnswer> {
  const topic = pickedTopic(picked);
  const move = { threadId, slackUser: sent.slackUser, topic, why: wordOf(sent), expected };
  await atField(REASSIGN.topic.blockId, async () => {
    await requireLead(sent.slackUser);
    await moveThread(move);
  });
  const where = topic === null ? 'the general channel' : `#${topic}`;
  return { update: doneWindow('Given', `It went to the people of ${where}: its card stands there now.`) };
}

function wordOf(sent: WindowSent): string {
  return (chosen(sent, REASSIGN.word.blockId, REASSIGN.word.actionId)[0] ?? '').trim();
}

async function atField(blockId: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof RefusedError) throw new FieldError(error.code, blockId, error.sentence);
    throw error;
  }
}

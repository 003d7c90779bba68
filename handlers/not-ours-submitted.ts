import type { Thread } from '../src/domain/glossary.ts';
import { RefusedError } from '../src/errors.ts';
import { MOVE_TOPIC, MOVE_WHY } from '../src/slack/ids.ts';
import { pickedTopic, unpackMove } from '../src/slack/topic-windows.ts';
import type { MoveThreadInput } from '../src/usecases/move-thread.ts';
import { chosen, FieldError, type WindowAnswer, type WindowSent } from './window.ts';

export interface NotOursSubmittedDeps {
  moveThread(input: MoveThreadInput): Promise<Thread>;
}

/** Moves the thread to the topic that was picked. */
export function notOursSubmitted({ moveThread }: NotOursSubmittedDeps) {
  return async (sent: WindowSent): Promise<WindowAnswer> => {
    const data = unpackMove(sent.privateMetadata);
    if (!data)
      throw new RefusedError('stale-window', 'This window belongs to another version. Open it again.');
    const [picked] = chosen(sent, MOVE_TOPIC.blockId, MOVE_TOPIC.actionId);
    if (picked === undefined) throw new FieldError('no-topic', MOVE_TOPIC.blockId, 'Pick whose it is.');
    const [why = ''] = chosen(sent, MOVE_WHY.blockId, MOVE_WHY.actionId);
    await moveThread({
      threadId: data.threadId,
      slackUser: sent.slackUser,
      topic: pickedTopic(picked),
      why,
      expected: data.reroutes,
    });
    return { clear: true };
  };
}

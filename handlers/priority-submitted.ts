import type { Thread } from '../src/domain/glossary.ts';
import { PRIORITIES, type Priority } from '../src/domain/route.ts';
import { PRIORITY } from '../src/slack/ids.ts';
import { chosen, FieldError, type WindowAnswer, type WindowSent } from './window.ts';

export interface PrioritySubmittedDeps {
  setPriority(input: { threadId: string; slackUser: string; priority: Priority }): Promise<Thread>;
}

/** Sets the priority that was picked; the card shows it to all. */
export function prioritySubmitted({ setPriority }: PrioritySubmittedDeps) {
  return async (sent: WindowSent): Promise<WindowAnswer> => {
    const [picked] = chosen(sent, PRIORITY.blockId, PRIORITY.actionId);
    const priority = PRIORITIES.find((one) => one === picked);
    if (!priority) throw new FieldError('no-priority', PRIORITY.blockId, 'Pick one of the three.');
    await setPriority({ threadId: sent.privateMetadata, slackUser: sent.slackUser, priority });
    return { clear: true };
  };
}

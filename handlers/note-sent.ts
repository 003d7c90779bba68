import { LOG_ACTION, LOG_FIELDS } from '../src/slack/log-window.ts';
import type { NoteAnswerInput } from '../src/usecases/note-answer.ts';
import { chosen, type WindowAnswer, type WindowSent } from './window.ts';

export interface NoteSentDeps {
  noteAnswer(input: NoteAnswerInput): Promise<void>;
}

/** What was answered stands in the Slack thread, and the thread is answered. */
export function noteSent({ noteAnswer }: NoteSentDeps) {
  return async (sent: WindowSent): Promise<WindowAnswer> => {
    const [text = ''] = chosen(sent, LOG_FIELDS.answer, LOG_ACTION);
    const { viewId, slackUser, privateMetadata: threadId } = sent;
    await noteAnswer({ id: viewId, threadId, slackUser, text });
    return undefined;
  };
}

import type { ViewOutput, ViewResponseAction } from '@slack/bolt';
import { AppError } from '../src/errors.ts';
import { REPLY_FILES, REPLY_HANDOVER, REPLY_STEP, replyTextIn, VIEW } from '../src/slack/ids.ts';
import { filesIn, type ListenDeps } from './listen.ts';
import type { Listening } from './listen-by-id.ts';
import { judge } from './on-error.ts';
import type { ReplyWindow } from './reply-submitted.ts';
import { FieldError, firstInput, type WindowAnswer, type WindowSent } from './window.ts';

/**
 * The reply window. Acknowledged when it was accepted, or with the window that asks for the rest: until then it stays open
 * with its text and files.
 */
export function onSubmit(
  app: Listening,
  deps: ListenDeps,
  handle: (submitted: ReplyWindow) => Promise<WindowAnswer>,
): void {
  app.view(VIEW.replySubmit, async ({ ack, body, view }) => {
    const { values } = view.state;
    const { text, blockId } = replyTextIn(values as WindowSent['values']);
    await deps.inFlight.run(
      async () => {
        try {
          const answer = await handle({
            slackUser: body.user.id,
            viewId: view.id,
            privateMetadata: view.private_metadata,
            text,
            picked: values[REPLY_STEP.blockId]?.[REPLY_STEP.actionId]?.selected_option?.value ?? null,
            fileIds: filesIn(values),
            handOver: handOver(values),
          });
          await ack(answered(answer));
          deps.log.info('window-reply-done');
        } catch (error) {
          const { level, sentence } = judge(error);
          deps.log[level]('reply-refused', { error });
          await ack({
            response_action: 'errors',
            errors: { [placeOf(error, blockId)]: inWindow(sentence) },
          });
        }
      },
      'window-reply',
      view.private_metadata,
    );
  });
}

/** Null: the window did not ask. */
function handOver(values: ViewOutput['state']['values']): boolean | null {
  const field = values[REPLY_HANDOVER.blockId]?.[REPLY_HANDOVER.actionId];
  return field === undefined ? null : (field.selected_options ?? []).length > 0;
}

/** Under which input of the reply window it stands what is wrong. */
function placeOf(error: unknown, textBlock: string): string {
  const files = error instanceof AppError && error.code.startsWith('file-');
  return files ? REPLY_FILES.blockId : textBlock;
}

/** Any other window. Acknowledged when it was accepted; what is thrown stands at its field, or at the first one. */
export function onWindow(
  app: Listening,
  deps: ListenDeps,
  callbackId: string,
  handle: (sent: WindowSent) => Promise<WindowAnswer>,
): void {
  app.view({ callback_id: callbackId, type: 'view_submission' }, async ({ ack, body, view }) => {
    await deps.inFlight.run(
      async () => {
        try {
          const answer = await handle({
            slackUser: body.user.id,
            viewId: view.id,
            rootViewId: view.root_view_id ?? view.id,
            privateMetadata: view.private_metadata,
            values: view.state.values as WindowSent['values'],
            triggerId: (body as { trigger_id?: string }).trigger_id ?? '',
          });
          await ack(answered(answer));
          deps.log.info(`window-${callbackId}-done`);
        } catch (error) {
          const { level, sentence } = judge(error);
          deps.log[level](`${callbackId}-refused`, { error });
          const field = error instanceof FieldError ? error.blockId : firstInput(view.blocks);
          await ack({ response_action: 'errors', errors: { [field]: inWindow(sentence) } });
        }
      },
      `window-${callbackId}`,
      view.private_metadata,
    );
  });
}

function answered(answer: WindowAnswer): ViewResponseAction | undefined {
  if (answer === undefined) return undefined;
  if ('clear' in answer) return { response_action: 'clear' };
  if ('errors' in answer) return { response_action: 'errors', errors: answer.errors };
  return 'update' in answer
    ? { response_action: 'update', view: answer.update }
    : { response_action: 'push', view: answer.push };
}

/** A modal's error is plain text: a mention would stand there as a code. */
function inWindow(sentence: string): string {
  return sentence.replace(/<@[^>]+>/gu, 'A colleague');
}

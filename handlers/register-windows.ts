import type { App, BlockAction, PlainTextInputAction, StaticSelectAction, ViewOutput } from '@slack/bolt';
import { AppError } from '../src/errors.ts';
import { REPLY_FILES, REPLY_STEP, REPLY_TEXT, VIEW } from '../src/slack/ids.ts';
import { type AltTextsSubmittedDeps, altTextsSubmitted } from './alt-texts-submitted.ts';
import { guard, judge, type OnErrorDeps } from './on-error.ts';
import { type ReplyStepPickedDeps, replyStepPicked } from './reply-step-picked.ts';
import { type ReplySubmittedDeps, replySubmitted } from './reply-submitted.ts';
import { type ReplyTypedDeps, replyTyped } from './reply-typed.ts';

export type WindowDeps = OnErrorDeps &
  ReplyTypedDeps &
  ReplyStepPickedDeps &
  ReplySubmittedDeps &
  AltTextsSubmittedDeps;

/** What people do in the window in which they answer. */
export function registerWindows(app: App, deps: WindowDeps): void {
  onTyping(app, deps);
  onStepPicked(app, deps);
  onSubmit(app, deps);
  onAltTexts(app, deps);
}

type Values = ViewOutput['state']['values'];

function onTyping(app: App, deps: WindowDeps): void {
  const handle = replyTyped(deps);
  app.action<BlockAction<PlainTextInputAction>>(REPLY_TEXT.actionId, async ({ ack, action, body }) => {
    await ack();
    const { id: viewId = '', private_metadata: privateMetadata = '', state } = body.view ?? {};
    const withFiles = filesIn(state?.values).length > 0;
    const typed = {
      slackUser: body.user.id,
      viewId,
      privateMetadata,
      text: action.value ?? '',
      withFiles,
    };
    // A count that cannot be shown is no reason to disturb somebody who writes: submitting says what is wrong.
    await guard(deps)(
      'reply-typed',
      () => Promise.resolve(),
      () => handle(typed),
    );
  });
}

function onStepPicked(app: App, deps: WindowDeps): void {
  const handle = replyStepPicked(deps);
  app.action<BlockAction<StaticSelectAction>>(REPLY_STEP.actionId, async ({ ack, action, body }) => {
    await ack();
    const { id: viewId = '', private_metadata: privateMetadata = '', state } = body.view ?? {};
    const text = state?.values[REPLY_TEXT.blockId]?.[REPLY_TEXT.actionId]?.value ?? '';
    const withFiles = filesIn(state?.values).length > 0;
    const step = action.selected_option.value;
    // What is picked is sent with the window all the same.
    await guard(deps)(
      'reply-step-picked',
      () => Promise.resolve(),
      () => handle({ slackUser: body.user.id, viewId, privateMetadata, text, withFiles, step }),
    );
  });
}

function onSubmit(app: App, deps: WindowDeps): void {
  const handle = replySubmitted(deps);
  app.view(VIEW.replySubmit, async ({ ack, body, view }) => {
    const { values } = view.state;
    await deps.inFlight.run(async () => {
      try {
        const next = await handle({
          slackUser: body.user.id,
          viewId: view.id,
          privateMetadata: view.private_metadata,
          text: values[REPLY_TEXT.blockId]?.[REPLY_TEXT.actionId]?.value ?? '',
          picked: values[REPLY_STEP.blockId]?.[REPLY_STEP.actionId]?.selected_option?.value ?? null,
          fileIds: filesIn(values),
        });
        if (next === null) await ack();
        else await ack({ response_action: 'push', view: next });
      } catch (error) {
        const { level, sentence } = judge(error);
        deps.log[level]('reply-refused', { error });
        await ack({ response_action: 'errors', errors: { [placeOf(error)]: inWindow(sentence) } });
      }
    });
  });
}

function onAltTexts(app: App, deps: WindowDeps): void {
  const handle = altTextsSubmitted(deps);
  app.view(VIEW.altSubmit, async ({ ack, body, view }) => {
    await deps.inFlight.run(async () => {
      const given = {
        slackUser: body.user.id,
        rootViewId: view.root_view_id ?? view.id,
        privateMetadata: view.private_metadata,
        values: view.state.values,
      };
      try {
        const missing = await handle(given);
        if (missing === null) await ack({ response_action: 'clear' });
        else await ack({ response_action: 'errors', errors: missing });
      } catch (error) {
        const { level, sentence } = judge(error);
        deps.log[level]('reply-refused', { error });
        const [first = ''] = Object.keys(given.values);
        const words = `${inWindow(sentence)} Back keeps your text and files.`;
        await ack({ response_action: 'errors', errors: { [first]: words } });
      }
    });
  });
}

/** Slack's ids of what stands in the place for files. */
function filesIn(values: Values | undefined): string[] {
  return (values?.[REPLY_FILES.blockId]?.[REPLY_FILES.actionId]?.files ?? []).map(({ id }) => id);
}

/** Under which input the window says what is wrong. */
function placeOf(error: unknown): string {
  const files = error instanceof AppError && error.code.startsWith('file-');
  return files ? REPLY_FILES.blockId : REPLY_TEXT.blockId;
}

/** A modal's error is plain text: a mention would stand there as a code. */
function inWindow(sentence: string): string {
  return sentence.replace(/<@[^>]+>/gu, 'A colleague');
}

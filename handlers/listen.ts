import type {
  BlockAction,
  MessageShortcut,
  PlainTextInputAction,
  StaticSelectAction,
  ViewOutput,
} from '@slack/bolt';
import { ACTION, COMMAND, REPLY_FILES, REPLY_STEP, REPLY_TEXT, replyTextIn } from '../src/slack/ids.ts';
import type { CareCommand } from './care-command.ts';
import type { ButtonClick, ClickedView } from './click.ts';
import type { Listening } from './listen-by-id.ts';
import { guard, type OnErrorDeps, type Say } from './on-error.ts';
import type { StepPicked } from './reply-step-picked.ts';
import type { Typed } from './reply-typed.ts';
import type { ShortcutUsed } from './shortcut.ts';
import { carried, type FieldValue, type WindowSent } from './window.ts';

/** How Bolt's listeners become our handlers: each acknowledges, and says what goes wrong to the person who acted. */
export interface ListenDeps extends OnErrorDeps {
  /** Only this person sees it. */
  whisper(channel: string, slackUser: string, sentence: string, threadTs: string | null): Promise<void>;
  /** A direct message: where there is no channel, as in the app's home. */
  tell(slackUser: string, sentence: string): Promise<void>;
  /** Whoever presses a button about their thread is at it. */
  noteActivity(input: { about: string; slackUser: string }): Promise<void>;
}

/** Acknowledged at once; whatever goes wrong afterwards is said to the person who clicked. */
export function onClick(
  app: Listening,
  deps: ListenDeps,
  id: string | RegExp,
  handle: (click: ButtonClick) => Promise<void>,
): void {
  app.action<BlockAction>(id, async ({ ack, action, body }) => {
    await ack();
    const slackUser = body.user.id;
    const channel = body.channel?.id ?? null;
    const threadTs = body.message?.thread_ts ?? null;
    const say: Say = (sentence) =>
      channel === null
        ? deps.tell(slackUser, sentence)
        : deps.whisper(channel, slackUser, sentence, threadTs);
    const value = carried(action as FieldValue);
    await guard(deps)(
      `click-${typeof id === 'string' ? id : 'unknown'}`,
      say,
      async () => {
        await handle({
          slackUser,
          value,
          channel: channel ?? slackUser,
          view: body.view ? clickedView(body.view) : null,
          triggerId: body.trigger_id,
          say,
        });
        // Taking a thread begins its time by itself: a crowd that wants one card need not be looked up.
        if (id !== ACTION.takeIt) await deps.noteActivity({ about: value, slackUser });
      },
      value,
    );
  });
}

function clickedView({ id, type, private_metadata, state }: ViewOutput): ClickedView {
  return {
    id,
    type,
    privateMetadata: private_metadata,
    values: (state?.values ?? {}) as ClickedView['values'],
  };
}

export function onTyping(app: Listening, deps: ListenDeps, handle: (typed: Typed) => Promise<void>): void {
  app.action<BlockAction<PlainTextInputAction>>(REPLY_TEXT.actionId, async ({ ack, action, body }) => {
    await ack();
    const { id: viewId = '', private_metadata: privateMetadata = '', state } = body.view ?? {};
    const withFiles = filesIn(state?.values).length > 0;
    const typed = { slackUser: body.user.id, viewId, privateMetadata, text: action.value ?? '', withFiles };
    // A count that cannot be shown is no reason to disturb somebody who writes: submitting says what is wrong.
    await guard(deps)(
      'reply-typed',
      () => Promise.resolve(),
      () => handle(typed),
    );
  });
}

export function onStepPicked(
  app: Listening,
  deps: ListenDeps,
  handle: (picked: StepPicked) => Promise<void>,
): void {
  app.action<BlockAction<StaticSelectAction>>(REPLY_STEP.actionId, async ({ ack, action, body }) => {
    await ack();
    const { id: viewId = '', private_metadata: privateMetadata = '', state } = body.view ?? {};
    const { text } = replyTextIn((state?.values ?? {}) as WindowSent['values']);
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

/** Slack's ids of what stands in the place for files. */
export function filesIn(values: ViewOutput['state']['values'] | undefined): string[] {
  return (values?.[REPLY_FILES.blockId]?.[REPLY_FILES.actionId]?.files ?? []).map(({ id }) => id);
}

export function onShortcut(
  app: Listening,
  deps: ListenDeps,
  callbackId: string,
  handle: (used: ShortcutUsed) => Promise<void>,
): void {
  app.shortcut<MessageShortcut>(
    { callback_id: callbackId, type: 'message_action' },
    async ({ ack, body }) => {
      await ack();
      const { channel, message, user } = body;
      const threadTs = message.thread_ts ?? null;
      const say: Say = (sentence) => deps.whisper(channel.id, user.id, sentence, threadTs);
      await guard(deps)(`shortcut-${callbackId}`, say, () =>
        handle({
          slackUser: user.id,
          channel: channel.id,
          threadTs,
          messageTs: message.ts,
          author: message.user ?? null,
          text: message.text ?? '',
          triggerId: body.trigger_id,
          say,
        }),
      );
    },
  );
}

export function onCommand(
  app: Listening,
  deps: ListenDeps,
  handle: (command: CareCommand) => Promise<string | null>,
): void {
  app.command(COMMAND, async ({ ack, command, respond }) => {
    await ack();
    const say: Say = (text) => respond({ response_type: 'ephemeral', text });
    await guard(deps)('care-command', say, async () => {
      const { user_id: slackUser, text, channel_id: channel, trigger_id: triggerId } = command;
      const answer = await handle({ slackUser, text, channel, triggerId, say });
      if (answer !== null) await say(answer);
    });
  });
}

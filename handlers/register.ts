import type { App, BlockAction, ButtonAction, PlainTextInputAction, StaticSelectAction } from '@slack/bolt';
import { type RequestHandler, type Router, urlencoded } from 'express';
import type { WorkKind } from '../src/domain/work.ts';
import type { JobHandler } from '../src/ports.ts';
import { ACTION, COMMAND, REPLY_STEP, REPLY_TEXT, VIEW } from '../src/slack/ids.ts';
import { type AccountJobDeps, accountJob } from './account-job.ts';
import { type AccountSolvedClickedDeps, accountSolvedClicked } from './account-solved-clicked.ts';
import { type AskDeleteClickedDeps, askDeleteClicked } from './ask-delete-clicked.ts';
import { type AskedJobDeps, askedJob } from './asked-job.ts';
import { type BudgetJobDeps, budgetJob } from './budget-job.ts';
import { type CardJobDeps, cardJob } from './card-job.ts';
import { type CareCommandDeps, careCommand } from './care-command.ts';
import { type CheckAgainClickedDeps, checkAgainClicked } from './check-again-clicked.ts';
import type { ButtonClick } from './click.ts';
import { type DeletePostClickedDeps, deletePostClicked } from './delete-post-clicked.ts';
import { type DeletePostJobDeps, deletePostJob } from './delete-post-job.ts';
import { type EditedJobDeps, editedJob } from './edited-job.ts';
import { type FollowupJobDeps, followupJob } from './followup-job.ts';
import { type HomeOpenedDeps, homeOpened } from './home-opened.ts';
import { type LinkAgainClickedDeps, linkAgainClicked } from './link-again-clicked.ts';
import { type LinkOpenedDeps, linkConfirmed, linkOpened } from './link-opened.ts';
import { type LinkReturnedDeps, linkReturned } from './link-returned.ts';
import { type MentionReceivedDeps, mentionReceived } from './mention-received.ts';
import { type NoteJobDeps, noteJob } from './note-job.ts';
import { guard, judge, type OnErrorDeps, type Say } from './on-error.ts';
import { type OwnPostJobDeps, ownPostJob } from './own-post-job.ts';
import { type ReleaseClickedDeps, releaseClicked } from './release-clicked.ts';
import { type ReplyOpenedDeps, replyOpened } from './reply-opened.ts';
import { type ReplyStepPickedDeps, replyStepPicked } from './reply-step-picked.ts';
import { type ReplySubmittedDeps, replySubmitted } from './reply-submitted.ts';
import { type ReplyTypedDeps, replyTyped } from './reply-typed.ts';
import { type ResolveClickedDeps, resolveClicked } from './resolve-clicked.ts';
import { type SendAnywayClickedDeps, sendAnywayClicked } from './send-anyway-clicked.ts';
import { type SendAskedClickedDeps, sendAskedClicked } from './send-asked-clicked.ts';
import { type SendReplyJobDeps, sendReplyJob } from './send-reply-job.ts';
import { type TakeItClickedDeps, takeItClicked } from './take-it-clicked.ts';
import { type UndoClickedDeps, undoClicked } from './undo-clicked.ts';
import { unknownClicked } from './unknown-clicked.ts';

export type SlackDeps = OnErrorDeps &
  TakeItClickedDeps &
  ReplyOpenedDeps &
  ReplyTypedDeps &
  ReplyStepPickedDeps &
  ReplySubmittedDeps &
  ReleaseClickedDeps &
  ResolveClickedDeps &
  UndoClickedDeps &
  CheckAgainClickedDeps &
  SendAnywayClickedDeps &
  DeletePostClickedDeps &
  AskDeleteClickedDeps &
  LinkAgainClickedDeps &
  AccountSolvedClickedDeps &
  SendAskedClickedDeps &
  CareCommandDeps &
  HomeOpenedDeps & {
    /** Only this person sees it. */
    whisper(channel: string, slackUser: string, sentence: string, threadTs: string | null): Promise<void>;
  };

/** What people do in Slack. */
export function registerSlack(app: App, deps: SlackDeps): void {
  onClick(app, deps, ACTION.takeIt, takeItClicked(deps));
  onClick(app, deps, ACTION.replyOpen, replyOpened(deps));
  onClick(app, deps, ACTION.release, releaseClicked(deps));
  onClick(app, deps, ACTION.resolve, resolveClicked(deps));
  onClick(app, deps, ACTION.undo, undoClicked(deps));
  onClick(app, deps, ACTION.checkAgain, checkAgainClicked(deps));
  onClick(app, deps, ACTION.sendAnyway, sendAnywayClicked(deps));
  onClick(app, deps, ACTION.deletePost, deletePostClicked(deps));
  onClick(app, deps, ACTION.askDelete, askDeleteClicked(deps));
  onClick(app, deps, ACTION.linkAgain, linkAgainClicked(deps));
  onClick(app, deps, ACTION.accountSolved, accountSolvedClicked(deps));
  onClick(app, deps, ACTION.sendAsked, sendAskedClicked(deps));
  onTyping(app, deps);
  onStepPicked(app, deps);
  onSubmit(app, deps);
  onCommand(app, deps);
  onHome(app, deps);
  // Buttons that only open an address, and buttons that we do not know: Slack wants both acknowledged.
  for (const id of [ACTION.viewOnX, ACTION.openLink]) app.action(id, async ({ ack }) => ack());
  onClick(app, deps, unknownActions(), unknownClicked());
}

export type JobDeps = SendReplyJobDeps &
  CardJobDeps &
  NoteJobDeps &
  FollowupJobDeps &
  OwnPostJobDeps &
  EditedJobDeps &
  DeletePostJobDeps &
  AskedJobDeps &
  AccountJobDeps &
  BudgetJobDeps;

/** What must be done because something changed. */
export function registerJobs(deps: JobDeps): Record<WorkKind, JobHandler> {
  return {
    send: sendReplyJob(deps),
    card: cardJob(deps),
    note: noteJob(deps),
    followup: followupJob(deps),
    own: ownPostJob(deps),
    edited: editedJob(deps),
    delete: deletePostJob(deps),
    asked: askedJob(deps),
    account: accountJob(deps),
    budget: budgetJob(deps),
  };
}

/** What the sources bring. */
export function registerSources(deps: MentionReceivedDeps) {
  return mentionReceived(deps);
}

/** What browsers ask for while an account is linked. */
export function registerPages(router: Router, deps: LinkOpenedDeps & LinkReturnedDeps): void {
  const opened: RequestHandler = linkOpened(deps);
  router.get('/oauth/x/start', opened);
  router.post('/oauth/x/start', urlencoded({ extended: false, limit: '4kb' }), linkConfirmed(deps));
  router.get('/oauth/x/callback', linkReturned(deps));
}

/** Every action_id but ours: two listeners for one click would both answer. */
function unknownActions(): RegExp {
  const ours = Object.values(ACTION).filter((id) => id !== ACTION.reassign);
  const known = [...ours, REPLY_TEXT.actionId, REPLY_STEP.actionId];
  return new RegExp(`^(?!(?:${known.join('|')})$)`, 'u');
}

/** Acknowledged at once; whatever goes wrong afterwards is said to the person who clicked. */
function onClick(
  app: App,
  deps: SlackDeps,
  id: string | RegExp,
  handle: (click: ButtonClick) => Promise<void>,
): void {
  app.action<BlockAction<ButtonAction>>(id, async ({ ack, action, body }) => {
    await ack();
    const channel = body.channel?.id ?? body.user.id;
    const threadTs = body.message?.thread_ts ?? null;
    const say: Say = (sentence) => deps.whisper(channel, body.user.id, sentence, threadTs);
    await guard(deps)(`click-${typeof id === 'string' ? id : 'unknown'}`, say, () =>
      handle({
        slackUser: body.user.id,
        value: action.value ?? '',
        channel,
        triggerId: body.trigger_id,
        say,
      }),
    );
  });
}

function onTyping(app: App, deps: SlackDeps): void {
  const handle = replyTyped(deps);
  app.action<BlockAction<PlainTextInputAction>>(REPLY_TEXT.actionId, async ({ ack, action, body }) => {
    await ack();
    const { id: viewId, private_metadata: privateMetadata } = body.view ?? { id: '', private_metadata: '' };
    const typed = { slackUser: body.user.id, viewId, privateMetadata, text: action.value ?? '' };
    // A count that cannot be shown is no reason to disturb somebody who writes: submitting says what is wrong.
    await guard(deps)(
      'reply-typed',
      () => Promise.resolve(),
      () => handle(typed),
    );
  });
}

function onStepPicked(app: App, deps: SlackDeps): void {
  const handle = replyStepPicked(deps);
  app.action<BlockAction<StaticSelectAction>>(REPLY_STEP.actionId, async ({ ack, action, body }) => {
    await ack();
    const { id: viewId = '', private_metadata: privateMetadata = '', state } = body.view ?? {};
    const text = state?.values[REPLY_TEXT.blockId]?.[REPLY_TEXT.actionId]?.value ?? '';
    const step = action.selected_option.value;
    // What is picked is sent with the window all the same.
    await guard(deps)(
      'reply-step-picked',
      () => Promise.resolve(),
      () => handle({ slackUser: body.user.id, viewId, privateMetadata, text, step }),
    );
  });
}

function onSubmit(app: App, deps: SlackDeps): void {
  const handle = replySubmitted(deps);
  app.view(VIEW.replySubmit, async ({ ack, body, view }) => {
    const text = view.state.values[REPLY_TEXT.blockId]?.[REPLY_TEXT.actionId]?.value ?? '';
    const picked =
      view.state.values[REPLY_STEP.blockId]?.[REPLY_STEP.actionId]?.selected_option?.value ?? null;
    await deps.inFlight.run(async () => {
      try {
        await handle({
          slackUser: body.user.id,
          viewId: view.id,
          privateMetadata: view.private_metadata,
          text,
          picked,
        });
        await ack();
      } catch (error) {
        const { level, sentence } = judge(error);
        deps.log[level]('reply-refused', { error });
        await ack({ response_action: 'errors', errors: { [REPLY_TEXT.blockId]: inWindow(sentence) } });
      }
    });
  });
}

function onCommand(app: App, deps: SlackDeps): void {
  const handle = careCommand(deps);
  app.command(COMMAND, async ({ ack, command, respond }) => {
    await ack();
    const say: Say = (text) => respond({ response_type: 'ephemeral', text });
    await guard(deps)('care-command', say, async () => {
      await say(await handle({ slackUser: command.user_id, text: command.text }));
    });
  });
}

function onHome(app: App, deps: SlackDeps): void {
  const handle = homeOpened(deps);
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab !== 'home') return;
    await guard(deps)(
      'home-opened',
      (sentence) => deps.whisper(event.channel, event.user, sentence, null),
      () => handle(event.user),
    );
  });
}

/** A modal's error is plain text: a mention would stand there as a code. */
function inWindow(sentence: string): string {
  return sentence.replace(/<@[^>]+>/gu, 'A colleague');
}

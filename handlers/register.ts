import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { type RequestHandler, type Router, urlencoded } from 'express';
import type { WorkKind } from '../src/domain/work.ts';
import type { JobHandler } from '../src/ports.ts';
import { ACTION, COMMAND, REPLY_STEP, REPLY_TEXT } from '../src/slack/ids.ts';
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
import { guard, type OnErrorDeps, type Say } from './on-error.ts';
import { type OwnPostJobDeps, ownPostJob } from './own-post-job.ts';
import { registerWindows, type WindowDeps } from './register-windows.ts';
import { type ReleaseClickedDeps, releaseClicked } from './release-clicked.ts';
import { type ReplyOpenedDeps, replyOpened } from './reply-opened.ts';
import { type ResolveClickedDeps, resolveClicked } from './resolve-clicked.ts';
import { type SendAnywayClickedDeps, sendAnywayClicked } from './send-anyway-clicked.ts';
import { type SendAskedClickedDeps, sendAskedClicked } from './send-asked-clicked.ts';
import { type SendReplyJobDeps, sendReplyJob } from './send-reply-job.ts';
import { type TakeItClickedDeps, takeItClicked } from './take-it-clicked.ts';
import { type UndoClickedDeps, undoClicked } from './undo-clicked.ts';
import { unknownClicked } from './unknown-clicked.ts';

export type SlackDeps = OnErrorDeps &
  WindowDeps &
  TakeItClickedDeps &
  ReplyOpenedDeps &
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
  registerWindows(app, deps);
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

import type { App } from '@slack/bolt';
import { type Router, urlencoded } from 'express';
import type { WorkKind } from '../src/domain/work.ts';
import type { JobHandler } from '../src/ports.ts';
import { ACTION, REPLY_STEP, REPLY_TEXT, VIEW } from '../src/slack/ids.ts';
import { accountJob } from './account-job.ts';
import { accountSolvedClicked } from './account-solved-clicked.ts';
import { altTextsSubmitted } from './alt-texts-submitted.ts';
import { askDeleteClicked } from './ask-delete-clicked.ts';
import { askedJob } from './asked-job.ts';
import { budgetJob } from './budget-job.ts';
import { cardJob } from './card-job.ts';
import { careCommand } from './care-command.ts';
import { checkAgainClicked } from './check-again-clicked.ts';
import type { ButtonClick } from './click.ts';
import { deletePostClicked } from './delete-post-clicked.ts';
import { deletePostJob } from './delete-post-job.ts';
import { editedJob } from './edited-job.ts';
import { followupJob } from './followup-job.ts';
import { homeOpened } from './home-opened.ts';
import { linkAgainClicked } from './link-again-clicked.ts';
import { type LinkOpenedDeps, linkConfirmed, linkOpened } from './link-opened.ts';
import { type LinkReturnedDeps, linkReturned } from './link-returned.ts';
import {
  type ListenDeps,
  onClick,
  onCommand,
  onHome,
  onStepPicked,
  onSubmit,
  onTyping,
  onWindow,
} from './listen.ts';
import { type MentionReceivedDeps, mentionReceived } from './mention-received.ts';
import { noteJob } from './note-job.ts';
import { ownPostJob } from './own-post-job.ts';
import { releaseClicked } from './release-clicked.ts';
import { replyOpened } from './reply-opened.ts';
import { replyStepPicked } from './reply-step-picked.ts';
import { replySubmitted } from './reply-submitted.ts';
import { replyTyped } from './reply-typed.ts';
import { resolveClicked } from './resolve-clicked.ts';
import { sendAnywayClicked } from './send-anyway-clicked.ts';
import { sendAskedClicked } from './send-asked-clicked.ts';
import { sendReplyJob } from './send-reply-job.ts';
import { takeItClicked } from './take-it-clicked.ts';
import { undoClicked } from './undo-clicked.ts';
import { unknownClicked } from './unknown-clicked.ts';
import type { WindowAnswer, WindowSent } from './window.ts';

/** What people press: buttons, and choices that act at once. */
const CLICKS = {
  [ACTION.takeIt]: takeItClicked,
  [ACTION.replyOpen]: replyOpened,
  [ACTION.release]: releaseClicked,
  [ACTION.resolve]: resolveClicked,
  [ACTION.undo]: undoClicked,
  [ACTION.checkAgain]: checkAgainClicked,
  [ACTION.sendAnyway]: sendAnywayClicked,
  [ACTION.deletePost]: deletePostClicked,
  [ACTION.askDelete]: askDeleteClicked,
  [ACTION.linkAgain]: linkAgainClicked,
  [ACTION.accountSolved]: accountSolvedClicked,
  [ACTION.sendAsked]: sendAskedClicked,
};

/** Windows that people send, but for the reply window. */
const WINDOWS = {
  [VIEW.altSubmit]: altTextsSubmitted,
};

/** What must be done because something changed. */
const JOBS = {
  send: sendReplyJob,
  card: cardJob,
  note: noteJob,
  followup: followupJob,
  own: ownPostJob,
  edited: editedJob,
  delete: deletePostJob,
  asked: askedJob,
  account: accountJob,
  budget: budgetJob,
} satisfies Record<WorkKind, unknown>;

interface Others {
  typed: typeof replyTyped;
  picked: typeof replyStepPicked;
  submitted: typeof replySubmitted;
  command: typeof careCommand;
  home: typeof homeOpened;
}

/** What all of these need together. */
type DepsOf<T> = (
  T[keyof T] extends infer Handler
    ? Handler extends (deps: infer Deps) => unknown
      ? (all: Deps) => void
      : never
    : never
) extends (all: infer All) => void
  ? All
  : never;

export type SlackDeps = ListenDeps & DepsOf<typeof CLICKS> & DepsOf<typeof WINDOWS> & DepsOf<Others>;
export type JobDeps = DepsOf<typeof JOBS>;

type ClickHandler = (deps: SlackDeps) => (click: ButtonClick) => Promise<void>;
type WindowHandler = (deps: SlackDeps) => (sent: WindowSent) => Promise<WindowAnswer>;

export function registerSlack(app: App, deps: SlackDeps): void {
  for (const [id, handler] of Object.entries<ClickHandler>(CLICKS)) onClick(app, deps, id, handler(deps));
  onTyping(app, deps, replyTyped(deps));
  onStepPicked(app, deps, replyStepPicked(deps));
  onSubmit(app, deps, replySubmitted(deps));
  for (const [id, handler] of Object.entries<WindowHandler>(WINDOWS)) onWindow(app, deps, id, handler(deps));
  onCommand(app, deps, careCommand(deps));
  onHome(app, deps, homeOpened(deps));
  // Buttons that only open an address, and buttons that we do not know: Slack wants both acknowledged.
  for (const id of OPENING) app.action(id, async ({ ack }) => ack());
  onClick(app, deps, unknownActions(), unknownClicked());
}

const OPENING: readonly string[] = [ACTION.viewOnX, ACTION.openLink];

/** Every action_id but those above: two listeners for one click would both answer. */
function unknownActions(): RegExp {
  const known = [...Object.keys(CLICKS), ...OPENING, REPLY_TEXT.actionId, REPLY_STEP.actionId];
  return new RegExp(`^(?!(?:${known.join('|')})$)`, 'u');
}

export function registerJobs(deps: JobDeps): Record<WorkKind, JobHandler> {
  const handlers = Object.entries<(deps: JobDeps) => JobHandler>(JOBS);
  return Object.fromEntries(handlers.map(([kind, handler]) => [kind, handler(deps)])) as Record<
    WorkKind,
    JobHandler
  >;
}

/** What the sources bring. */
export function registerSources(deps: MentionReceivedDeps) {
  return mentionReceived(deps);
}

/** What browsers ask for while an account is linked. */
export function registerPages(router: Router, deps: LinkOpenedDeps & LinkReturnedDeps): void {
  router.get('/oauth/x/start', linkOpened(deps));
  router.post('/oauth/x/start', urlencoded({ extended: false, limit: '4kb' }), linkConfirmed(deps));
  router.get('/oauth/x/callback', linkReturned(deps));
}

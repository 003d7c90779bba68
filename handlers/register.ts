import { type Router, urlencoded } from 'express';
import type { WorkKind } from '../src/domain/work.ts';
import type { JobHandler } from '../src/ports.ts';
import { ACTION, VIEW } from '../src/slack/ids.ts';
import { accountJob } from './account-job.ts';
import { approvalJob } from './approval-job.ts';
import { archivesJob } from './archives-job.ts';
import { askedJob } from './asked-job.ts';
import { budgetJob } from './budget-job.ts';
import { cardJob } from './card-job.ts';
import { careAssign } from './care-assign.ts';
import { type CareVerb, careCommand } from './care-command.ts';
import { careIncident } from './care-incident.ts';
import { careJoin } from './care-join.ts';
import { careLeave } from './care-leave.ts';
import { careLink, careUnlink } from './care-link.ts';
import { careFind, careQueue } from './care-lists.ts';
import { careLog } from './care-log.ts';
import { careMe } from './care-me.ts';
import { careMuted } from './care-muted.ts';
import { careBack, carePause } from './care-pause.ts';
import { careReplies } from './care-replies.ts';
import { careStats } from './care-stats.ts';
import { careWho } from './care-who.ts';
import type { ButtonClick } from './click.ts';
import { contextJob } from './context-job.ts';
import { conversationJob } from './conversation-job.ts';
import { deletePostJob } from './delete-post-job.ts';
import { editedJob } from './edited-job.ts';
import { followupJob } from './followup-job.ts';
import { forgetJob } from './forget-job.ts';
import { goneJob } from './gone-job.ts';
import { groupChanged } from './group-changed.ts';
import { homeOpened } from './home-opened.ts';
import { incidentJob } from './incident-job.ts';
import { joiningJob } from './joining-job.ts';
import { leaseJob } from './lease-job.ts';
import { leavingJob } from './leaving-job.ts';
import { type LinkOpenedDeps, linkConfirmed, linkOpened } from './link-opened.ts';
import { type LinkReturnedDeps, linkReturned } from './link-returned.ts';
import { type ListenDeps, onClick, onCommand, onShortcut, onStepPicked, onTyping } from './listen.ts';
import type { Listening } from './listen-by-id.ts';
import { onClosed, onGroupChanged, onHome, onThreadWritten } from './listen-events.ts';
import { onSubmit, onWindow } from './listen-windows.ts';
import { type MentionsReceivedDeps, mentionsReceived } from './mention-received.ts';
import { newsJob } from './news-job.ts';
import { noteJob } from './note-job.ts';
import { notedJob } from './noted-job.ts';
import { otherJob } from './other-job.ts';
import { ownPostJob } from './own-post-job.ts';
import { pauseJob } from './pause-job.ts';
import { recheckJob } from './recheck-job.ts';
import { CLICKS, SHORTCUTS, WINDOWS } from './register-clicks.ts';
import { replyClosed } from './reply-closed.ts';
import { replyStepPicked } from './reply-step-picked.ts';
import { replySubmitted } from './reply-submitted.ts';
import { replyTyped } from './reply-typed.ts';
import { retainJob } from './retain-job.ts';
import { sendReplyJob } from './send-reply-job.ts';
import type { ShortcutUsed } from './shortcut.ts';
import { silenceJob } from './silence-job.ts';
import { surgeJob } from './surge-job.ts';
import { targetJob } from './target-job.ts';
import { threadWritten } from './thread-written.ts';
import { unknownClicked } from './unknown-clicked.ts';
import type { WindowAnswer, WindowSent } from './window.ts';

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
  lease: leaseJob,
  retain: retainJob,
  archives: archivesJob,
  silence: silenceJob,
  surge: surgeJob,
  incident: incidentJob,
  news: newsJob,
  approval: approvalJob,
  noted: notedJob,
  forget: forgetJob,
  joining: joiningJob,
  pause: pauseJob,
  leaving: leavingJob,
  target: targetJob,
  other: otherJob,
  context: contextJob,
  gone: goneJob,
  recheck: recheckJob,
  conversation: conversationJob,
} satisfies Record<WorkKind, unknown>;

/** What follows `/care`. */
export const COMMANDS = {
  join: careJoin,
  leave: careLeave,
  pause: carePause,
  back: careBack,
  stats: careStats,
  link: careLink,
  unlink: careUnlink,
  me: careMe,
  assign: careAssign,
  log: careLog,
  replies: careReplies,
  muted: careMuted,
  incident: careIncident,
  queue: careQueue,
  find: careFind,
  who: careWho,
};

interface Others {
  typed: typeof replyTyped;
  picked: typeof replyStepPicked;
  submitted: typeof replySubmitted;
  closed: typeof replyClosed;
  written: typeof threadWritten;
  home: typeof homeOpened;
  group: typeof groupChanged;
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

export type SlackDeps = ListenDeps &
  DepsOf<typeof CLICKS> &
  DepsOf<typeof COMMANDS> &
  DepsOf<typeof WINDOWS> &
  DepsOf<typeof SHORTCUTS> &
  DepsOf<Others>;
export type JobDeps = DepsOf<typeof JOBS>;

type ClickHandler = (click: ButtonClick) => Promise<void>;
type WindowHandler = (sent: WindowSent) => Promise<WindowAnswer>;
type ShortcutHandler = (used: ShortcutUsed) => Promise<void>;

/** The handlers of one table, with what they need. */
function each<Handler>(table: object, deps: SlackDeps): [name: string, handler: Handler][] {
  const made = Object.entries<(deps: SlackDeps) => Handler>(table as Record<string, never>);
  return made.map(([name, make]) => [name, make(deps)]);
}

export function registerSlack(app: Listening, deps: SlackDeps): void {
  for (const [id, handle] of each<ClickHandler>(CLICKS, deps)) onClick(app, deps, id, handle);
  for (const [id, handle] of each<WindowHandler>(WINDOWS, deps)) onWindow(app, deps, id, handle);
  for (const [id, handle] of each<ShortcutHandler>(SHORTCUTS, deps)) onShortcut(app, deps, id, handle);
  onTyping(app, deps, replyTyped(deps));
  onStepPicked(app, deps, replyStepPicked(deps));
  onSubmit(app, deps, replySubmitted(deps));
  onClosed(app, deps, VIEW.replySubmit, replyClosed(deps));
  onThreadWritten(app, deps, threadWritten(deps));
  onCommand(app, deps, careCommand(new Map(each<CareVerb>(COMMANDS, deps))));
  onHome(app, deps, homeOpened(deps));
  onGroupChanged(app, deps, groupChanged(deps));
  // Buttons that only open an address, and buttons that we do not know: Slack wants both acknowledged.
  for (const id of OPENING) app.action(id, async ({ ack }) => ack());
  onClick(app, deps, WHATEVER_ELSE, unknownClicked());
}

const OPENING: readonly string[] = [ACTION.viewOnX, ACTION.openLink];

const WHATEVER_ELSE = /(?:)/u;

export function registerJobs(deps: JobDeps): Record<WorkKind, JobHandler> {
  const handlers = Object.entries<(deps: JobDeps) => JobHandler>(JOBS);
  return Object.fromEntries(handlers.map(([kind, handler]) => [kind, handler(deps)])) as Record<
    WorkKind,
    JobHandler
  >;
}

/** What the sources bring. */
export function registerSources(deps: MentionsReceivedDeps) {
  return mentionsReceived(deps);
}

/** What browsers ask for while an account is linked. */
export function registerPages(router: Router, deps: LinkOpenedDeps & LinkReturnedDeps): void {
  router.get('/oauth/x/start', linkOpened(deps));
  router.post('/oauth/x/start', urlencoded({ extended: false, limit: '4kb' }), linkConfirmed(deps));
  router.get('/oauth/x/callback', linkReturned(deps));
}

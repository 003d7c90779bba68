import type { PostLookup } from './conversations.ts';
import type { DeskSettings } from './domain/brand.ts';
import type { SlackEraser } from './forgetting.ts';
import type { Archive } from './keeping.ts';
import type { SlackFiles } from './media.ts';
import type { Clock, JobQueue, Log, MeasureText, Notifier, People, SocialNetwork } from './ports.ts';
import type { PeopleNotifier, Presence } from './responders.ts';
import type { AlarmNotifier } from './seeing.ts';
import type { Store } from './store/store.ts';
import type { SurgeNotifier } from './surges.ts';
import { brandTokens } from './usecases/brand-tokens.ts';
import { carryFiles } from './usecases/carry-files.ts';
import { releaseThread, resolveThread } from './usecases/change-thread.ts';
import { checkAgain } from './usecases/check-again.ts';
import { checkArchives } from './usecases/check-archives.ts';
import { claimThread } from './usecases/claim-thread.ts';
import { creditOwnPost } from './usecases/credit-own-post.ts';
import { decideApproval, requireUndecided } from './usecases/decide-approval.ts';
import { decideJoin } from './usecases/decide-join.ts';
import { deletePost } from './usecases/delete-post.ts';
import { deliverReply } from './usecases/deliver-reply.ts';
import { finishLink } from './usecases/finish-link.ts';
import { forgetCustomer } from './usecases/forget-customer.ts';
import { forgetResponder } from './usecases/forget-responder.ts';
import { freshTokens } from './usecases/fresh-tokens.ts';
import { giveThread } from './usecases/give-thread.ts';
import { giveThreads } from './usecases/give-threads.ts';
import { bringBackThread, ignoreThread } from './usecases/ignore-thread.ts';
import { inFlow } from './usecases/in-flow.ts';
import { acceptRules, joinDesk, prepareJoin } from './usecases/join-desk.ts';
import { leaveDesk, lookAtLeaving } from './usecases/leave-desk.ts';
import { indexThread, listThreads } from './usecases/list-threads.ts';
import { logThread, prepareLog } from './usecases/log-thread.ts';
import { lookAtApprovals } from './usecases/look-at-approvals.ts';
import { listWaiting, lookAtHolders } from './usecases/look-at-holders.ts';
import { lookAtHome } from './usecases/look-at-home.ts';
import { lookAtLoad } from './usecases/look-at-load.ts';
import { forgetNoiseRule, lookAtMuted, lookAtNoiseRules } from './usecases/look-at-muted.ts';
import { lookAtQueues } from './usecases/look-at-queues.ts';
import { lookAtThread, lookToChange } from './usecases/look-at-thread.ts';
import { lookForEcho } from './usecases/look-for-echo.ts';
import { accountSolved, linkAgain } from './usecases/mend-account.ts';
import { acceptTopic, denyTopic, moveThread } from './usecases/move-thread.ts';
import {
  keepThread,
  noteActivity,
  noteInternalNote,
  noteWriting,
  stopWriting,
} from './usecases/note-activity.ts';
import { noteAnswer, prepareNote } from './usecases/note-answer.ts';
import { noteThanks } from './usecases/note-thanks.ts';
import { comeBack, pauseResponder } from './usecases/pause-responder.ts';
import { prepareReply } from './usecases/prepare-reply.ts';
import { readHistory } from './usecases/read-history.ts';
import { readProposal } from './usecases/read-proposal.ts';
import { readStats } from './usecases/read-stats.ts';
import { receiveMention, receiveMentions } from './usecases/receive-mention.ts';
import { recheckPosts } from './usecases/recheck-posts.ts';
import { relayOutbox } from './usecases/relay-outbox.ts';
import { askDeletion, requestDeletion } from './usecases/request-deletion.ts';
import { requireEmployee, requireLead } from './usecases/require-employee.ts';
import { retain } from './usecases/retain.ts';
import { returnThread } from './usecases/return-thread.ts';
import { deleteSavedReply, listSavedReplies, saveReply } from './usecases/saved-replies.ts';
import { searchConversation } from './usecases/search-conversation.ts';
import { sendAnyway } from './usecases/send-anyway.ts';
import { sendAsked } from './usecases/send-asked.ts';
import { separatePost } from './usecases/separate-post.ts';
import { setPriority } from './usecases/set-priority.ts';
import { showCard } from './usecases/show-card.ts';
import { showContext } from './usecases/show-context.ts';
import { showNote } from './usecases/show-note.ts';
import { forgetLogged, showNoted } from './usecases/show-noted.ts';
import { spentToday } from './usecases/spent-today.ts';
import { openLink, readLink, startLink } from './usecases/start-link.ts';
import { submitReply } from './usecases/submit-reply.ts';
import { suggestTopic } from './usecases/suggest-topic.ts';
import { tagThread } from './usecases/tag-thread.ts';
import { liftShield, takeOff } from './usecases/take-off.ts';
import { tellApproval } from './usecases/tell-approval.ts';
import { tellAsked } from './usecases/tell-asked.ts';
import { tellBudget } from './usecases/tell-budget.ts';
import { tellByHand, tellEdited, tellFollowup } from './usecases/tell-followup.ts';
import { tellGap } from './usecases/tell-gap.ts';
import { tellGone } from './usecases/tell-gone.ts';
import { tellNews } from './usecases/tell-news.ts';
import { tellOther } from './usecases/tell-other.ts';
import { tendAccount } from './usecases/tend-account.ts';
import { tendJoining } from './usecases/tend-joining.ts';
import { tendLease } from './usecases/tend-lease.ts';
import { tendLeaving } from './usecases/tend-leaving.ts';
import { tendPause } from './usecases/tend-pause.ts';
import { tendTarget } from './usecases/tend-target.ts';
import { unlinkAccount } from './usecases/unlink-account.ts';
import { whoIsThere } from './usecases/who-is-there.ts';
import { withdrawReply } from './usecases/withdraw-reply.ts';
import { withinBudgets } from './usecases/within-budgets.ts';

export interface UseCaseDeps extends Store {
  network: SocialNetwork;
  lookups: PostLookup;
  people: People;
  presence: Presence;
  peopleNotifier: PeopleNotifier;
  notifier: Notifier;
  alarms: AlarmNotifier;
  surgeNotifier: SurgeNotifier;
  files: SlackFiles;
  archive: Archive;
  eraser: SlackEraser;
  queue: JobQueue;
  clock: Clock;
  log: Log;
  desk: DeskSettings;
  measure: MeasureText;
  publicUrl: string;
}

/** Every use case with what it needs. */
export function createUseCases(given: UseCaseDeps) {
  const tokens = freshTokens(given);
  const receiving = { ...given, suggestTopic: suggestTopic(given) };
  const deps = {
    ...given,
    tokens,
    carryFiles: carryFiles({ ...given, tokens }),
    lookForEcho: lookForEcho(given),
    withinBudgets: withinBudgets(given),
    receiveMention: receiveMention(receiving),
    /** `availability` and `whoAnswers`. */
    ...whoIsThere(given),
  };
  const moves = { giveThread: giveThread(deps), releaseThread: releaseThread(deps) };
  return {
    ...moves,
    availability: deps.availability,
    whoAnswers: deps.whoAnswers,
    lookForEcho: deps.lookForEcho,
    receiveMentions: receiveMentions(receiving),
    claimThread: claimThread(deps),
    lookAtThread: lookAtThread(deps),
    lookToChange: lookToChange(deps),
    giveThreads: giveThreads({ ...deps, ...moves }),
    lookAtHolders: lookAtHolders(deps),
    lookAtQueues: lookAtQueues(deps),
    listWaiting: listWaiting(deps),
    takeOff: takeOff(deps),
    liftShield: liftShield(deps),
    keepThread: keepThread(deps),
    noteActivity: noteActivity(deps),
    noteInternalNote: noteInternalNote(deps),
    noteWriting: noteWriting(deps),
    stopWriting: stopWriting(deps),
    tendLease: tendLease(deps),
    tellNews: tellNews(deps),
    moveThread: moveThread(deps),
    acceptTopic: acceptTopic(deps),
    denyTopic: denyTopic(deps),
    setPriority: setPriority(deps),
    lookAtApprovals: lookAtApprovals(deps),
    lookAtLoad: lookAtLoad(deps),
    lookAtHome: lookAtHome(deps),
    listThreads: listThreads(deps),
    indexThread: indexThread(deps),
    noteThanks: noteThanks(deps),
    readHistory: readHistory(deps),
    tagThread: tagThread(deps),
    resolveThread: resolveThread(deps),
    prepareReply: prepareReply(deps),
    submitReply: submitReply(deps),
    withdrawReply: withdrawReply(deps),
    deliverReply: deliverReply(deps),
    checkAgain: checkAgain(deps),
    sendAnyway: sendAnyway(deps),
    creditOwnPost: creditOwnPost(deps),
    requestDeletion: requestDeletion(deps),
    askDeletion: askDeletion(deps),
    deletePost: deletePost(deps),
    tellAsked: tellAsked(deps),
    showCard: showCard(deps),
    ...inFlow(deps),
    showNote: showNote(deps),
    tellFollowup: tellFollowup(deps),
    tellByHand: tellByHand(deps),
    tellEdited: tellEdited(deps),
    returnThread: returnThread(deps),
    tellOther: tellOther(deps),
    separatePost: separatePost(deps),
    showContext: showContext(deps),
    recheckPosts: recheckPosts(deps),
    retain: retain(deps),
    checkArchives: checkArchives(deps),
    forgetCustomer: forgetCustomer(deps),
    forgetResponder: forgetResponder(deps),
    scheduleRetention: () => given.keeping.schedule(given.clock.now()),
    tellGone: tellGone({ ...deps, tellOther: tellOther(deps) }),
    searchConversation: searchConversation(deps),
    ignoreThread: ignoreThread(deps),
    bringBackThread: bringBackThread(deps),
    lookAtMuted: lookAtMuted(deps),
    lookAtNoiseRules: lookAtNoiseRules(deps),
    forgetNoiseRule: forgetNoiseRule(deps),
    startLink: startLink(deps),
    readLink: readLink(deps),
    openLink: openLink(deps),
    finishLink: finishLink(deps),
    unlinkAccount: unlinkAccount(deps),
    tendAccount: tendAccount(deps),
    tendTarget: tendTarget(deps),
    readStats: readStats(deps),
    linkAgain: linkAgain(deps),
    accountSolved: accountSolved(deps),
    sendAsked: sendAsked(deps),
    decideApproval: decideApproval(deps),
    requireUndecided: requireUndecided(deps),
    tellApproval: tellApproval(deps),
    readProposal: readProposal(deps),
    listSavedReplies: listSavedReplies(deps),
    saveReply: saveReply(deps),
    deleteSavedReply: deleteSavedReply(deps),
    prepareLog: prepareLog(deps),
    logThread: logThread(deps),
    prepareNote: prepareNote(deps),
    noteAnswer: noteAnswer(deps),
    showNoted: showNoted(deps),
    forgetLogged: forgetLogged(deps),
    requireEmployee: requireEmployee(deps.people),
    requireLead: requireLead(deps.people),
    prepareJoin: prepareJoin(deps),
    joinDesk: joinDesk(deps),
    acceptRules: acceptRules(deps),
    decideJoin: decideJoin(deps),
    pauseResponder: pauseResponder(deps),
    comeBack: comeBack(deps),
    lookAtLeaving: lookAtLeaving(deps),
    leaveDesk: leaveDesk(deps),
    tendJoining: tendJoining(deps),
    tendPause: tendPause(deps),
    tendLeaving: tendLeaving(deps),
    groupChanged: (group: string) => given.groups.changed(group),
    brandTokens: brandTokens(deps),
    spentToday: spentToday(deps),
    tellBudget: tellBudget(deps),
    tellGap: tellGap(deps),
    relayOutbox: relayOutbox(deps),
    /** Told at each start: answers that wait for money look again when the budget was changed. */
    budgetIs: () => given.places.budgetIs(given.desk.budget?.perDay ?? null, given.clock.now()),
  };
}

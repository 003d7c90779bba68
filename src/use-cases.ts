import type { DeskSettings } from './domain/brand.ts';
import type { Clock, JobQueue, Log, MeasureText, Notifier, People, SocialNetwork } from './ports.ts';
import type { Presence } from './responders.ts';
import type { Store } from './store/store.ts';
import { brandTokens } from './usecases/brand-tokens.ts';
import { releaseThread, resolveThread } from './usecases/change-thread.ts';
import { checkAgain } from './usecases/check-again.ts';
import { claimThread } from './usecases/claim-thread.ts';
import { creditOwnPost } from './usecases/credit-own-post.ts';
import { deletePost } from './usecases/delete-post.ts';
import { deliverReply } from './usecases/deliver-reply.ts';
import { finishLink } from './usecases/finish-link.ts';
import { freshTokens } from './usecases/fresh-tokens.ts';
import { giveThread } from './usecases/give-thread.ts';
import { giveThreads } from './usecases/give-threads.ts';
import { listWaiting, lookAtHolders } from './usecases/look-at-holders.ts';
import { lookAtThread } from './usecases/look-at-thread.ts';
import { lookForEcho } from './usecases/look-for-echo.ts';
import { accountSolved, linkAgain } from './usecases/mend-account.ts';
import {
  keepThread,
  noteActivity,
  noteInternalNote,
  noteWriting,
  stopWriting,
} from './usecases/note-activity.ts';
import { prepareReply } from './usecases/prepare-reply.ts';
import { readStats } from './usecases/read-stats.ts';
import { receiveMention } from './usecases/receive-mention.ts';
import { relayOutbox } from './usecases/relay-outbox.ts';
import { askDeletion, requestDeletion } from './usecases/request-deletion.ts';
import { sendAnyway } from './usecases/send-anyway.ts';
import { sendAsked } from './usecases/send-asked.ts';
import { showCard } from './usecases/show-card.ts';
import { showNote } from './usecases/show-note.ts';
import { spentToday } from './usecases/spent-today.ts';
import { openLink, readLink, startLink } from './usecases/start-link.ts';
import { submitReply } from './usecases/submit-reply.ts';
import { liftShield, takeOff } from './usecases/take-off.ts';
import { tellAsked } from './usecases/tell-asked.ts';
import { tellBudget } from './usecases/tell-budget.ts';
import { tellByHand, tellEdited, tellFollowup } from './usecases/tell-followup.ts';
import { tellGap } from './usecases/tell-gap.ts';
import { tellNews } from './usecases/tell-news.ts';
import { tendAccount } from './usecases/tend-account.ts';
import { tendLease } from './usecases/tend-lease.ts';
import { tendTarget } from './usecases/tend-target.ts';
import { unlinkAccount } from './usecases/unlink-account.ts';
import { whoIsThere } from './usecases/who-is-there.ts';
import { withdrawReply } from './usecases/withdraw-reply.ts';
import { withinBudgets } from './usecases/within-budgets.ts';

export interface UseCaseDeps extends Store {
  network: SocialNetwork;
  people: People;
  presence: Presence;
  notifier: Notifier;
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
  const deps = {
    ...given,
    tokens,
    lookForEcho: lookForEcho(given),
    withinBudgets: withinBudgets(given),
    /** `availability` and `whoAnswers`. */
    ...whoIsThere(given),
  };
  const moves = { giveThread: giveThread(deps), releaseThread: releaseThread(deps) };
  return {
    ...moves,
    availability: deps.availability,
    whoAnswers: deps.whoAnswers,
    lookForEcho: deps.lookForEcho,
    receiveMention: receiveMention(deps),
    claimThread: claimThread(deps),
    lookAtThread: lookAtThread(deps),
    giveThreads: giveThreads({ ...deps, ...moves }),
    lookAtHolders: lookAtHolders(deps),
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
    showNote: showNote(deps),
    tellFollowup: tellFollowup(deps),
    tellByHand: tellByHand(deps),
    tellEdited: tellEdited(deps),
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
    brandTokens: brandTokens(deps),
    spentToday: spentToday(deps),
    tellBudget: tellBudget(deps),
    tellGap: tellGap(deps),
    relayOutbox: relayOutbox(deps),
    /** Told at each start: answers that wait for money look again when the budget was changed. */
    budgetIs: () => given.places.budgetIs(given.desk.budget?.perDay ?? null, given.clock.now()),
  };
}

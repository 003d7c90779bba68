import { ACTION, SHORTCUT, VIEW } from '../src/slack/ids.ts';
import { accountSolvedClicked } from './account-solved-clicked.ts';
import { altTextsSubmitted } from './alt-texts-submitted.ts';
import { approveReplyClicked, changeReplyClicked, declineReplyClicked } from './approval-clicked.ts';
import { approvalCommentSent } from './approval-comment-sent.ts';
import { approvalsClicked } from './approvals-clicked.ts';
import { approveJoinClicked } from './approve-join-clicked.ts';
import { askDeleteClicked } from './ask-delete-clicked.ts';
import { assignSent } from './assign-sent.ts';
import { bringBackClicked } from './bring-back-clicked.ts';
import { assignPageClicked } from './care-assign.ts';
import { incidentDeclareClicked } from './care-incident.ts';
import { findSubmitted } from './care-lists.ts';
import { mutedPageClicked } from './care-muted.ts';
import { whoPageClicked } from './care-who.ts';
import { checkAgainClicked } from './check-again-clicked.ts';
import { declineJoinClicked } from './decline-join-clicked.ts';
import { declineJoinSubmitted } from './decline-join-submitted.ts';
import { deletePostClicked } from './delete-post-clicked.ts';
import { historyClicked, historyPageClicked } from './history-clicked.ts';
import { ignoreClicked } from './ignore-clicked.ts';
import { ignoreSubmitted } from './ignore-submitted.ts';
import { incidentEndClicked } from './incident-end-clicked.ts';
import { incidentSubmitted } from './incident-submitted.ts';
import { joinSubmitted } from './join-submitted.ts';
import { keepItClicked } from './keep-it-clicked.ts';
import { leaveSubmitted } from './leave-submitted.ts';
import { liftShieldClicked } from './lift-shield-clicked.ts';
import { linkAgainClicked } from './link-again-clicked.ts';
import { listPageClicked } from './list-page-clicked.ts';
import { loadClicked } from './load-clicked.ts';
import { logSent } from './log-sent.ts';
import { moreClicked } from './more-clicked.ts';
import { mySettingsClicked } from './my-settings-clicked.ts';
import { forgetRuleClicked, noiseRulesClicked } from './noise-rules-clicked.ts';
import { notOursClicked } from './not-ours-clicked.ts';
import { notOursSubmitted } from './not-ours-submitted.ts';
import { noteAnswerClicked } from './note-answer-clicked.ts';
import { noteSent } from './note-sent.ts';
import { priorityClicked } from './priority-clicked.ts';
import { prioritySubmitted } from './priority-submitted.ts';
import { reassignClicked } from './reassign-clicked.ts';
import { reassignSent } from './reassign-sent.ts';
import { releaseClicked } from './release-clicked.ts';
import { replyOpened } from './reply-opened.ts';
import { askPrivatelyClicked, replyStartPicked } from './reply-start-picked.ts';
import { resolveClicked } from './resolve-clicked.ts';
import { rulesAccepted } from './rules-accepted.ts';
import { savedDeleteClicked, savedEditClicked, savedPageClicked } from './saved-clicked.ts';
import { savedSent } from './saved-sent.ts';
import { sendAnywayClicked } from './send-anyway-clicked.ts';
import { sendAskedClicked } from './send-asked-clicked.ts';
import { separateClicked } from './separate-clicked.ts';
import { surgeGroupsClicked } from './surge-groups-clicked.ts';
import { surgeOpenClicked } from './surge-open-clicked.ts';
import { surgeTakeClicked } from './surge-take-clicked.ts';
import { tagsClicked, tagsSubmitted } from './tags-clicked.ts';
import { takeItClicked } from './take-it-clicked.ts';
import { takeOffClicked } from './take-off-clicked.ts';
import { takeOffSent } from './take-off-sent.ts';
import { takeOverClicked } from './take-over-clicked.ts';
import { takeOverSent } from './take-over-sent.ts';
import { topicNoClicked } from './topic-no-clicked.ts';
import { topicYesClicked } from './topic-yes-clicked.ts';
import { undoClicked } from './undo-clicked.ts';
import { useAsReplyUsed } from './use-as-reply-used.ts';

/** What people press: buttons, and choices that act at once. */
export const CLICKS = {
  [ACTION.takeIt]: takeItClicked,
  [ACTION.replyOpen]: replyOpened,
  [ACTION.release]: releaseClicked,
  [ACTION.resolve]: resolveClicked,
  [ACTION.reassign]: reassignClicked,
  [ACTION.more]: moreClicked,
  [ACTION.keepIt]: keepItClicked,
  [ACTION.takeOver]: takeOverClicked,
  [ACTION.takeOff]: takeOffClicked,
  [ACTION.liftShield]: liftShieldClicked,
  [ACTION.assignPrevious]: assignPageClicked,
  [ACTION.assignNext]: assignPageClicked,
  [ACTION.notOurs]: notOursClicked,
  [ACTION.setPriority]: priorityClicked,
  [ACTION.topicYes]: topicYesClicked,
  [ACTION.topicNo]: topicNoClicked,
  [ACTION.undo]: undoClicked,
  [ACTION.checkAgain]: checkAgainClicked,
  [ACTION.sendAnyway]: sendAnywayClicked,
  [ACTION.deletePost]: deletePostClicked,
  [ACTION.askDelete]: askDeleteClicked,
  [ACTION.linkAgain]: linkAgainClicked,
  [ACTION.accountSolved]: accountSolvedClicked,
  [ACTION.sendAsked]: sendAskedClicked,
  [ACTION.mySettings]: mySettingsClicked,
  [ACTION.approveJoin]: approveJoinClicked,
  [ACTION.declineJoin]: declineJoinClicked,
  [ACTION.separate]: separateClicked,
  [ACTION.load]: loadClicked,
  [ACTION.loadBack]: loadClicked,
  [ACTION.loadOn]: loadClicked,
  [ACTION.whoBack]: whoPageClicked,
  [ACTION.whoOn]: whoPageClicked,
  [ACTION.listWaiting]: listPageClicked,
  [ACTION.listLate]: listPageClicked,
  [ACTION.listFind]: listPageClicked,
  [ACTION.listMine]: listPageClicked,
  [ACTION.listOpen]: listPageClicked,
  [ACTION.listClaimed]: listPageClicked,
  [ACTION.listAnswered]: listPageClicked,
  [ACTION.listBack]: listPageClicked,
  [ACTION.listOn]: listPageClicked,
  [ACTION.history]: historyClicked,
  [ACTION.historyBack]: historyPageClicked,
  [ACTION.historyOn]: historyPageClicked,
  [ACTION.tags]: tagsClicked,
  [ACTION.surgeOpen]: surgeOpenClicked,
  [ACTION.surgeTake]: surgeTakeClicked,
  [ACTION.surgeGroups]: surgeGroupsClicked,
  [ACTION.surgeGroupsBack]: surgeGroupsClicked,
  [ACTION.surgeGroupsOn]: surgeGroupsClicked,
  [ACTION.listFolded]: listPageClicked,
  [ACTION.incidentDeclare]: incidentDeclareClicked,
  [ACTION.incidentEnd]: incidentEndClicked,
  [ACTION.ignore]: ignoreClicked,
  [ACTION.bringBack]: bringBackClicked,
  [ACTION.mutedNewer]: mutedPageClicked,
  [ACTION.mutedOlder]: mutedPageClicked,
  [ACTION.noiseRules]: noiseRulesClicked,
  [ACTION.forgetRule]: forgetRuleClicked,
  [ACTION.startFrom]: replyStartPicked,
  [ACTION.askPrivately]: askPrivatelyClicked,
  [ACTION.approveReply]: approveReplyClicked,
  [ACTION.changeReply]: changeReplyClicked,
  [ACTION.declineReply]: declineReplyClicked,
  [ACTION.approvals]: approvalsClicked,
  [ACTION.approvalsBack]: approvalsClicked,
  [ACTION.approvalsOn]: approvalsClicked,
  [ACTION.noteAnswer]: noteAnswerClicked,
  [ACTION.savedAdd]: savedEditClicked,
  [ACTION.savedEdit]: savedEditClicked,
  [ACTION.savedPage]: savedPageClicked,
  [ACTION.savedDelete]: savedDeleteClicked,
};

/** Windows that are sent, besides the reply window. */
export const WINDOWS = {
  [VIEW.reassign]: reassignSent,
  [VIEW.takeOver]: takeOverSent,
  [VIEW.takeOff]: takeOffSent,
  [VIEW.assign]: assignSent,
  [VIEW.notOurs]: notOursSubmitted,
  [VIEW.priority]: prioritySubmitted,
  [VIEW.altSubmit]: altTextsSubmitted,
  [VIEW.ignoreSubmit]: ignoreSubmitted,
  [VIEW.find]: findSubmitted,
  [VIEW.tags]: tagsSubmitted,
  [VIEW.incident]: incidentSubmitted,
  [VIEW.join]: joinSubmitted,
  [VIEW.leave]: leaveSubmitted,
  [VIEW.decline]: declineJoinSubmitted,
  [VIEW.rules]: rulesAccepted,
  [VIEW.approvalComment]: approvalCommentSent,
  [VIEW.logSubmit]: logSent,
  [VIEW.noteSubmit]: noteSent,
  [VIEW.savedSubmit]: savedSent,
};

/** Entries in the menu of a message. */
export const SHORTCUTS = { [SHORTCUT.useAsReply]: useAsReplyUsed };

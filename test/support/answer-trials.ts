import { ACTION, REPLY_TEXT, SHORTCUT, VIEW } from '../../src/slack/ids.ts';
import { packModalData } from '../../src/slack/refs.ts';
import { ON_STAGE, ROLES } from './permission-stage.ts';
import { type Area, care, click, field, inWindow, sent } from './trial.ts';

const { held, undo, unknown, own, brand, approval, asked, logged, saved } = ON_STAGE;
const window = packModalData({ threadId: held, step: 'brand' });
const TEXT = field(REPLY_TEXT.blockId, REPLY_TEXT.actionId, 'We look into it and tell you by noon.');
const alts = packModalData({
  threadId: held,
  step: 'brand',
  text: 'We look into it and tell you by noon.',
  fileIds: [],
  handOver: null,
});
const back = JSON.stringify({ replyId: approval, decision: 'changed' });
const list = { view: 'V9', page: 0 };
const one = JSON.stringify({ id: saved, known: 'v1', list });
const none = JSON.stringify({ id: null, known: null, list });
const SAVED = { ...field('title', 'value', 'Thanks'), ...field('text', 'value', 'Thank you') };

export const ANSWER_AREAS: readonly Area[] = [
  {
    name: 'Answering in public',
    trials: [
      { words: 'open the reply window, and write in it', act: click(ACTION.replyOpen, held) },
      {
        words: 'open the reply window, and write in it',
        act: click('text', 'We', inWindow(window, TEXT)),
        quiet: true,
      },
      {
        words: 'open the reply window, and write in it',
        act: click('step', 'brand', inWindow(window, TEXT)),
        quiet: true,
      },
      {
        words: 'open the reply window, and write in it',
        act: click(ACTION.startFrom, saved, inWindow(window)),
      },
      {
        words: 'open the reply window, and write in it',
        act: click(ACTION.askPrivately, '', inWindow(window, TEXT)),
      },
      {
        words: 'open the reply window, and write in it',
        act: {
          kind: 'shortcut',
          id: SHORTCUT.useAsReply,
          threadTs: ON_STAGE.heldCard,
          author: ROLES.responder,
          text: 'Tell them that we are on it',
        },
      },
      {
        words: 'close it: others no more see somebody write',
        act: { kind: 'closed', id: VIEW.replySubmit, metadata: window },
        quiet: true,
        given: ({ writers }) => writers.writing(held, ROLES.holder, Date.now()),
      },
      { words: 'send the answer', act: sent(VIEW.replySubmit, window, TEXT) },
      { words: 'send the answer', act: sent(VIEW.altSubmit, alts) },
      { words: 'take it back in time (_Undo_)', act: click(ACTION.undo, undo) },
      { words: 'look again for one of unknown fate', act: click(ACTION.checkAgain, unknown) },
      { words: 'send that one anyway', act: click(ACTION.sendAnyway, unknown) },
      { words: 'let go out what waited for the account too long', act: click(ACTION.sendAsked, asked) },
      { words: "delete it from the author's own account", act: click(ACTION.deletePost, own) },
      { words: 'ask its author to delete it there', act: click(ACTION.askDelete, own) },
      { words: "delete it from the brand's account", act: click(ACTION.deletePost, brand) },
    ],
  },
  {
    name: 'A word on answers',
    trials: [
      {
        words: 'see all that waits for a lead',
        act: click(ACTION.approvals, '0'),
        shows: true,
      },
      {
        words: 'see all that waits for a lead',
        act: click(ACTION.approvalsOn, '5', inWindow('0')),
        shows: true,
      },
      {
        words: 'see all that waits for a lead',
        act: click(ACTION.approvalsBack, '0', inWindow('5')),
        shows: true,
      },
      {
        words: 'approve an answer that waits, send it back, decline it',
        act: click(ACTION.approveReply, approval, inWindow('0')),
      },
      {
        words: 'approve an answer that waits, send it back, decline it',
        act: click(ACTION.approveReply, approval),
      },
      {
        words: 'approve an answer that waits, send it back, decline it',
        act: click(ACTION.changeReply, approval),
        shows: true,
      },
      {
        words: 'approve an answer that waits, send it back, decline it',
        act: click(ACTION.declineReply, approval),
        shows: true,
      },
      {
        words: 'approve an answer that waits, send it back, decline it',
        act: sent(VIEW.approvalComment, back, field('comment', 'text', 'Say sorry first.')),
      },
      { words: 'see, add, change and delete saved replies', act: care('replies'), shows: true },
      {
        words: 'see, add, change and delete saved replies',
        act: click(ACTION.savedAdd, 'new', inWindow('0')),
        shows: true,
      },
      {
        words: 'see, add, change and delete saved replies',
        act: click(ACTION.savedEdit, saved, inWindow('0')),
        shows: true,
      },
      {
        words: 'see, add, change and delete saved replies',
        act: click(ACTION.savedPage, '0', inWindow('0')),
        shows: true,
      },
      { words: 'see, add, change and delete saved replies', act: sent(VIEW.savedSubmit, none, SAVED) },
      {
        words: 'see, add, change and delete saved replies',
        act: click(ACTION.savedDelete, '', inWindow(one)),
      },
    ],
  },
  {
    name: 'Customers who phoned, wrote or came by',
    trials: [
      { words: 'open a thread for one', act: care('log'), shows: true },
      {
        words: 'open a thread for one',
        act: sent(VIEW.logSubmit, '', {
          ...field('what', 'value', 'No signal'),
          ...field('origin', 'value', 'phone'),
        }),
      },
      { words: 'note what was answered', act: click(ACTION.noteAnswer, logged), shows: true },
      {
        words: 'note what was answered',
        act: sent(VIEW.noteSubmit, logged, field('answer', 'value', 'It works again.')),
      },
    ],
  },
];

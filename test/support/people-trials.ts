import { ACTION, DECLINE_REASON, JOIN, VIEW } from '../../src/slack/ids.ts';
import { packRequest, packRules } from '../../src/slack/refs.ts';
import { die } from './account.ts';
import { accountOf, NEW, ON_STAGE, ROLES, TODAY } from './permission-stage.ts';
import type { OpenStore } from './store.ts';
import { type Area, care, click, field, inWindow, sent, several } from './trial.ts';

const request = packRequest({ applicant: NEW, requestId: ON_STAGE.request });
const joining = {
  ...several(JOIN.rules, JOIN.rules, '1'),
  ...field(JOIN.zone, JOIN.zone, 'Europe/Rome'),
  ...field(JOIN.maxOpen, JOIN.maxOpen, '7'),
};
const LOCKED = { kind: 'locked', words: '' } as const;
const hal = `responder:${ROLES.holder}`;

const answering = [ROLES.holder, ROLES.responder, ROLES.lead];

async function oldRules({ responders }: OpenStore): Promise<void> {
  for (const slackUser of answering) await responders.accept(slackUser, '0', TODAY);
}

async function paused({ responders }: OpenStore): Promise<void> {
  for (const slackUser of answering) await responders.pause(slackUser, null, TODAY);
}

export const PEOPLE_AREAS: readonly Area[] = [
  {
    name: 'Oneself',
    trials: [
      { words: 'join, or change topics, hours and limits', act: care('join'), shows: true },
      { words: 'join, or change topics, hours and limits', act: click(ACTION.mySettings), shows: true },
      { words: 'join, or change topics, hours and limits', act: sent(VIEW.join, '1', joining) },
      {
        words: 'accept new house rules',
        act: sent(VIEW.rules, packRules({ version: '1', before: 'send', threadId: ON_STAGE.held })),
        given: oldRules,
      },
      { words: 'pause, and come back', act: care('pause 2h') },
      { words: 'pause, and come back', act: care('back'), given: paused },
      { words: 'leave', act: care('leave'), shows: true },
      { words: 'leave', act: sent(VIEW.leave) },
      { words: 'link the own account', act: care('link') },
      { words: 'unlink the own account', act: care('unlink') },
      { words: 'see which account one answers from', act: care('me'), shows: true },
      {
        words: 'open the app’s home (a guest reads only that it is not for guests)',
        act: { kind: 'event', id: 'app_home_opened', event: { tab: 'home' } },
        shows: true,
      },
      {
        words: 'link a dead account again, or say that X lets it go on: one’s own',
        act: click(ACTION.linkAgain, hal),
        given: ({ accounts }) => die(accounts, accountOf(ROLES.holder)),
      },
      {
        words: 'link a dead account again, or say that X lets it go on: one’s own',
        act: click(ACTION.accountSolved, hal),
        given: ({ accounts }) => die(accounts, accountOf(ROLES.holder), LOCKED),
      },
    ],
  },
  {
    name: 'The team and the brand',
    trials: [
      { words: 'approve or decline somebody who wants to join', act: click(ACTION.approveJoin, request) },
      {
        words: 'approve or decline somebody who wants to join',
        act: click(ACTION.approveJoin, request, inWindow('0')),
      },
      {
        words: 'approve or decline somebody who wants to join',
        act: click(ACTION.declineJoin, request),
        shows: true,
      },
      {
        words: 'approve or decline somebody who wants to join',
        act: sent(VIEW.decline, request, field(DECLINE_REASON, DECLINE_REASON, 'Not now.')),
      },
      { words: "link and unlink the brand's account", act: care('link brand') },
      { words: "link and unlink the brand's account", act: care('unlink brand') },
      {
        words: 'link a dead one again, or say that X lets it go on: the brand’s',
        act: click(ACTION.linkAgain, 'brand:acme'),
        given: ({ accounts }) => die(accounts, '900'),
      },
      {
        words: 'link a dead one again, or say that X lets it go on: the brand’s',
        act: click(ACTION.accountSolved, 'brand:acme'),
        given: ({ accounts }) => die(accounts, '900', LOCKED),
      },
    ],
  },
];

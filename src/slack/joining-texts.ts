import type { KnownBlock } from '@slack/types';
import type { DisclosureIdea } from '../domain/disclosure.ts';
import type { LinkedAccount } from '../domain/glossary.ts';
import type { ProfileLook, Responder } from '../domain/responder.ts';
import type { JoinRequest, RequestView } from '../responders.ts';
import { escapeText, nameText, saidText } from './escape.ts';
import { ACTION } from './ids.ts';
import { button, type SlackMessage } from './mention-card.ts';
import { packRequest } from './refs.ts';

const LONGEST_REASON = 1_000;

/** What a lead sees of somebody who wants to join: two buttons, and after the decision who decided. */
export function requestMessage({ request, responder, account }: RequestView): SlackMessage {
  const text = `:wave: <@${request.slackUser}> wants to answer customers`;
  const about = section([`*${text}.*`, ...wishLines(responder, account)].join('\n'));
  return {
    text,
    blocks: request.decision === null ? [about, decide(request)] : [about, section(decided(request))],
  };
}

function wishLines(responder: Responder, account: LinkedAccount | null): string[] {
  const { topics, languages, rulesVersion } = responder;
  return [
    ...(rulesVersion === null ? [] : [`Accepted the house rules (version ${escapeText(rulesVersion)}).`]),
    `Answers for: ${topics.length === 0 ? 'whatever comes' : topics.map(nameText).join(', ')}.`,
    ...(languages.length === 0 ? [] : [`Writes: ${languages.map(nameText).join(', ')}.`]),
    account === null ? 'No X account is linked yet.' : `X account: @${escapeText(account.handle)}.`,
  ];
}

function decide(request: JoinRequest): KnownBlock {
  const value = packRequest({ applicant: request.slackUser, requestId: request.id });
  return {
    type: 'actions',
    elements: [
      button(ACTION.approveJoin, 'Approve', value, 'primary'),
      button(ACTION.declineJoin, 'Decline', value),
    ],
  };
}

function decided({ decision, by, reason }: JoinRequest): string {
  if (decision === 'approved') return `:white_check_mark: *Approved* by <@${by}>.`;
  return `:no_entry_sign: *Declined* by <@${by}>${reason === null ? '.' : `: “${reasonText(reason)}”`}`;
}

/** What somebody is told when a lead decided. */
export function decisionText({ request, account }: RequestView): string {
  const { decision, by, reason } = request;
  if (decision === 'declined') {
    return (
      `<@${by}> said no to your wish to answer customers for now${reason === null ? '.' : `: “${reasonText(reason)}”`} ` +
      'Talk to them; `/care join` asks again whenever you like.'
    );
  }
  return (
    `:tada: <@${by}> said yes: you answer customers now. Press *Take it* on a card to begin.` +
    (account === null ? ' One thing is missing: type `/care link` to connect your own X account.' : '')
  );
}

export interface ProfileHint {
  account: Pick<LinkedAccount, 'handle'>;
  look: Pick<ProfileLook, 'picture' | 'discloses'>;
  idea: DisclosureIdea;
  /** An answer that says it nowhere is not accepted. */
  required: boolean;
}

/** What could be better about somebody's public profile. */
export function profileText({ account, look, idea, required }: ProfileHint): string {
  const lines = [`About your X account @${escapeText(account.handle)}:`];
  if (!look.picture)
    lines.push('• It has no picture of its own: people trust a face more than a grey shape.');
  if (!look.discloses) {
    lines.push(
      '• Its bio does not say whom you work for, and whoever answers for a company should say so. ' +
        `For your bio: “${escapeText(idea.bio)}” Or end your answers with “${escapeText(idea.signature)}”.`,
    );
  }
  lines.push(
    required && !look.discloses
      ? 'Your house rules want one of the two: an answer that says it nowhere is not accepted.'
      : 'It is up to you: nothing is held back for it.',
  );
  return lines.join('\n');
}

function reasonText(reason: string): string {
  return saidText(reason, LONGEST_REASON);
}

function section(text: string): KnownBlock {
  return { type: 'section', text: { type: 'mrkdwn', text } };
}

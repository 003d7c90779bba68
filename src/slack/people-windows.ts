import type { ModalView } from '@slack/types';
import type { LinkedAccount } from '../domain/glossary.ts';
import { escapeText } from './escape.ts';
import { DECLINE_REASON, VIEW } from './ids.ts';
import { packRequest, type RequestRef } from './refs.ts';

/** Asks a lead why. */
export function declineWindow(ref: RequestRef): ModalView {
  return {
    type: 'modal',
    callback_id: VIEW.decline,
    private_metadata: packRequest(ref),
    title: { type: 'plain_text', text: 'Say no' },
    submit: { type: 'plain_text', text: 'Decline' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      section(`<@${ref.applicant}> is told what you write here. They may ask again.`),
      {
        type: 'input',
        block_id: DECLINE_REASON,
        label: { type: 'plain_text', text: 'Why' },
        element: {
          type: 'plain_text_input',
          action_id: DECLINE_REASON,
          multiline: true,
          max_length: 1_000,
          focus_on_load: true,
        },
      },
    ],
  };
}

/** Says what leaving does, before it is done. */
export function leaveWindow({ account, held }: { account: LinkedAccount | null; held: number }): ModalView {
  const lines = [
    held === 0
      ? 'You hold no thread.'
      : `${threads(held)} that you hold ${held === 1 ? 'goes' : 'go'} back to the channel, with a note in each.`,
    'Answers of yours that are not public yet are taken back. What is public stays.',
    account === null
      ? 'No account is linked.'
      : `@${escapeText(account.handle)} is unlinked, and Faccia's access is ended at X.`,
    'What you did stays in the record. `/care join` brings you back, if you ever like.',
  ];
  return {
    type: 'modal',
    callback_id: VIEW.leave,
    title: { type: 'plain_text', text: 'Leave?' },
    submit: { type: 'plain_text', text: 'Leave' },
    close: { type: 'plain_text', text: 'Stay' },
    blocks: [section(lines.map((line) => `• ${line}`).join('\n'))],
  };
}

/** A window that only says something. */
export function saidWindow(title: string, text: string): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: title },
    close: { type: 'plain_text', text: 'Close' },
    blocks: [section(text)],
  };
}

export function threads(count: number): string {
  return count === 1 ? '1 thread' : `${count} threads`;
}

function section(text: string) {
  return { type: 'section' as const, text: { type: 'mrkdwn' as const, text } };
}

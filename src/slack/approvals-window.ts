import type { Button, KnownBlock, ModalView } from '@slack/types';
import { duration } from '../domain/duration.ts';
import type { Post, Reply, Thread } from '../domain/glossary.ts';
import type { RequestView } from '../responders.ts';
import { approvalNote } from './approval-note.ts';
import { link } from './escape.ts';
import { ACTION } from './ids.ts';
import { requestMessage } from './joining-texts.ts';
import { type CardLinks, cardUrl } from './list-window.ts';
import { button } from './mention-card.ts';
import { section } from './note-message.ts';

export interface ApprovalsView {
  joins: readonly RequestView[];
  answers: readonly { reply: Reply; thread: Thread; post: Post; accountHandle: string }[];
  totals: { joins: number; answers: number };
  from: number;
  size: number;
}

/** What waits for the leads' word, a page at a time: each can be decided right here. */
export function approvalsWindow(view: ApprovalsView, links: CardLinks): ModalView {
  const { joins, answers } = view;
  const shown = [...joins.map(joinBlocks), ...answers.map((answer) => answerBlocks(answer, links))];
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'Waiting for a lead' },
    close: { type: 'plain_text', text: 'Close' },
    private_metadata: String(view.from),
    blocks: [
      section(shown.length === 0 ? ':sparkles: Nothing waits for your word.' : approvalsLine(view.totals)),
      ...shown.flatMap((blocks) => [{ type: 'divider' as const }, ...blocks]),
      ...pages(view),
    ],
  };
}

/** `2 answers and 1 person wait for a lead's word.` */
export function approvalsLine({ joins, answers }: ApprovalsView['totals']): string {
  const counted = [
    ...(answers === 0 ? [] : [`*${answers}* ${answers === 1 ? 'answer' : 'answers'}`]),
    ...(joins === 0 ? [] : [`*${joins}* ${joins === 1 ? 'person who wants' : 'people who want'} to join`]),
  ].join(' and ');
  return `:eyes: ${counted} ${joins + answers === 1 ? 'waits' : 'wait'} for a lead's word.`;
}

function joinBlocks(view: RequestView): KnownBlock[] {
  return requestMessage(view).blocks;
}

function answerBlocks({ thread, ...note }: ApprovalsView['answers'][number], links: CardLinks): KnownBlock[] {
  const card = cardUrl(thread, links);
  const place = card === null ? `<#${thread.channel}>` : link(card, 'Open the card');
  const since = `asked ${duration(links.now - (note.reply.approval?.askedAt ?? note.reply.createdAt))} ago`;
  return [
    ...approvalNote({ kind: 'approval', again: false, ...note }).blocks,
    { type: 'context', elements: [{ type: 'mrkdwn', text: `${since}  ·  ${place}` }] },
  ];
}

function pages({ from, size, totals }: ApprovalsView): KnownBlock[] {
  const total = totals.joins + totals.answers;
  const buttons: Button[] = [
    ...(from > 0 ? [button(ACTION.approvalsBack, 'Back', String(Math.max(0, from - size)))] : []),
    ...(from + size < total ? [button(ACTION.approvalsOn, 'Next', String(from + size))] : []),
  ];
  return buttons.length === 0
    ? []
    : [{ type: 'divider' }, { type: 'actions', block_id: 'approvals_pages', elements: buttons }];
}

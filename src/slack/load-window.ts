import type { Button, KnownBlock, ModalView } from '@slack/types';
import type { Load, Responder } from '../domain/responder.ts';
import { ACTION } from './ids.ts';
import { button } from './mention-card.ts';
import { section } from './note-message.ts';

export interface LoadView {
  people: readonly { slackUser: string; state: Responder['state']; load: Load }[];
  from: number;
  size: number;
  total: number;
}

/** Who has how much, a page at a time. */
export function loadWindow(view: LoadView): ModalView {
  const { people, from, total } = view;
  const range = people.length === 0 ? 'Nobody.' : `*${from + 1} to ${from + people.length}* of ${total}.`;
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'Who has how much' },
    close: { type: 'plain_text', text: 'Close' },
    private_metadata: String(from),
    blocks: [section(range), ...(people.length === 0 ? [] : [section(loadText(view))]), ...pages(view)],
  };
}

export function loadText({ people }: Pick<LoadView, 'people'>): string {
  return people
    .map(({ slackUser, state, load }) => {
      const standing =
        state === 'enrolled' ? '' : state === 'asked' ? '  ·  *wants to join*' : `  ·  ${state}`;
      return `<@${slackUser}>  ·  ${load.open} in hand, ${load.answeredToday} answered in a day${standing}`;
    })
    .join('\n');
}

function pages({ from, size, total }: LoadView): KnownBlock[] {
  const buttons: Button[] = [
    ...(from > 0 ? [button(ACTION.loadBack, 'Back', String(Math.max(0, from - size)))] : []),
    ...(from + size < total ? [button(ACTION.loadOn, 'Next', String(from + size))] : []),
  ];
  return buttons.length === 0 ? [] : [{ type: 'actions', block_id: 'load_pages', elements: buttons }];
}

import type { Button, KnownBlock, ModalView } from '@slack/types';
import type { Availability } from '../domain/responder.ts';
import { ACTION } from './ids.ts';
import { button } from './mention-card.ts';
import { section } from './note-message.ts';
import { awaySentence } from './texts.ts';
import { topicText } from './topic-blocks.ts';

const PAGE = 25;

export interface WhoView {
  /** Null: any. */
  topic: string | null;
  people: readonly { slackUser: string; availability: Availability }[];
  /** Where the page begins. */
  from: number;
  now: number;
}

/** Who answers for a topic, and who of them is there, a page at a time. */
export function whoWindow({ topic, people, from, now }: WhoView): ModalView {
  // People may have left since the page before was shown.
  const start = from < people.length ? Math.max(0, from) : 0;
  const shown = people.slice(start, start + PAGE);
  const about = topic === null ? '' : ` for *${topicText(topic)}*`;
  const blocks =
    shown.length === 0
      ? [section(`Nobody answers${about} yet. Whoever wants to types \`/care join\`.`)]
      : [
          section(`*${start + 1} to ${start + shown.length}* of ${people.length}${about}.`),
          section(shown.map((one) => whoLine(one, now)).join('\n')),
        ];
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'Who is there' },
    close: { type: 'plain_text', text: 'Close' },
    private_metadata: topic ?? '',
    blocks: [...blocks, ...pages(start, people.length)],
  };
}

function whoLine({ slackUser, availability }: WhoView['people'][number], now: number): string {
  return availability.kind === 'available'
    ? `:large_green_circle: <@${slackUser}>: ${availability.load.open} in hand`
    : `:white_circle: <@${slackUser}> ${awaySentence(availability, now)}`;
}

function pages(from: number, total: number): KnownBlock[] {
  const buttons: Button[] = [
    ...(from > 0 ? [button(ACTION.whoBack, 'Back', String(Math.max(0, from - PAGE)))] : []),
    ...(from + PAGE < total ? [button(ACTION.whoOn, 'Next', String(from + PAGE))] : []),
  ];
  return buttons.length === 0 ? [] : [{ type: 'actions', block_id: 'who_pages', elements: buttons }];
}

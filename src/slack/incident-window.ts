import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { SavedReply } from '../domain/saved-replies.ts';
import { type Incident, sharedWords } from '../domain/surge.ts';
import type { SurgeGroupView } from '../surges.ts';
import { harmless } from './escape.ts';
import { ACTION, INCIDENT, VIEW } from './ids.ts';
import { LIMIT, shorten } from './limits.ts';
import { button } from './mention-card.ts';
import { section } from './note-message.ts';
import { incidentLine } from './surge-card.ts';

export interface IncidentView {
  channel: string;
  going: readonly Incident[];
  groups: readonly SurgeGroupView[];
  saved: readonly SavedReply[];
  hours: number;
}

const MOST_OPTIONS = 100;

/** Those that go on, to end them, and the fields of a new one. */
export function incidentWindow({ channel, going, groups, saved, hours }: IncidentView): ModalView {
  return {
    type: 'modal',
    callback_id: VIEW.incident,
    title: plain('Known incidents'),
    submit: plain('Declare'),
    close: plain('Close'),
    private_metadata: channel,
    blocks: [
      ...going.flatMap((incident): KnownBlock[] => [incidentLine(incident), endBlock(incident)]),
      ...(going.length === 0 ? [] : [{ type: 'divider' as const }]),
      section(
        'Mentions that are like it get its tag from now on, and its saved reply to begin an answer with.',
      ),
      input(INCIDENT.tag, 'Tag', false, {
        type: 'plain_text_input',
        max_length: 30,
        placeholder: plain('outage-north'),
      }),
      ...select(INCIDENT.group, 'Like this group of the surge', groups.map(groupOption)),
      input(INCIDENT.text, groups.length === 0 ? 'What customers say' : 'Or what customers say', true, {
        type: 'plain_text_input',
        multiline: true,
        max_length: 1_000,
        placeholder: plain('no signal in the north since this morning'),
      }),
      ...select(INCIDENT.saved, 'Saved reply to begin with', saved.map(savedOption)),
      input(INCIDENT.hours, 'Ends by itself after so many hours', false, {
        type: 'plain_text_input',
        max_length: 3,
        initial_value: String(hours),
      }),
    ],
  };
}

function endBlock({ id, tag }: Incident): KnownBlock {
  const label = shorten(`End ${harmless(tag)}`, LIMIT.buttonText - 1);
  return { type: 'actions', elements: [button(ACTION.incidentEnd, label, id)] };
}

function groupOption({ group, examples }: SurgeGroupView): PlainTextOption {
  const words = sharedWords(group).map(({ word }) => word);
  const what = words.length > 0 ? words.join(', ') : (examples[0]?.root.text.replace(/\s+/gu, ' ') ?? '…');
  return option(`${group.left}: ${what}`, group.id);
}

function savedOption({ id, title }: SavedReply): PlainTextOption {
  return option(title, id);
}

function option(text: string, value: string): PlainTextOption {
  return { text: plain(harmless(shorten(text, LIMIT.optionText - 3))), value };
}

function select(field: { blockId: string }, label: string, options: PlainTextOption[]): KnownBlock[] {
  if (options.length === 0) return [];
  return [input(field, label, true, { type: 'static_select', options: options.slice(0, MOST_OPTIONS) })];
}

function input(field: { blockId: string }, label: string, optional: boolean, element: object): KnownBlock {
  return {
    type: 'input',
    block_id: field.blockId,
    optional,
    label: plain(label),
    element: { ...element, action_id: INCIDENT.actionId } as never,
  };
}

function plain(text: string) {
  return { type: 'plain_text' as const, text, emoji: false };
}

import type { NoteView } from '../ports.ts';
import type { SlackMessage } from './mention-card.ts';
import { moment } from './texts.ts';

/** Said in the Slack thread while the customer waits. */
export function lateNote(note: Extract<NoteView, { kind: 'late' }>): SlackMessage {
  const rung = note.ring.map((id) => (id.startsWith('S') ? `<!subteam^${id}>` : `<@${id}>`)).join(' ');
  const what = note.promised === 'answer' ? 'An answer' : 'The solution';
  const head = note.late
    ? `:rotating_light: *${what} is late*: it was due at ${moment(note.dueAt)}.`
    : `:hourglass_flowing_sand: *${what} is due at ${moment(note.dueAt)}.*`;
  const holder =
    note.holder === null ? 'Nobody has this thread: *Take it* on the card.' : `<@${note.holder}> has it.`;
  const text = `${rung} ${head} The customer waits since ${moment(note.since)}. ${holder}`.trim();
  return {
    text,
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }],
    ...(note.broadcast ? { broadcast: true as const } : {}),
  };
}

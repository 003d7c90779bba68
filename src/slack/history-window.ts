import type { Button, ModalView } from '@slack/types';
import { nameText, saidText } from './escape.ts';
import { ACTION } from './ids.ts';
import { button } from './mention-card.ts';
import { section } from './note-message.ts';

export interface HistoryView {
  threadId: string;
  entries: readonly { at: number; actor: string; what: string; detail: string }[];
  from: number;
  size: number;
  total: number;
}

/** Who did what in a thread, and when. */
export function historyWindow(view: HistoryView): ModalView {
  const { threadId, entries, from, size, total } = view;
  const at = (start: number) => `${threadId} ${start}`;
  const buttons: Button[] = [
    ...(from > 0 ? [button(ACTION.historyBack, 'Newer', at(Math.max(0, from - size)))] : []),
    ...(from + size < total ? [button(ACTION.historyOn, 'Older', at(from + size))] : []),
  ];
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'History' },
    close: { type: 'plain_text', text: 'Back' },
    private_metadata: threadId,
    blocks: [
      section(
        total === 0
          ? 'Nothing is known of it.'
          : `*${from + 1} to ${from + entries.length}* of ${total}, the newest first.`,
      ),
      ...entries.map((entry) => section(line(entry))),
      ...(buttons.length === 0
        ? []
        : [{ type: 'actions' as const, block_id: 'history_pages', elements: buttons }]),
    ],
  };
}

function line({ at, actor, what, detail }: HistoryView['entries'][number]): string {
  const who = /^[UW][A-Z0-9]+$/u.test(actor)
    ? `<@${actor}>`
    : actor === 'auto'
      ? 'by itself'
      : nameText(actor);
  const when = `<!date^${Math.floor(at / 1000)}^{date_short_pretty} {time_secs}|${new Date(at).toISOString()}>`;
  const more = detail === '' ? '' : `: ${saidText(plainDetail(detail), 600)}`;
  return `${when}  *${nameText(what.replaceAll('-', ' '))}*  ${who}${more}`;
}

/** Several things are written down as JSON, or with bare commas. */
function plainDetail(detail: string): string {
  if (/^[\w-]+(?:,[\w-]+)+$/u.test(detail)) return detail.replaceAll(',', ', ');
  if (!detail.startsWith('[')) return detail;
  try {
    const parsed: unknown = JSON.parse(detail);
    return Array.isArray(parsed) ? parsed.map(String).join(', ') : detail;
  } catch {
    return detail;
  }
}

import type { Reply } from '../domain/glossary.ts';
import type { NoteView } from '../ports.ts';

/** The end of a deletion that somebody must look at, as a message of its own; null: its note is enough. */
export function deletionNews(reply: Reply, accountHandle: string): { key: string; note: NoteView } | null {
  const { deletion } = reply;
  if (deletion === null) return null;
  const ping = whomToPing(reply);
  if (ping === null) return null;
  const how = deletion.parked === null ? deletion.state : 'parked';
  const key = `deletion:${reply.id}:${how}:${deletion.at}`;
  return { key, note: { kind: 'deletion', reply, accountHandle, ping } };
}

function whomToPing({ deletion }: Reply): string | null {
  switch (deletion?.state) {
    case 'failed':
      return deletion.by ?? deletion.askedBy;
    case 'deleting':
      return deletion.parked === null ? null : deletion.by;
    case 'deleted':
      return deletion.askedBy === deletion.by ? null : deletion.askedBy;
    default:
      return null;
  }
}

/**
 * `card:<thread>` · `note:<reply>` · `followup:<post>` · `own:<post>` · `send:<reply>` · `edited:<post>` · `delete:<reply>` ·
 * `asked:<reply>` · `account:<account>` · `budget:<day>` · `target:<thread>` · `other:<post>` · `context:<post>` · `gone:<post>` ·
 * `recheck:posts` · `conversation:<thread>` · `joining:<person>` · `pause:<person>` · `leaving:<person>` · `approval:<reply>` ·
 * `surge:<channel>` · `incident:<incident>` · `retain:old` · `archives:posts` · `silence:<source>` · `noted:<answer>` · `forget:<thread>` · `lease:<thread>` · `news:<thread>/<number>`
 */
export type OutboxMember = `${WorkKind}:${string}`;

/** What must still be done because something changed. */
export type WorkKind =
  | 'card'
  | 'note'
  | 'followup'
  | 'own'
  | 'send'
  | 'edited'
  | 'delete'
  | 'asked'
  | 'account'
  | 'budget'
  | 'approval'
  | 'noted'
  | 'forget'
  | 'joining'
  | 'pause'
  | 'leaving'
  | 'target'
  | 'other'
  | 'context'
  | 'gone'
  | 'recheck'
  | 'conversation'
  | 'lease'
  | 'retain'
  | 'archives'
  | 'silence'
  | 'surge'
  | 'incident'
  | 'news';

export function kindOf(member: OutboxMember): WorkKind {
  return member.slice(0, member.indexOf(':')) as WorkKind;
}

/** The id of the thread, reply, post or account, or the day, that the work is about. */
export function subjectOf(member: OutboxMember): string {
  return member.slice(member.indexOf(':') + 1);
}

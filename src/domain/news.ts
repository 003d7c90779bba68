/** A change of who has a thread, told in its Slack thread and to those whom it concerns. */
export interface ThreadNews {
  kind: NewsKind;
  /** Slack user id of who did it; null: it happened by itself. */
  by: string | null;
  /** Who had it; null: nobody. */
  from: string | null;
  /** Who has it now; null: nobody. */
  to: string | null;
  /** Why a lease ended. */
  why: string | null;
  /** What the lead wrote for the new holder; may be empty. Internal. */
  word: string;
  /** The next answer begins with telling the customer. */
  public: boolean;
  /** Since when the last holder had it; null: not said. */
  since: number | null;
  at: number;
}

export type NewsKind =
  | 'reassigned'
  | 'taken-over'
  /** By a lead, for somebody else. */
  | 'released'
  | 'lease-ended'
  /** Its holder is kept from its author now. */
  | 'taken-off'
  | 'shield-lifted';

/** The work of telling them. */
export function newsSubject(threadId: string, number: number): string {
  return `${threadId}/${number}`;
}

/** Null: not ours. */
export function newsFrom(subject: string): { threadId: string; number: number } | null {
  const at = subject.lastIndexOf('/');
  const number = Number(subject.slice(at + 1));
  return at > 0 && Number.isInteger(number) ? { threadId: subject.slice(0, at), number } : null;
}

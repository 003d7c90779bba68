import type { ApprovalDecision } from '../domain/approval.ts';
import type { DeskSettings } from '../domain/brand.ts';
import type { Reply } from '../domain/glossary.ts';
import { RefusedError } from '../errors.ts';
import type { Clock, People } from '../ports.ts';
import type { ReplyStore } from '../stores.ts';
import type { ApprovalStore } from '../words.ts';
import { requireLead } from './require-employee.ts';

export interface DecideApprovalDeps {
  approvals: ApprovalStore;
  replies: ReplyStore;
  people: People;
  desk: DeskSettings;
  clock: Clock;
}

export interface DecideApprovalInput {
  replyId: string;
  slackUser: string;
  decision: ApprovalDecision;
  /** To the author; may be empty. */
  comment: string;
}

/** A lead's one decision on a reply that waits for it. Throws RefusedError. */
export function decideApproval({ approvals, people, desk, clock }: DecideApprovalDeps) {
  return async (input: DecideApprovalInput): Promise<Reply> => {
    const lead = await requireLead(people)(input.slackUser);
    const comment = input.comment.trim();
    const now = clock.now();
    const result = await approvals.decide({
      ...input,
      comment,
      reason: reasonOf(input.decision, lead.name, comment),
      notBefore: now + desk.undoMs,
      now,
    });
    if (result.kind === 'done') return result.reply;
    if (result.kind === 'missing') throw refusal(null);
    throw refusal({ kind: result.kind, reply: result.reply });
  };
}

/** Whether this lead may decide now: looked at before a window is opened for a comment. Throws RefusedError. */
export function requireUndecided({ replies, people }: DecideApprovalDeps) {
  return async ({ replyId, slackUser }: { replyId: string; slackUser: string }): Promise<Reply> => {
    await requireLead(people)(slackUser);
    const reply = await replies.get(replyId);
    if (!reply?.approval) throw refusal(null);
    if (reply.responder === slackUser) throw refusal({ kind: 'own', reply });
    if (reply.approval.state !== 'asked') throw refusal({ kind: 'decided', reply });
    if (reply.state !== 'held') throw refusal({ kind: 'over', reply });
    return reply;
  };
}

function reasonOf(decision: ApprovalDecision, name: string, comment: string): string {
  const words = comment === '' ? '' : `: "${comment}"`;
  switch (decision) {
    case 'approved':
      return '';
    case 'changed':
      return `${name} looked at it and asks you to change it${words}.`;
    case 'declined':
      return `${name} looked at it and declined it${words}.`;
  }
}

const DECIDED = {
  asked: 'looked at it',
  approved: 'approved it',
  changed: 'sent it back for a change',
  declined: 'declined it',
} as const;

function refusal(found: { kind: 'own' | 'decided' | 'over'; reply: Reply } | null): RefusedError {
  switch (found?.kind) {
    case 'own':
      return new RefusedError('own-answer', 'This is your own answer: another lead must look at it.');
    case 'decided': {
      const { approval } = found.reply;
      const what = DECIDED[approval?.state ?? 'asked'];
      return new RefusedError('decided', `<@${approval?.by}> ${what} already. Nothing was changed.`);
    }
    case 'over':
      return new RefusedError(
        'over',
        'There is nothing to decide any more: its author took it back, or the thread went on without it.',
      );
    default:
      return new RefusedError('reply-missing', 'Faccia does not know this answer any more.');
  }
}

import type { OutboxMember } from '../ports.ts';

/** Replies have a queue of their own: its jobs are never re-run by themselves. */
export const QUEUES = ['replies', 'slack'] as const;
export type QueueName = (typeof QUEUES)[number];

/** The kind of work is the part of the member before the colon. */
export type WorkKind = 'card' | 'note' | 'followup' | 'own' | 'send';

export function kindOf(member: OutboxMember): WorkKind {
  return member.slice(0, member.indexOf(':')) as WorkKind;
}

export function subjectOf(member: OutboxMember): string {
  return member.slice(member.indexOf(':') + 1);
}

export function queueOf(member: OutboxMember): QueueName {
  return kindOf(member) === 'send' ? 'replies' : 'slack';
}

import { kindOf, type OutboxMember } from '../domain/work.ts';

/** Replies have a queue of their own: its jobs are never re-run by themselves. */
export const QUEUES = ['replies', 'slack'] as const;
export type QueueName = (typeof QUEUES)[number];

export function queueOf(member: OutboxMember): QueueName {
  return kindOf(member) === 'send' ? 'replies' : 'slack';
}

import { kindOf, type OutboxMember } from '../domain/work.ts';

/** What is asked of the network has a queue of its own: its jobs are never re-run by themselves. */
export const QUEUES = ['replies', 'slack'] as const;
export type QueueName = (typeof QUEUES)[number];

export function queueOf(member: OutboxMember): QueueName {
  const kind = kindOf(member);
  return kind === 'send' || kind === 'delete' ? 'replies' : 'slack';
}

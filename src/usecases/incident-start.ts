import type { Thread } from '../domain/glossary.ts';
import type { WordRules } from '../domain/judge-words.ts';
import { fillKnown } from '../domain/saved-replies.ts';
import type { Clock } from '../ports.ts';
import type { IncidentStore } from '../surges.ts';

export interface IncidentStartDeps {
  incidents: Pick<IncidentStore, 'get'>;
  clock: Clock;
}

/** The saved reply of the incident that the thread is part of, while that goes on: people still change it. */
export async function incidentStart(
  { incidents, clock }: IncidentStartDeps,
  { incident: id }: Thread,
  { saved, known }: WordRules,
): Promise<string | null> {
  const incident = id === undefined ? null : await incidents.get(id);
  if (incident === null || incident.endedAt !== null || incident.until <= clock.now()) return null;
  const reply = saved.find((one) => one.id === incident.saved);
  return reply ? fillKnown(reply.text, known) : null;
}

import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface IncidentJobDeps {
  tendIncident(id: string): Promise<JobAnswer>;
}

/** An incident was declared: tags what is like it, and ends it in time. */
export function incidentJob({ tendIncident }: IncidentJobDeps): JobHandler {
  return (work) => tendIncident(subjectOf(work.member));
}

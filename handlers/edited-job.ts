import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface EditedJobDeps {
  tellEdited(id: string): Promise<JobAnswer>;
}

/** Shows in the Slack thread that the customer changed a post. */
export function editedJob({ tellEdited }: EditedJobDeps): JobHandler {
  return (work) => tellEdited(subjectOf(work.member));
}

import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface DeletePostJobDeps {
  deletePost(id: string): Promise<JobAnswer>;
}

/** One try at deleting a reply's posts. */
export function deletePostJob({ deletePost }: DeletePostJobDeps): JobHandler {
  return (work) => deletePost(subjectOf(work.member));
}

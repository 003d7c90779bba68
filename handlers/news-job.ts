import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface NewsJobDeps {
  tellNews(subject: string): Promise<JobAnswer>;
}

/** A thread changed hands: tells those whom it concerns. */
export function newsJob({ tellNews }: NewsJobDeps): JobHandler {
  return (work) => tellNews(subjectOf(work.member));
}

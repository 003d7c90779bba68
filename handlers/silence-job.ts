import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface SilenceJobDeps {
  tellSilence(source: string): Promise<JobAnswer>;
}

/** A source fell silent, or speaks again: tells operations. */
export function silenceJob({ tellSilence }: SilenceJobDeps): JobHandler {
  return (work) => tellSilence(subjectOf(work.member));
}

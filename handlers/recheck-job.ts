import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface RecheckJobDeps {
  recheckPosts(): Promise<JobAnswer>;
}

/** Asks the network whether the posts that we show are still there. */
export function recheckJob({ recheckPosts }: RecheckJobDeps): JobHandler {
  return () => recheckPosts();
}

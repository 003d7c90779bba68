import type { HomeView } from '@slack/types';
import { subjectOf } from '../src/domain/work.ts';
import { AppError, UnavailableError } from '../src/errors.ts';
import type { JobHandler, Log } from '../src/ports.ts';
import type { HomeLook } from '../src/usecases/look-at-home.ts';
import type { ToldGone } from '../src/usecases/tell-gone.ts';

export interface GoneJobDeps {
  tellGone(id: string): Promise<ToldGone>;
  lookAtHome(slackUser: string): Promise<HomeLook>;
  homeView(look: HomeLook): HomeView;
  publishHome(slackUser: string, view: HomeView): Promise<void>;
  log: Log;
}

/** A customer's post is gone: takes its words out of Slack, out of people's homes too. */
export function goneJob({ tellGone, lookAtHome, homeView, publishHome, log }: GoneJobDeps): JobHandler {
  return async (work) => {
    const { homes = [], ...told } = await tellGone(subjectOf(work.member));
    for (const slackUser of homes) {
      try {
        await publishHome(slackUser, homeView(await lookAtHome(slackUser)));
      } catch (error) {
        // Whoever left has no home any more.
        if (error instanceof UnavailableError || !(error instanceof AppError)) throw error;
        log.warn('home-not-drawn', { slackUser, error });
      }
    }
    return told;
  };
}

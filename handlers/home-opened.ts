import type { HomeView } from '@slack/types';
import type { HomeLook } from '../src/usecases/look-at-home.ts';

export interface HomeOpenedDeps {
  lookAtHome(slackUser: string): Promise<HomeLook>;
  homeView(look: HomeLook): HomeView;
  publishHome(slackUser: string, view: HomeView): Promise<void>;
}

/** Shows a person what they hold and who they are here; leads and operations see more. */
export function homeOpened({ lookAtHome, homeView, publishHome }: HomeOpenedDeps) {
  return async (slackUser: string): Promise<void> => {
    await publishHome(slackUser, homeView(await lookAtHome(slackUser)));
  };
}

import type { Thread } from '../src/domain/glossary.ts';
import type { ButtonClick } from './click.ts';

export interface ReleaseClickedDeps {
  releaseThread(input: { threadId: string; slackUser: string }): Promise<Thread>;
}

/** Gives the thread back to the channel; the card shows it to all. */
export function releaseClicked({ releaseThread }: ReleaseClickedDeps) {
  return async ({ slackUser, value }: ButtonClick): Promise<void> => {
    await releaseThread({ threadId: value, slackUser });
  };
}

import type { ButtonClick } from './click.ts';

export interface KeepItClickedDeps {
  keepThread(input: { threadId: string; slackUser: string }): Promise<string>;
}

/** The holder still has it. */
export function keepItClicked({ keepThread }: KeepItClickedDeps) {
  return async ({ slackUser, value, say }: ButtonClick): Promise<void> => {
    await say(await keepThread({ threadId: value, slackUser }));
  };
}

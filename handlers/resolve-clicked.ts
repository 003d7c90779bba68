import type { Thread } from '../src/domain/glossary.ts';
import type { ButtonClick } from './click.ts';

export interface ResolveClickedDeps {
  resolveThread(input: { threadId: string; slackUser: string }): Promise<Thread>;
}

/** Ends the thread; the card shows it to all. */
export function resolveClicked({ resolveThread }: ResolveClickedDeps) {
  return async ({ slackUser, value }: ButtonClick): Promise<void> => {
    await resolveThread({ threadId: value, slackUser });
  };
}

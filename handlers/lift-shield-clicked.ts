import type { Thread } from '../src/domain/glossary.ts';
import type { ButtonClick } from './click.ts';

export interface LiftShieldClickedDeps {
  liftShield(input: { threadId: string; slackUser: string }): Promise<Thread>;
  tell(slackUser: string, sentence: string): Promise<void>;
}

/** A lead lifts it: said where a window cannot hide it. */
export function liftShieldClicked({ liftShield, tell }: LiftShieldClickedDeps) {
  return async ({ slackUser, value }: ButtonClick): Promise<void> => {
    await liftShield({ threadId: value, slackUser });
    await tell(
      slackUser,
      'Lifted: your colleague is not kept from this person any more, and anybody may answer there.',
    );
  };
}

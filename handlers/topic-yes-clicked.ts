import type { Thread } from '../src/domain/glossary.ts';
import type { ButtonClick } from './click.ts';

export interface TopicYesClickedDeps {
  acceptTopic(input: { threadId: string; slackUser: string }): Promise<Thread>;
}

/** The suggested topic is right; the card shows it to all, in the channel of that topic. */
export function topicYesClicked({ acceptTopic }: TopicYesClickedDeps) {
  return async ({ slackUser, value }: ButtonClick): Promise<void> => {
    await acceptTopic({ threadId: value, slackUser });
  };
}

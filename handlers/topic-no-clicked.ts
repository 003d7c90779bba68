import type { ButtonClick } from './click.ts';

export interface TopicNoClickedDeps {
  denyTopic(input: { threadId: string; slackUser: string }): Promise<string>;
}

/** The suggested topic is wrong: it goes from the card. */
export function topicNoClicked({ denyTopic }: TopicNoClickedDeps) {
  return async ({ slackUser, value, say }: ButtonClick): Promise<void> => {
    const topic = await denyTopic({ threadId: value, slackUser });
    await say(
      `Noted: this is not #${topic}. If you know whose it is, press *More…* on the card, then *Not ours*.`,
    );
  };
}

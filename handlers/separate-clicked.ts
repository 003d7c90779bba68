import type { Thread } from '../src/domain/glossary.ts';
import type { ButtonClick } from './click.ts';

export interface SeparateClickedDeps {
  separatePost(input: { postId: string; slackUser: string }): Promise<Thread>;
}

/** What another person wrote in a conversation becomes a thread; its card shows it to all. */
export function separateClicked({ separatePost }: SeparateClickedDeps) {
  return async ({ slackUser, value, say }: ButtonClick): Promise<void> => {
    const thread = await separatePost({ postId: value, slackUser });
    await say(`It has a card of its own in <#${thread.channel}>: press *Take it* there to answer.`);
  };
}

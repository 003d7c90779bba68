import type { Reply } from '../src/domain/glossary.ts';
import type { ButtonClick } from './click.ts';

export interface DeletePostClickedDeps {
  requestDeletion(input: { replyId: string; slackUser: string }): Promise<Reply>;
}

/** Takes a public answer away from the network again. */
export function deletePostClicked({ requestDeletion }: DeletePostClickedDeps) {
  return async ({ slackUser, value, say }: ButtonClick): Promise<void> => {
    const { deletion } = await requestDeletion({ replyId: value, slackUser });
    await say(
      deletion?.state === 'deleted'
        ? 'It is deleted already: the note in the Slack thread says when and by whom.'
        : 'It is being deleted. The note in the Slack thread says when it is gone.',
    );
  };
}

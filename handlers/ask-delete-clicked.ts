import type { Reply } from '../src/domain/glossary.ts';
import type { ButtonClick } from './click.ts';

export interface AskDeleteClickedDeps {
  askDeletion(input: { replyId: string; slackUser: string }): Promise<Reply>;
}

/** A lead asks an author to delete a post on their own account. */
export function askDeleteClicked({ askDeletion }: AskDeleteClickedDeps) {
  return async ({ slackUser, value, say }: ButtonClick): Promise<void> => {
    await say(sentence(await askDeletion({ replyId: value, slackUser }), slackUser));
  };
}

function sentence({ deletion, responder }: Reply, slackUser: string): string {
  switch (deletion?.state) {
    case 'deleted':
      return 'It is deleted already: its note here says when and by whom.';
    case 'deleting':
      return 'It is being deleted already: its note here says when it is gone.';
    default:
      return deletion?.askedBy === slackUser
        ? `<@${responder}> is asked in private. Only they can delete it; its note here says when it is gone.`
        : `<@${responder}> was asked already, by <@${deletion?.askedBy}>.`;
  }
}

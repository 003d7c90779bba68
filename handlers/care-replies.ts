import type { ModalView } from '@slack/types';
import type { SavedReply } from '../src/domain/saved-replies.ts';
import { savedList } from '../src/slack/saved-windows.ts';
import type { CareWords } from './care-command.ts';

export interface CareRepliesDeps {
  listSavedReplies(slackUser: string): Promise<SavedReply[]>;
  openView(triggerId: string, view: ModalView): Promise<void>;
}

/** `/care replies`: leads see, add and change the texts that an answer may begin with. */
export function careReplies({ listSavedReplies, openView }: CareRepliesDeps) {
  return async ({ slackUser, triggerId }: CareWords): Promise<null> => {
    await openView(triggerId, savedList(await listSavedReplies(slackUser)));
    return null;
  };
}

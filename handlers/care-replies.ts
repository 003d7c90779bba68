import type { ModalView } from '@slack/types';
import { savedList } from '../src/slack/saved-windows.ts';
import type { SavedList } from '../src/usecases/saved-replies.ts';
import type { CareWords } from './care-command.ts';

export interface CareRepliesDeps {
  listSavedReplies(slackUser: string): Promise<SavedList>;
  openView(triggerId: string, view: ModalView): Promise<void>;
}

/** `/care replies`: leads see, add and change the texts that an answer may begin with. */
export function careReplies({ listSavedReplies, openView }: CareRepliesDeps) {
  return async ({ slackUser, triggerId }: CareWords): Promise<null> => {
    await openView(triggerId, savedList((await listSavedReplies(slackUser)).all));
    return null;
  };
}

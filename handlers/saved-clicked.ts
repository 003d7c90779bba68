import type { ModalView } from '@slack/types';
import { RefusedError } from '../src/errors.ts';
import { savedDeleted, savedList, savedWindow, unpackSaved } from '../src/slack/saved-windows.ts';
import type { SavedList } from '../src/usecases/saved-replies.ts';
import type { ButtonClick } from './click.ts';

export interface SavedClickedDeps {
  listSavedReplies(slackUser: string): Promise<SavedList>;
  deleteSavedReply(input: { id: string; known: string; slackUser: string }): Promise<void>;
  showView(click: Pick<ButtonClick, 'triggerId' | 'view'>, view: ModalView): Promise<void>;
  updateView(viewId: string, view: ModalView): Promise<void>;
}

/** *Add one*, or *Edit*: opens its window over the list. */
export function savedEditClicked({ listSavedReplies, showView }: SavedClickedDeps) {
  return async ({ slackUser, value, view, triggerId }: ButtonClick): Promise<void> => {
    const { all, topics } = await listSavedReplies(slackUser);
    const reply = all.find(({ id, version }) => id === value && version !== 'yaml') ?? null;
    if (reply === null && value !== 'new')
      throw new RefusedError('gone', 'Another lead deleted this one meanwhile.');
    const list = { view: view?.id ?? '', page: Number(view?.privateMetadata) || 0 };
    await showView({ triggerId, view }, savedWindow(reply, topics, list));
  };
}

/** Another page of the list. */
export function savedPageClicked({ listSavedReplies, updateView }: SavedClickedDeps) {
  return async ({ slackUser, value, view }: ButtonClick): Promise<void> => {
    if (view)
      await updateView(view.id, savedList((await listSavedReplies(slackUser)).all, Number(value) || 0));
  };
}

/** Deletes the one whose window is open. */
export function savedDeleteClicked({ listSavedReplies, deleteSavedReply, updateView }: SavedClickedDeps) {
  return async ({ slackUser, view }: ButtonClick): Promise<void> => {
    const data = view && unpackSaved(view.privateMetadata);
    if (!view || !data?.id || data.known === null) return;
    await deleteSavedReply({ id: data.id, known: data.known, slackUser });
    await updateView(view.id, savedDeleted());
    await updateView(data.list.view, savedList((await listSavedReplies(slackUser)).all, data.list.page));
  };
}

import type { ModalView } from '@slack/types';
import { unpackList } from '../src/slack/refs.ts';
import type { ListInput, ThreadList } from '../src/usecases/list-threads.ts';
import type { ButtonClick } from './click.ts';

export interface ListPageClickedDeps {
  listThreads(input: ListInput): Promise<ThreadList>;
  listView(list: ThreadList): ModalView;
  updateView(viewId: string, view: ModalView): Promise<void>;
  openView(triggerId: string, view: ModalView): Promise<void>;
}

/** Opens a list from the app's home, or turns its pages. */
export function listPageClicked({ listThreads, listView, updateView, openView }: ListPageClickedDeps) {
  return async ({ slackUser, value, view, triggerId }: ButtonClick): Promise<void> => {
    const list = listView(await listThreads({ ...unpackList(value), slackUser }));
    await (view?.type === 'modal' ? updateView(view.id, list) : openView(triggerId, list));
  };
}

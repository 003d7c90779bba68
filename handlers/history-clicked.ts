import type { ModalView } from '@slack/types';
import type { HistoryPage } from '../src/usecases/read-history.ts';
import type { ButtonClick } from './click.ts';

export interface HistoryClickedDeps {
  readHistory(input: { threadId: string; slackUser: string; from: number }): Promise<HistoryPage>;
  historyView(page: HistoryPage): ModalView;
  showView(click: Pick<ButtonClick, 'triggerId' | 'view'>, view: ModalView): Promise<void>;
}

export interface HistoryPageClickedDeps extends Omit<HistoryClickedDeps, 'showView'> {
  updateView(viewId: string, view: ModalView): Promise<void>;
}

/** Shows what happened in a thread. */
export function historyClicked({ readHistory, historyView, showView }: HistoryClickedDeps) {
  return async ({ slackUser, value, ...click }: ButtonClick): Promise<void> => {
    await showView(click, historyView(await readHistory({ threadId: value, slackUser, from: 0 })));
  };
}

/** Turns its pages: the value is the thread and where the page begins. */
export function historyPageClicked({ readHistory, historyView, updateView }: HistoryPageClickedDeps) {
  return async ({ slackUser, value, view }: ButtonClick): Promise<void> => {
    if (view === null) return;
    const [threadId = '', from = '0'] = value.split(' ');
    await updateView(
      view.id,
      historyView(await readHistory({ threadId, slackUser, from: Number(from) || 0 })),
    );
  };
}

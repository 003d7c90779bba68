import type { ModalView } from '@slack/types';
import { LIST_QUERY } from '../src/slack/ids.ts';
import type { ListInput, ThreadList } from '../src/usecases/list-threads.ts';
import type { CareWords } from './care-command.ts';
import { chosen, type WindowAnswer, type WindowSent } from './window.ts';

export interface CareListsDeps {
  listThreads(input: ListInput): Promise<ThreadList>;
  listView(list: ThreadList): ModalView;
  openView(triggerId: string, view: ModalView): Promise<void>;
}

/** `/care queue`: where customers wait, whoever waits longest first. */
export function careQueue({ listThreads, listView, openView }: CareListsDeps) {
  return async ({ slackUser, triggerId }: CareWords): Promise<null> => {
    await openView(
      triggerId,
      listView(await listThreads({ kind: 'waiting', query: '', from: 0, slackUser })),
    );
    return null;
  };
}

/** `/care find words`: a window to search threads in. */
export function careFind({ listThreads, listView, openView }: CareListsDeps) {
  return async ({ slackUser, triggerId, text }: CareWords): Promise<null> => {
    const query = text.trim().replace(/^\S+\s*/u, '');
    await openView(triggerId, listView(await listThreads({ kind: 'find', query, from: 0, slackUser })));
    return null;
  };
}

/** The search window was sent: it shows what was found. */
export function findSubmitted({ listThreads, listView }: Omit<CareListsDeps, 'openView'>) {
  return async (sent: WindowSent): Promise<WindowAnswer> => {
    const [query = ''] = chosen(sent, LIST_QUERY.blockId, LIST_QUERY.actionId);
    const list = await listThreads({ kind: 'find', query, from: 0, slackUser: sent.slackUser });
    return { update: listView(list) };
  };
}

import type { ModalView } from '@slack/types';
import type { JoinForm } from '../src/usecases/join-desk.ts';
import type { CareWords } from './care-command.ts';

export interface CareJoinDeps {
  prepareJoin(slackUser: string): Promise<JoinForm>;
  joinView(form: JoinForm): ModalView;
  openView(triggerId: string, view: ModalView): Promise<void>;
}

/** `/care join`: the window in which somebody joins, or changes what they said. */
export function careJoin({ prepareJoin, joinView, openView }: CareJoinDeps) {
  return async ({ slackUser, triggerId }: CareWords): Promise<null> => {
    await openView(triggerId, joinView(await prepareJoin(slackUser)));
    return null;
  };
}

import type { ModalView } from '@slack/types';
import type { Brand } from '../src/domain/brand.ts';
import { logWindow } from '../src/slack/log-window.ts';
import type { CareWords } from './care-command.ts';

export interface CareLogDeps {
  prepareLog(slackUser: string): Promise<{ brands: readonly Brand[]; topics: string[] }>;
  openView(triggerId: string, view: ModalView): Promise<void>;
}

/** `/care log`: opens a window for a customer who phoned, wrote or came by. */
export function careLog({ prepareLog, openView }: CareLogDeps) {
  return async ({ slackUser, triggerId }: CareWords): Promise<null> => {
    await openView(triggerId, logWindow(await prepareLog(slackUser)));
    return null;
  };
}

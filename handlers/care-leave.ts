import type { ModalView } from '@slack/types';
import { leaveWindow } from '../src/slack/people-windows.ts';
import type { Leaving } from '../src/usecases/leave-desk.ts';
import type { CareWords } from './care-command.ts';

export interface CareLeaveDeps {
  lookAtLeaving(slackUser: string): Promise<Leaving>;
  openView(triggerId: string, view: ModalView): Promise<void>;
}

/** `/care leave`: says what it does, and asks. */
export function careLeave({ lookAtLeaving, openView }: CareLeaveDeps) {
  return async ({ slackUser, triggerId }: CareWords): Promise<null> => {
    await openView(triggerId, leaveWindow(await lookAtLeaving(slackUser)));
    return null;
  };
}

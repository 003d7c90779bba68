import { saidWindow, threads } from '../src/slack/people-windows.ts';
import type { Left } from '../src/usecases/leave-desk.ts';
import type { WindowAnswer, WindowSent } from './window.ts';

export interface LeaveSubmittedDeps {
  leaveDesk(input: { slackUser: string; windowId: string }): Promise<Left>;
}

/** Somebody leaves: what they held goes back, and the account follows in a moment. */
export function leaveSubmitted({ leaveDesk }: LeaveSubmittedDeps) {
  return async ({ slackUser, viewId }: WindowSent): Promise<WindowAnswer> => {
    const { held, staying, account } = await leaveDesk({ slackUser, windowId: viewId });
    const back = held - staying;
    const lines = [
      'You have left: nothing is given to you any more.',
      ...(back > 0 ? [`${threads(back)} went back to the channel.`] : []),
      ...(staying > 0
        ? [`In ${threads(staying)} an answer of yours is on its way: it goes back when that is settled.`]
        : []),
      ...(account === null
        ? []
        : [
            `@${account.handle} is unlinked and its access ended at X now: Faccia writes to you when it is done.`,
          ]),
    ];
    return { update: saidWindow('Goodbye, and thanks', lines.join('\n')) };
  };
}

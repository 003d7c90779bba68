import type { ModalView } from '@slack/types';
import { RefusedError } from '../src/errors.ts';
import { declineWindow } from '../src/slack/people-windows.ts';
import { unpackRequest } from '../src/slack/refs.ts';
import { listClicked } from './approvals-clicked.ts';
import type { ButtonClick } from './click.ts';

export interface DeclineJoinClickedDeps {
  requireLead(slackUser: string): Promise<unknown>;
  showView(click: Pick<ButtonClick, 'triggerId' | 'view'>, view: ModalView): Promise<void>;
}

/** A lead is asked why, before they say no to somebody who wants to join. */
export function declineJoinClicked({ requireLead, showView }: DeclineJoinClickedDeps) {
  return async ({ slackUser, value, ...click }: ButtonClick): Promise<void> => {
    const ref = unpackRequest(value);
    if (!ref) throw new RefusedError('stale-button', 'This button belongs to another version of Faccia.');
    await requireLead(slackUser);
    await showView(click, declineWindow({ ...ref, from: listClicked(click.view)?.from }));
  };
}

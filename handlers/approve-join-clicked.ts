import { RefusedError } from '../src/errors.ts';
import type { JoinRequest } from '../src/responders.ts';
import { unpackRequest } from '../src/slack/refs.ts';
import type { DecideJoinInput } from '../src/usecases/decide-join.ts';
import { type ApprovalsShownDeps, listClicked, showRest } from './approvals-clicked.ts';
import type { ButtonClick } from './click.ts';

export interface ApproveJoinClickedDeps extends ApprovalsShownDeps {
  decideJoin(input: DecideJoinInput): Promise<JoinRequest>;
}

/** A lead says yes to somebody who wants to join. */
export function approveJoinClicked(deps: ApproveJoinClickedDeps) {
  return async ({ slackUser, value, say, view }: ButtonClick): Promise<void> => {
    const ref = unpackRequest(value);
    if (!ref) throw new RefusedError('stale-button', 'This button belongs to another version of Faccia.');
    await deps.decideJoin({ slackUser, ...ref, decision: { kind: 'approve' } });
    await showRest(deps, slackUser, listClicked(view));
    await say(`<@${ref.applicant}> answers customers now, and is told.`);
  };
}

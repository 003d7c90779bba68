import { RefusedError } from '../src/errors.ts';
import type { JoinRequest } from '../src/responders.ts';
import { DECLINE_REASON } from '../src/slack/ids.ts';
import { unpackRequest } from '../src/slack/refs.ts';
import type { DecideJoinInput } from '../src/usecases/decide-join.ts';
import { type ApprovalsShownDeps, listBelow, showRest } from './approvals-clicked.ts';
import { chosen, FieldError, type WindowAnswer, type WindowSent } from './window.ts';

export interface DeclineJoinSubmittedDeps extends ApprovalsShownDeps {
  decideJoin(input: DecideJoinInput): Promise<JoinRequest>;
}

/** A lead says no, with the reason that the person is told. */
export function declineJoinSubmitted(deps: DeclineJoinSubmittedDeps) {
  return async (sent: WindowSent): Promise<WindowAnswer> => {
    const ref = unpackRequest(sent.privateMetadata);
    if (!ref) throw new RefusedError('stale-modal', 'This window belongs to another version of Faccia.');
    const reason = (chosen(sent, DECLINE_REASON, DECLINE_REASON)[0] ?? '').trim();
    if (reason === '')
      throw new FieldError('no-reason', DECLINE_REASON, 'Write why: they are told, and may ask again.');
    const { from, ...request } = ref;
    await deps.decideJoin({ slackUser: sent.slackUser, ...request, decision: { kind: 'decline', reason } });
    await showRest(deps, sent.slackUser, listBelow(sent, from));
    return undefined;
  };
}

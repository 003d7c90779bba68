import { RefusedError } from '../errors.ts';
import type { Clock, People } from '../ports.ts';
import type { Decision, JoinRequest, ResponderStore } from '../responders.ts';
import { requireLead } from './require-employee.ts';

export interface DecideJoinDeps {
  responders: ResponderStore;
  people: People;
  clock: Clock;
}

export interface DecideJoinInput {
  /** The lead. */
  slackUser: string;
  /** Who wants to join. */
  applicant: string;
  requestId: string;
  decision: Decision;
}

/** One lead says yes or no; whoever comes later is told who decided what. Throws RefusedError. */
export function decideJoin({ responders, people, clock }: DecideJoinDeps) {
  return async ({ slackUser, applicant, requestId, decision }: DecideJoinInput): Promise<JoinRequest> => {
    await requireLead(people)(slackUser);
    if (slackUser === applicant)
      throw new RefusedError('own-request', 'Another lead decides about your own request.');
    const result = await responders.decide(applicant, requestId, slackUser, decision, clock.now());
    switch (result.kind) {
      case 'done':
        return result.request;
      case 'already':
        throw new RefusedError(
          'decided',
          `<@${applicant}> was already ${result.request.decision} by ${whom(result.request, slackUser)}.`,
        );
      case 'gone':
        throw new RefusedError(
          'gone',
          `<@${applicant}> does not wait for this any more: they left, or asked anew. A newer message would say so.`,
        );
    }
  };
}

function whom({ by }: JoinRequest, slackUser: string): string {
  return by === slackUser ? 'you' : `<@${by}>`;
}

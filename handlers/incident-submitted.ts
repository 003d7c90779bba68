import { RefusedError } from '../src/errors.ts';
import { INCIDENT } from '../src/slack/ids.ts';
import type { DeclareIncident } from '../src/usecases/declare-incident.ts';
import { chosen, FieldError, type WindowAnswer, type WindowSent } from './window.ts';

export interface IncidentSubmittedDeps {
  declareIncident(input: DeclareIncident): Promise<void>;
}

/** Where a refusal stands. */
const FIELDS: Readonly<Record<string, string>> = {
  'no-tag': INCIDENT.tag.blockId,
  'no-likeness': INCIDENT.text.blockId,
  'group-gone': INCIDENT.text.blockId,
  'bad-hours': INCIDENT.hours.blockId,
};

/** A lead declares an incident. */
export function incidentSubmitted({ declareIncident }: IncidentSubmittedDeps) {
  return async (sent: WindowSent): Promise<WindowAnswer> => {
    const field = ({ blockId }: { blockId: string }) => chosen(sent, blockId, INCIDENT.actionId)[0];
    try {
      await declareIncident({
        // The same window sent twice is one incident.
        id: sent.viewId,
        slackUser: sent.slackUser,
        channel: sent.privateMetadata,
        tag: field(INCIDENT.tag) ?? '',
        saved: field(INCIDENT.saved) ?? null,
        group: field(INCIDENT.group) ?? null,
        text: field(INCIDENT.text) ?? '',
        hours: Number(field(INCIDENT.hours)),
      });
      return undefined;
    } catch (error) {
      const block = error instanceof RefusedError ? FIELDS[error.code] : undefined;
      if (block === undefined || !(error instanceof RefusedError)) throw error;
      throw new FieldError(error.code, block, error.sentence);
    }
  };
}

import { ACTION, INCIDENT, VIEW } from '../../src/slack/ids.ts';
import { packList, packSurge } from '../../src/slack/refs.ts';
import { ON_STAGE } from './permission-stage.ts';
import { type Area, care, click, field, inWindow, sent } from './trial.ts';

const surge = { channel: 'C0CARE', number: 1 };
const pages = packSurge({ ...surge, from: 0 });
const typed = {
  ...field(INCIDENT.tag.blockId, INCIDENT.actionId, 'outage'),
  ...field(INCIDENT.text.blockId, INCIDENT.actionId, 'no signal in the north'),
  ...field(INCIDENT.hours.blockId, INCIDENT.actionId, '12'),
};

export const SURGE_AREAS: readonly Area[] = [
  {
    name: 'A surge',
    trials: [
      { words: 'have the next cards written (_Open next_)', act: click(ACTION.surgeOpen, pages) },
      {
        words: 'take a group of alike ones',
        act: click(ACTION.surgeTake, packSurge({ ...surge, group: '1' })),
      },
      ...[ACTION.surgeGroups, ACTION.surgeGroupsBack, ACTION.surgeGroupsOn].map((id) => ({
        words: 'look through its groups',
        act: click(id, pages),
        shows: true as const,
      })),
      {
        words: 'see each of what folded',
        act: click(ACTION.listFolded, packList({ kind: 'folded', query: 'C0CARE', from: 0 })),
        shows: true,
      },
      { words: 'declare an incident, and end it', act: care('incident'), shows: true },
      { words: 'declare an incident, and end it', act: click(ACTION.incidentDeclare, 'C0CARE'), shows: true },
      { words: 'declare an incident, and end it', act: sent(VIEW.incident, 'C0CARE', typed) },
      {
        words: 'declare an incident, and end it',
        act: click(ACTION.incidentEnd, ON_STAGE.incident, inWindow('C0CARE')),
      },
    ],
  },
];

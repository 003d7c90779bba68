import type { SandboxChannel, SandboxUser } from '../slack/client-api.ts';
import type { UserGroup } from '../slack/workspace.ts';

const person = (id: string, name: string, realName: string, lead = false): SandboxUser => ({
  id,
  name,
  realName,
  avatar: '',
  lead,
  guest: false,
});

/** Who plays. Ada has linked her account already; Ben can try `/care link` by hand. */
export const USERS: SandboxUser[] = [
  person('U0ADA', 'ada', 'Ada Field'),
  person('U0BEN', 'ben', 'Ben Cable'),
  person('U0LEA', 'lea', 'Lea Desk', true),
];
export const PEOPLE = [
  { id: 'U0ADA', name: 'Ada', role: 'account linked', onX: 'ada_fixes' },
  { id: 'U0BEN', name: 'Ben', role: 'not linked yet', onX: 'ben_pulls_cable' },
  { id: 'U0LEA', name: 'Lea', role: 'care lead', onX: 'lea_at_work' },
];
export const GROUPS: UserGroup[] = [
  { id: 'S0LEADS', handle: 'care-leads', name: 'Care leads', users: ['U0LEA'] },
];

export const CHANNELS: SandboxChannel[] = [
  { id: 'C0CARE', name: 'care' },
  { id: 'C0BILLS', name: 'care-bills' },
];

/** On X. */
export const EMPLOYEES = [
  { username: 'ada_fixes', name: 'Ada Field' },
  { username: 'ben_pulls_cable', name: 'Ben Cable' },
  { username: 'lea_at_work', name: 'Lea Desk' },
];

export const INTRODUCTIONS = [
  '{customer} {responder} from our team looks after this and answers you here.',
  '{customer} you are in good hands: {responder} from our team answers you here.',
  '{customer} meet {responder}, who knows this best and answers you right here.',
  '{customer} this one is for {responder} of our team, who answers you here.',
];

export const BRAND = { id: 'lumen', name: 'Lumen Fibre', handle: 'lumenfibre' };

export function demoDesk(access: string): object {
  return {
    undo_seconds: 10,
    people: { leads: ['S0LEADS'], responders: 'everyone' },
    brands: [
      {
        ...BRAND,
        access,
        sources: [{ kind: 'mentions', every_seconds: 3 }],
        ladder: ['direct', 'introduce', 'native', 'brand'],
        signature: '– {first_name}, Lumen',
        introductions: INTRODUCTIONS,
        channels: {
          default: 'C0CARE',
          rules: [
            { keywords: ['bill', 'invoice', 'refund', 'charged'], channel: 'C0BILLS', topic: 'billing' },
          ],
        },
      },
    ],
  };
}

import type { SandboxChannel, SandboxUser } from '../slack/client-api.ts';
import type { UserGroup } from '../slack/workspace.ts';

const ZONE = 'Europe/Berlin';

const person = (
  id: string,
  realName: string,
  title: string,
  over: Partial<SandboxUser> = {},
): SandboxUser => ({
  id,
  name: realName.split(' ')[0]?.toLowerCase() ?? id,
  realName,
  displayName: realName.split(' ')[0] ?? realName,
  title,
  tz: ZONE,
  avatar: '',
  lead: false,
  guest: false,
  presence: 'active',
  ...over,
});

/** Who plays. Ada has linked her account already; the others can try `/care link` by hand. */
export const USERS: SandboxUser[] = [
  person('U0ADA', 'Ada Field', 'Field engineer, fibre'),
  person('U0BEN', 'Ben Cable', 'Lays the cables'),
  person('U0LEA', 'Lea Desk', 'Leads customer care', { lead: true }),
  person('U0CLEO', 'Cleo Bill', 'Bills and refunds'),
  person('U0DEV', 'Dev Signal', 'Radio engineer, mobile'),
  person('U0ELI', 'Eli Term', 'Contracts', { tz: 'America/Toronto' }),
  person('U0OLA', 'Ola Watch', 'Operations'),
];
export const PEOPLE = [
  { id: 'U0ADA', name: 'Ada', role: 'account linked', onX: 'ada_fixes' },
  { id: 'U0BEN', name: 'Ben', role: 'not linked yet', onX: 'ben_pulls_cable' },
  { id: 'U0LEA', name: 'Lea', role: 'care lead', onX: 'lea_at_work' },
  { id: 'U0CLEO', name: 'Cleo', role: 'bills, not linked yet', onX: 'cleo_counts' },
  { id: 'U0DEV', name: 'Dev', role: 'mobile, not linked yet', onX: 'dev_on_signal' },
  { id: 'U0ELI', name: 'Eli', role: 'contracts, not linked yet', onX: 'eli_reads_it' },
  { id: 'U0OLA', name: 'Ola', role: 'operations', onX: 'ola_on_watch' },
];
export const GROUPS: UserGroup[] = [
  { id: 'S0LEADS', handle: 'care-leads', name: 'Care leads', users: ['U0LEA'] },
  { id: 'S0OPS', handle: 'care-ops', name: 'Care operations', users: ['U0OLA'] },
  { id: 'S0ONCALL', handle: 'care-oncall', name: 'On call for customers', users: ['U0DEV'] },
];

export const CHANNELS: SandboxChannel[] = [
  { id: 'C0CARE', name: 'care' },
  { id: 'C0BILLS', name: 'care-bills' },
];

/** On X. */
export const EMPLOYEES: { username: string; name: string; description?: string; faceless?: boolean }[] = [
  {
    username: 'ada_fixes',
    name: 'Ada Field',
    description: 'I fix lines at Lumen Fibre, and climb mountains.',
  },
  { username: 'ben_pulls_cable', name: 'Ben Cable', description: 'Cables, cats, coffee.', faceless: true },
  { username: 'lea_at_work', name: 'Lea Desk', description: 'Customer care, @lumenfibre' },
  { username: 'cleo_counts', name: 'Cleo Bill' },
  { username: 'dev_on_signal', name: 'Dev Signal' },
  { username: 'eli_reads_it', name: 'Eli Term' },
  { username: 'ola_on_watch', name: 'Ola Watch' },
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
    people: { leads: ['S0LEADS'], ops: ['S0OPS'], responders: 'everyone' },
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

import { BRAND, INTRODUCTIONS, PEOPLE } from '../launch/cast.ts';
import type { SandboxChannel } from '../slack/client-api.ts';

export const CARE = 'C0CARE';
export const NETWORK = 'C0NETWORK';
export const BILLS = 'C0BILLS';
export const CONTRACTS = 'C0CONTRACTS';

export const STORY_CHANNELS: SandboxChannel[] = [
  { id: CARE, name: 'care' },
  { id: NETWORK, name: 'care-network' },
  { id: BILLS, name: 'care-bills' },
  { id: CONTRACTS, name: 'care-contracts' },
];

const ROLES: Readonly<Record<string, string>> = {
  U0ADA: 'field engineer',
  U0BEN: 'lays the cables',
  U0CLEO: 'bills and refunds',
  U0DEV: 'radio engineer',
  U0ELI: 'contracts',
};
/** They join and link in the course of the day. */
export const STORY_PEOPLE = PEOPLE.map((person) => ({ ...person, role: ROLES[person.id] ?? person.role }));

const HOUSE_RULES = `*Be yourself.* You answer in your own name, as you would talk to a customer in front of you.
*Say for whom you work*, in your bio or in the answer.
*Nothing private in public.* No contract numbers, no phone numbers, no names of third persons.
*Not sure? Ask* in the Slack thread. Nothing that is written there is ever published.`;

/** Seconds where a real desk has minutes or hours: everything that takes time happens within the story. */
export function storyDesk({ access, quick }: { access: string; quick: boolean }): object {
  return {
    undo_seconds: quick ? 0 : 2,
    delivery: { settle_seconds: 3 },
    people: { leads: ['S0LEADS'], ops: ['S0OPS'], responders: 'everyone' },
    enrolment: {
      house_rules: HOUSE_RULES,
      version: '2026-08',
      approval: 'lead',
      max_open: 8,
      presence: true,
    },
    claims: {
      lease_minutes: 0.75,
      warn_minutes: 0.5,
      return_when_off: true,
      handover_by: ['colleague', 'brand'],
    },
    ...WORDS,
    ...TIMES,
    ...CONVERSATIONS,
    topics: TOPICS,
    topic_suggestions: { min_examples: 20 },
    brands: [
      {
        ...BRAND,
        access,
        // The stream brings a post at once; the mentions bring it every three seconds.
        sources: [
          { kind: 'mentions', every_seconds: 3 },
          { kind: 'stream', rules: [`@${BRAND.handle}`] },
        ],
        ladder: ['direct', 'introduce', 'native', 'brand'],
        signature: '– {first_name}, Lumen',
        introductions: INTRODUCTIONS,
        channels: { default: CARE },
      },
    ],
  };
}

const TOPICS = [
  {
    name: 'outage',
    channel: NETWORK,
    priority: 'high',
    rules: [{ hashtags: ['lumendown'] }, { keywords: ['outage'], languages: ['en'] }],
  },
  {
    name: 'billing',
    channel: BILLS,
    rules: [{ keywords: ['bill', 'invoice', 'refund', 'charged'] }, { regex: 'LF-?\\d{6}' }],
  },
  // Without rules: for "Not ours", and for what is learnt from it.
  { name: 'faults', channel: NETWORK },
  { name: 'contracts', channel: CONTRACTS },
];

const WORDS = {
  saved_replies: [
    {
      id: 'line-down',
      title: 'Line down',
      language: 'en',
      text: 'Hello {customer}, we know that the line in {street} is down since this morning. Our engineer is on the way.',
    },
    {
      id: 'bill-twice',
      title: 'Charged twice',
      topic: 'billing',
      text: 'Hello {customer}, I am sorry about that. The second amount goes back to your card within {days} days.',
    },
  ],
  approval: { first_answers: 1, when: ['money', 'legal'], remind_minutes: 30, allowed_contacts: [] },
  personal_data: { countries: ['GB', 'DE', 'IT'], customer_numbers: ['LF-######'] },
};

const ALL_DAY = ['00:00-24:00'];
const TIMES = {
  hours: {
    zone: 'Europe/Berlin',
    week: {
      mon: ALL_DAY,
      tue: ALL_DAY,
      wed: ALL_DAY,
      thu: ALL_DAY,
      fri: ALL_DAY,
      sat: ALL_DAY,
      sun: ALL_DAY,
    },
    holidays: { days: ['2026-01-01'] },
  },
  targets: [
    { topic: 'outage', first_answer_minutes: 1, next_answer_minutes: 30, resolution_minutes: 60 },
    { first_answer_minutes: 30, resolution_minutes: 480 },
  ],
  escalation: [
    { at: 0.55, ring: 'holder' },
    { at: 1, ring: 'channel' },
    { at: 1.1, ring: 'group', group: 'S0ONCALL' },
    { at: 1.2, ring: 'leads' },
  ],
};

const CONVERSATIONS = {
  noise: [
    { reason: 'giveaway', action: 'mute', giveaway: true },
    { reason: 'nothing-said', action: 'drop', says_nothing: true },
    { reason: 'mass-mention', action: 'mute', mentions_from: 8 },
  ],
  context: { max_posts: 3 },
  follow_ups: { search_hours: 48, every_seconds: 3 },
  deleted_posts: { every_minutes: 0.1, watch_days: 7 },
};

import { BRAND } from '../launch/cast.ts';
import type { Random } from '../launch/random.ts';
import type { SandboxChannel, SandboxUser } from '../slack/client-api.ts';

const ZONE = 'Europe/Rome';
/** Faccia writes one message a second into a channel, so many mentions need many. */
const PEOPLE_A_CHANNEL = 7;
const LEADS_EVERY = 40;

export interface Nature {
  slackUser: string;
  /** On X. */
  handle: string;
  lead: boolean;
  /** What they answer for. */
  topics: readonly string[];
  /** At most so many at once; null: they said nothing. */
  maxOpen: number | null;
  /** So long after the start their quiet hours begin; null: they have none then. */
  quietAfterMs: number | null;
  /** So long after the start they leave the desk; null: they stay. */
  leavesAfterMs: number | null;
  /** So they go about it. */
  habit: 'quick' | 'slow' | 'restless';
}

export interface Cast {
  people: Nature[];
  topics: string[];
  users: SandboxUser[];
  channels: SandboxChannel[];
}

/** Everybody, with what they are like. `runMs`: how long customers write. */
export function castOf(random: Random, people: number, runMs: number): Cast {
  const count = Math.max(3, Math.round(people / PEOPLE_A_CHANNEL));
  const topics = Array.from({ length: count }, (_, index) => `zone${String(index + 1).padStart(2, '0')}`);
  const natures = Array.from({ length: people }, (_, index) => natureOf(random, index, topics, runMs));
  return {
    people: natures,
    topics,
    users: natures.map(({ slackUser, lead }, index) => userOf(slackUser, lead, index)),
    channels: [
      { id: 'C0CARE', name: 'care' },
      ...topics.map((topic) => ({ id: channelOf(topic), name: `care-${topic}` })),
    ],
  };
}

function natureOf(random: Random, index: number, topics: readonly string[], runMs: number): Nature {
  const lead = index % LEADS_EVERY === 0;
  const own = new Set([topics[index % topics.length] ?? '', random.pick(topics), random.pick(topics)]);
  return {
    slackUser: `U${String(index + 1).padStart(4, '0')}`,
    handle: `works_${index + 1}`,
    lead,
    topics: [...own],
    maxOpen: random.chance(0.3) ? random.int(1, 3) : null,
    quietAfterMs: !lead && random.chance(0.06) ? runMs * (0.3 + random.next() * 0.5) : null,
    leavesAfterMs: !lead && random.chance(0.03) ? runMs * (0.3 + random.next() * 0.6) : null,
    habit: random.weighted({ quick: 3, slow: 4, restless: 3 }),
  };
}

function userOf(id: string, lead: boolean, index: number): SandboxUser {
  const realName = `Person ${index + 1}`;
  return { id, name: `person${index + 1}`, realName, avatar: '', lead, guest: false, tz: ZONE };
}

export function channelOf(topic: string): string {
  return `C0${topic.toUpperCase()}`;
}

/** The YAML: enrolment with house rules, a topic for each zone, short claims. */
export function crowdDesk({ people, topics }: Cast, leaseMs: number): object {
  return {
    undo_seconds: 1,
    people: {
      leads: people.filter(({ lead }) => lead).map(({ slackUser }) => slackUser),
      responders: 'everyone',
    },
    // All of them link from one address.
    http: { requests_per_minute: 10_000 },
    enrolment: { house_rules: 'Be kind. Say who you are.', approval: 'none' },
    claims: { lease_minutes: leaseMs / 60_000, warn_minutes: leaseMs / 120_000 },
    // People here press what stands on cards: nobody opens what a surge folded.
    surges: { fold_above: 600 },
    topics: topics.map((name) => ({ name, channel: channelOf(name), rules: [{ keywords: [name] }] })),
    brands: [
      {
        ...BRAND,
        // With self-serve access the brand would introduce everybody, and X lets it post 100 times in 15 minutes.
        access: 'enterprise',
        sources: [{ kind: 'stream', rules: [`@${BRAND.handle}`] }],
        ladder: ['direct', 'brand'],
        channels: { default: 'C0CARE' },
      },
    ],
  };
}

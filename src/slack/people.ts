import type { WebClient } from '@slack/web-api';
import type { PeopleSettings } from '../domain/brand.ts';
import { isZone } from '../domain/quiet-hours.ts';
import { AppError, UnavailableError } from '../errors.ts';
import type { Clock, People, Person } from '../ports.ts';
import type { GroupChanges } from '../responders.ts';
import { translated } from './slack-errors.ts';

const FRESH_MS = 5 * 60_000;

export interface PeopleOptions {
  client: WebClient;
  settings: PeopleSettings;
  groups: Pick<GroupChanges, 'stamp'>;
  clock: Clock;
}

/**
 * Who people are, by Slack; remembered for five minutes, and longer while Slack is away. The members of a group only until
 * Slack tells one of our processes that they have changed.
 */
export function createPeople({ client, settings, groups, clock }: PeopleOptions): People {
  const person = remembered(clock, (id: string) => translated(() => readPerson(client, id)));
  const membersAt = remembered(clock, (key) =>
    translated(() => readGroup(client, key.split(' ', 1)[0] ?? '')),
  );
  const group = async (id: string) => membersAt(`${id} ${await groups.stamp(id)}`);
  const isAmong = async (slackUser: string, ids: readonly string[]): Promise<boolean> => {
    if (ids.includes(slackUser)) return true;
    const groups = await Promise.all(ids.filter((id) => id.startsWith('S')).map((id) => group(id)));
    return groups.some((members) => members.has(slackUser));
  };
  return {
    get: person,
    async leads() {
      const groups = settings.leads.map(async (id) => (id.startsWith('S') ? [...(await group(id))] : [id]));
      return [...new Set((await Promise.all(groups)).flat())];
    },
    isLead: (slackUser) => isAmong(slackUser, settings.leads),
    isResponder: async (slackUser) =>
      settings.responders === 'everyone' ? true : isAmong(slackUser, settings.responders),
    async operations() {
      const ids = settings.ops.length > 0 ? settings.ops : settings.leads;
      const named = ids.filter((id) => !id.startsWith('S'));
      const groups = ids.filter((id) => id.startsWith('S')).map((id) => unlessRefused(group(id)));
      return new Set([...named, ...(await Promise.all(groups)).flatMap((members) => [...members])]);
    },
  };
}

async function readPerson(client: WebClient, slackUser: string): Promise<Person> {
  const { user } = await client.users.info({ user: slackUser });
  const name = user?.profile?.display_name || user?.real_name || user?.name || slackUser;
  const firstName = user?.profile?.first_name || (user?.real_name ?? name).split(/\s+/u)[0] || name;
  const employee = !(
    user?.deleted ||
    user?.is_bot ||
    user?.is_restricted ||
    user?.is_ultra_restricted ||
    user?.is_stranger
  );
  const zone = isZone(user?.tz ?? '') ? { zone: user?.tz ?? '' } : {};
  return { slackUser, name, firstName, employee, ...zone };
}

async function readGroup(client: WebClient, usergroup: string): Promise<ReadonlySet<string>> {
  const { users } = await client.usergroups.users.list({ usergroup });
  return new Set(users ?? []);
}

/** A group that Slack does not know any more has nobody in it; the doctor names it. */
async function unlessRefused(members: Promise<ReadonlySet<string>>): Promise<ReadonlySet<string>> {
  try {
    return await members;
  } catch (error) {
    if (error instanceof UnavailableError || !(error instanceof AppError)) throw error;
    return new Set();
  }
}

function remembered<T>(clock: Clock, read: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const known = new Map<string, { value: T; at: number }>();
  const running = new Map<string, Promise<T>>();
  const refresh = async (id: string): Promise<T> => {
    try {
      const value = await read(id);
      known.set(id, { value, at: clock.now() });
      return value;
    } catch (error) {
      const old = known.get(id);
      if (old && error instanceof UnavailableError) return old.value;
      throw error;
    } finally {
      running.delete(id);
    }
  };
  return (id) => {
    const found = known.get(id);
    if (found && clock.now() - found.at < FRESH_MS) return Promise.resolve(found.value);
    const asked = running.get(id) ?? refresh(id);
    running.set(id, asked);
    return asked;
  };
}

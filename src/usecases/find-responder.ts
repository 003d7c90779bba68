import { FORGOTTEN, wholeWords } from '../domain/forgetting.ts';
import type { LinkedAccount } from '../domain/glossary.ts';
import type { ForgetStore } from '../forgetting.ts';

/** By what one of us is found everywhere. */
export interface Person {
  slackUser: string;
  accounts: Set<string>;
  handles: Set<string>;
  /** Cards of threads in which they had to do with anything, by the thread and the card's time. */
  cards: Map<string, Card>;
}

export type Card = readonly [channel: string, ts: string];

const NO_HANDLE = 'forgotten';

/** Accounts that they had before are known by the answers that went out from them. */
export async function findResponder(
  forgetting: ForgetStore,
  slackUser: string,
  account: LinkedAccount | null,
): Promise<Person> {
  const kept = await forgetting.keptTraces(slackUser);
  const person: Person = {
    slackUser,
    accounts: new Set(kept?.ids),
    handles: new Set(kept?.handles),
    cards: new Map(kept?.threads.map((text) => JSON.parse(text) as [string, Card])),
  };
  if (account) person.accounts.add(account.id);
  if (account) person.handles.add(account.handle);
  for await (const { key, type, parts } of forgetting.everything()) {
    const fields = type === 'hash' && key.startsWith('reply:') ? fieldsFrom(parts) : null;
    if (fields?.get('responder') !== slackUser) continue;
    const handle = /^https?:\/\/[^/]+\/([A-Za-z0-9_]{1,15})\/status\//u.exec(
      fields.get('postUrl') ?? '',
    )?.[1];
    const step = (fields.get('steps') ?? '').split(',')[0];
    if (step === 'brand') continue;
    if (fields.get('accountId')) person.accounts.add(fields.get('accountId') ?? '');
    if (handle) person.handles.add(handle);
  }
  return person;
}

/** From here on nothing else says any more who they were. */
export function keepPerson(
  forgetting: ForgetStore,
  { slackUser, accounts, handles, cards }: Person,
): Promise<void> {
  const threads = [...cards].map((card) => JSON.stringify(card));
  return forgetting.keepTraces(slackUser, {
    ids: [...accounts],
    handles: [...handles],
    names: [],
    posts: [],
    threads,
  });
}

/** Their id in Slack, and the names of their accounts. */
export function replacer({ slackUser, handles }: Person): (text: string) => string {
  const user = new RegExp(wholeWords([slackUser], 'u').source, 'gu');
  const handle = handles.size === 0 ? null : new RegExp(wholeWords([...handles], 'iu').source, 'giu');
  return (text) => {
    const now = text.replace(user, FORGOTTEN);
    return handle === null ? now : now.replace(handle, NO_HANDLE);
  };
}

export function fieldsFrom(parts: readonly string[]): Map<string, string> {
  return new Map(pairs(parts));
}

export function pairs(parts: readonly string[]): [string, string][] {
  return Array.from({ length: parts.length / 2 }, (_, index) => [
    parts[2 * index] ?? '',
    parts[2 * index + 1] ?? '',
  ]);
}

import { wholeWords } from '../domain/forgetting.ts';
import type { LinkedAccount, Post } from '../domain/glossary.ts';
import { AppError } from '../errors.ts';
import type { ArchivedThread } from '../keeping.ts';
import type { SocialNetwork } from '../ports.ts';
import type { AccountStore, ThreadStore } from '../stores.ts';
import { archivedThread } from './archived-threads.ts';
import {
  type Card,
  fieldsFrom,
  findResponder,
  keepPerson,
  type Person,
  pairs,
  replacer,
} from './find-responder.ts';
import { cardsOf, type ForgetCustomerDeps, type Forgotten, note } from './forget-customer.ts';
import { ARCHIVE_LOCK } from './retain.ts';
import { readableTokens } from './unlink-account.ts';
import { waitAlone } from './wait-alone.ts';

export interface ForgetResponderDeps extends ForgetCustomerDeps {
  accounts: AccountStore;
  threads: ThreadStore;
  network: SocialNetwork;
}

/** X confirmed that the link ended; null: nothing was linked. */
export type ForgottenResponder = Forgotten & { revoked: boolean | null };

const REASON = 'Its author asked to be forgotten.';

/**
 * Takes a person of ours out of everything: the link ends, what they hold goes back, the words of their answers go, and where
 * their name stands something else does. What they posted on X is theirs, and stays there.
 */
export function forgetResponder(deps: ForgetResponderDeps) {
  return async (slackUser: string, dryRun: boolean): Promise<ForgottenResponder> => {
    const ended: ForgottenResponder = { counts: {}, left: [], homes: [], people: 0, revoked: null };
    const add = (kind: string, count: number): void => {
      ended.counts[kind] = (ended.counts[kind] ?? 0) + count;
    };
    const owner = { kind: 'responder', slackUser } as const;
    const account = await deps.accounts.byOwner(owner);
    const person = await findResponder(deps.forgetting, slackUser, account);
    if (!dryRun) await keepPerson(deps.forgetting, person);
    add('links', account ? 1 : 0);
    if (!dryRun && account) ended.revoked = await revoke(deps, account);
    if (!dryRun) await letGo(deps, slackUser);
    await wipeAnswers(deps, person, dryRun, add);
    const change = replacer(person);
    await waitAlone(deps, ARCHIVE_LOCK, () => forgetArchived(deps, person, change, dryRun, add));
    if (!dryRun) {
      add('messages in Slack', await unname(deps, person, change));
      add('private messages', await deps.eraser.blankDirect(slackUser, null));
      await keepPerson(deps.forgetting, person);
    }
    const { entries, audit } = await deps.forgetting.replace(change, dryRun, STAYS);
    add('entries that named them', entries);
    add('lines of the audit', audit);
    // Last, because their handle is known by it when this is stopped half-way.
    if (!dryRun) await deps.accounts.unlink(owner, deps.clock.now());
    add('keys of their own', await dropKeys(deps, slackUser, dryRun));
    if (dryRun) return ended;
    await deps.forgetting.replace(change, false, KEPT);
    // A card that was drawn meanwhile was drawn by what stood here then.
    add('messages in Slack', await unname(deps, person, change));
    await deps.forgetting.keepTraces(slackUser, null);
    ended.homes = [slackUser];
    ended.left = await leftOf(deps, person);
    await note(deps, 'responder-forgotten', ended.counts);
    return ended;
  };
}

const KEPT = /^forgetting:/u;
const STAYS = /^(?:account|owner|forgetting):/u;

async function unname(
  { eraser }: ForgetResponderDeps,
  { cards }: Person,
  change: (text: string) => string,
): Promise<number> {
  let changed = 0;
  for (const [channel, ts] of cards.values()) changed += await eraser.changeThread(channel, ts, change);
  return changed;
}

async function letGo({ threads, clock }: ForgetResponderDeps, slackUser: string): Promise<void> {
  const { staying } = await threads.releaseAll(slackUser, REASON, true, clock.now());
  if (staying.length === 0) return;
  throw new AppError({
    code: 'forget',
    sentence: `An answer of theirs is on its way at this moment (${staying.join(', ')}). Run it again in a minute: what was done is done.`,
  });
}

async function revoke({ accounts, network }: ForgetResponderDeps, account: LinkedAccount): Promise<boolean> {
  const tokens = await readableTokens(accounts, account.id);
  return tokens !== null && (await network.revoke(tokens));
}

/** The words of their answers. Finds the cards of the threads in which they had to do with anything, or are named. */
async function wipeAnswers(
  deps: ForgetResponderDeps,
  person: Person,
  dryRun: boolean,
  add: (kind: string, count: number) => void,
): Promise<void> {
  const cards = new Map<string, Card>();
  const says = wholeWords([person.slackUser, ...person.handles]);
  const named = new Set<string>();
  for await (const { key, type, parts } of deps.forgetting.everything()) {
    if (type === 'hash' && key.startsWith('thread:')) {
      const record = { thread: key.slice('thread:'.length), keys: [[key, 'hash', pairs(parts)]] };
      if (parts.some((part) => says.test(part))) named.add(record.thread);
      for (const card of cardsOf(record as unknown as ArchivedThread))
        cards.set(`${record.thread} ${card[1]}`, card);
    }
    if (key === 'audit') {
      for (const line of parts) {
        if (!says.test(line)) continue;
        const flat = (JSON.parse(line) as [string, string[]])[1];
        named.add(flat[flat.indexOf('thread') + 1] ?? '');
      }
    }
    if (type !== 'hash') continue;
    const fields = fieldsFrom(parts);
    if (key.startsWith('post:') && parts.some((part) => says.test(part)))
      named.add(fields.get('thread') ?? '');
    const wiped = wipedFields(key, fields, person);
    if (wiped === null) continue;
    named.add(fields.get('threadId') ?? '');
    add(key.startsWith('reply:') ? 'answers' : 'posts', 1);
    if (!dryRun) await deps.forgetting.overwrite(key, wiped);
  }
  for (const [place, card] of cards) if (named.has(place.split(' ')[0] ?? '')) person.cards.set(place, card);
}

/** What is written over the fields of an answer, or of a post of their own; null: it is another's. */
function wipedFields(
  key: string,
  fields: Map<string, string>,
  person: Person,
): Record<string, string> | null {
  if (key.startsWith('reply:') && fields.get('responder') === person.slackUser)
    return { text: '', files: '[]', accountId: '', postUrl: '' };
  if (key.startsWith('noted:') && fields.get('by') === person.slackUser) return { text: '' };
  if (!key.startsWith('post:') || !fields.get('json')) return null;
  const { author } = JSON.parse(fields.get('json') ?? '') as Post;
  return person.accounts.has(author.id) ? { json: '' } : null;
}

async function forgetArchived(
  { archive }: ForgetResponderDeps,
  person: Person,
  change: (text: string) => string,
  dryRun: boolean,
  add: (kind: string, count: number) => void,
): Promise<void> {
  const without = (line: Record<string, unknown>): Record<string, unknown> => {
    const record = archivedThread(line);
    const wiped = record === null ? line : { ...line, keys: record.keys.map((row) => wipedRow(row, person)) };
    const before = JSON.stringify(line);
    const now = change(JSON.stringify(wiped));
    return now === before ? line : (JSON.parse(now) as Record<string, unknown>);
  };
  for (const kind of ['threads', 'audit'] as const)
    for (const file of await archive.files(kind)) {
      for await (const line of archive.read(file)) {
        if (without(line) === line) continue;
        add('lines of archives', 1);
        const record = archivedThread(line);
        for (const card of record ? cardsOf(record) : [])
          person.cards.set(`${record?.thread} ${card[1]}`, card);
      }
      if (!dryRun) await archive.rewrite(file, without);
    }
}

type Row = ArchivedThread['keys'][number];

function wipedRow(row: Row, person: Person): Row {
  const [key, type, value] = row;
  if (type !== 'hash') return row;
  const rows = value as [string, string][];
  const wiped = wipedFields(key, new Map(rows), person);
  return wiped === null ? row : [key, type, rows.map(([name, text]) => [name, wiped[name] ?? text])];
}

const OWN_KEYS = ['responder', 'held', 'answered', 'left', 'thanks', 'owner:responder', 'token:by'];

async function dropKeys(
  { forgetting }: ForgetResponderDeps,
  slackUser: string,
  dryRun: boolean,
): Promise<number> {
  const ends = new RegExp(
    `^(?:(?:${OWN_KEYS.join('|')}):${slackUser}|draft:.*:${slackUser}|message:.*${slackUser}.*)$`,
    'u',
  );
  return forgetting.drop(ends, { 'sent-by': slackUser, thanked: slackUser, responders: slackUser }, dryRun);
}

async function leftOf(
  { forgetting }: ForgetResponderDeps,
  { slackUser, handles }: Person,
): Promise<string[]> {
  const says = wholeWords([slackUser, ...handles]);
  const left: string[] = [];
  for await (const { key, parts } of forgetting.everything())
    if (says.test(key) || parts.some((part) => says.test(part))) left.push(key);
  return left;
}

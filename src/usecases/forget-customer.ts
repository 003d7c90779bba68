import {
  type Customer,
  learn,
  nobody,
  type SeenPost,
  tracesOf,
  unmentioned,
  wholeWords,
  wordsOf,
} from '../domain/forgetting.ts';
import type { ForgetStore, KeptTraces, SlackEraser } from '../forgetting.ts';
import type { Archive, ArchivedThread, KeepingStore } from '../keeping.ts';
import type { Clock } from '../ports.ts';
import { archivedThread, fieldOf, fieldsOf, seenIn, withoutCustomer } from './archived-threads.ts';
import { ARCHIVE_LOCK } from './retain.ts';
import { waitAlone } from './wait-alone.ts';

export interface ForgetCustomerDeps {
  forgetting: ForgetStore;
  keeping: KeepingStore;
  archive: Archive;
  eraser: SlackEraser;
  clock: Clock;
}

export interface Forgotten {
  /** What was erased (or would be), by kind. */
  counts: Record<string, number>;
  /** Where something still stands. */
  left: string[];
  /** Whose home of the app may still show it. */
  homes: string[];
  /** Slack threads in which people wrote themselves: only they can change it. */
  people: number;
}

/** So long none of their old posts comes back as a new one: longer than any source looks back. */
const BURIED_MS = 180 * 24 * 60 * 60 * 1000;

/**
 * Finds whoever has this handle, by every post that stands anywhere, and takes them out of Redis, archives and Slack. Run
 * again it goes on where it was stopped. What they write afterwards is a new mention.
 */
export function forgetCustomer(deps: ForgetCustomerDeps) {
  return async (handle: string, dryRun: boolean): Promise<Forgotten> => {
    const customer = await find(deps, handle);
    const ended: Forgotten = { counts: {}, left: [], homes: [], people: 0 };
    const add = (kind: string, count: number): void => {
      ended.counts[kind] = (ended.counts[kind] ?? 0) + count;
    };
    if (customer.ids.size === 0) return ended;
    const records = await recordsOf(deps, customer);
    const people = new Set(records.flatMap(peopleIn));
    add('posts in threads of others', await forgetElsewhere(deps, customer, dryRun));
    await waitAlone(deps, ARCHIVE_LOCK, () => forgetArchived(deps, customer, dryRun, add, people));
    if (!dryRun) {
      const says = wordsOf(customer);
      for (const slackUser of people) add('private messages', await deps.eraser.blankDirect(slackUser, says));
    }
    // From here on their posts do not say any more who they are.
    if (!dryRun) await deps.forgetting.keepTraces(handle, tracesToKeep(customer));
    for (const record of records) await forgetThread(deps, record, dryRun, add, ended);
    await forgetLists(deps, customer, dryRun, add);
    if (dryRun) return ended;
    await deps.forgetting.keepTraces(handle, null);
    ended.homes = [...people];
    ended.left = await leftOf(deps, customer);
    await note(deps, 'customer-forgotten', ended.counts);
    return ended;
  };
}

type Add = (kind: string, count: number) => void;

async function recordsOf({ keeping }: ForgetCustomerDeps, { threads }: Customer): Promise<ArchivedThread[]> {
  const found = await Promise.all([...threads].map((threadId) => keeping.record(threadId, null)));
  return found.flatMap((read) => (read ? [{ ...read.record, archivedAt: '' }] : []));
}

/** Shields, rules, indexes, the audit, and where others wrote their handle. */
async function forgetLists(
  { forgetting }: ForgetCustomerDeps,
  customer: Customer,
  dryRun: boolean,
  add: Add,
): Promise<void> {
  const { shields, rules } = await forgetting.forgetAuthors(customer.ids, dryRun);
  add('shields', shields);
  add('noise rules', rules);
  const traces = tracesOf(customer);
  const { entries, audit } = await forgetting.scrub({ keys: traces, members: traces }, dryRun);
  add('entries of lists', entries);
  add('lines of the audit', audit);
  const others = await forgetting.replace(unmentioned(customer), dryRun);
  add('mentions by others', others.entries);
}

async function find(deps: ForgetCustomerDeps, handle: string): Promise<Customer> {
  const customer = nobody(handle);
  const named = ({ handle: theirs }: SeenPost) => theirs.toLowerCase() === handle.toLowerCase();
  for await (const post of everyPost(deps)) if (named(post)) customer.ids.add(post.authorId);
  for (const id of (await deps.forgetting.keptTraces(handle))?.ids ?? []) customer.ids.add(id);
  customer.ids.delete('');
  for await (const post of everyPost(deps)) if (customer.ids.has(post.authorId)) learn(customer, post);
  for (const threadId of await deps.forgetting.threadsOf(customer.ids)) customer.threads.add(threadId);
  const kept = await deps.forgetting.keptTraces(handle);
  for (const name of ['handles', 'names', 'posts', 'threads'] as const)
    for (const one of kept?.[name] ?? []) customer[name].add(one);
  return customer;
}

/** Without what they wrote. */
function tracesToKeep({ ids, handles, names, posts, threads }: Customer): KeptTraces {
  return {
    ids: [...ids],
    handles: [...handles],
    names: [...names],
    posts: [...posts],
    threads: [...threads],
  };
}

async function* everyPost({ forgetting, archive }: ForgetCustomerDeps): AsyncIterable<SeenPost> {
  yield* forgetting.posts();
  for (const file of await archive.files('threads'))
    for await (const line of archive.read(file)) {
      const record = archivedThread(line);
      if (record) yield* seenIn(record);
    }
}

/** What stands in Slack first: who stops us half-way finds the thread again. And once more, for what came meanwhile. */
async function forgetThread(
  deps: ForgetCustomerDeps,
  record: ArchivedThread,
  dryRun: boolean,
  add: Add,
  ended: Forgotten,
): Promise<void> {
  add('threads', 1);
  add('posts', seenIn(record).filter(({ around }) => around === null).length);
  add('answers', record.keys.filter(([key]) => key.startsWith('reply:')).length);
  if (dryRun) return;
  const first = await blankCards(deps, record, add);
  if (first > 0) ended.people += 1;
  await deps.keeping.bury(record.thread, BURIED_MS);
  await blankCards(deps, record, add);
}

async function blankCards({ eraser }: ForgetCustomerDeps, record: ArchivedThread, add: Add): Promise<number> {
  let others = 0;
  for (const [channel, ts] of cardsOf(record)) {
    const told = await eraser.blankThread(channel, ts);
    add('messages in Slack', told.blanked);
    others += told.others;
  }
  return others;
}

/** Where its card stands, and stood before it moved. */
export function cardsOf(record: ArchivedThread): [channel: string, ts: string][] {
  const places = [`${fieldOf(record, 'channel')}:${fieldOf(record, 'cardTs')}`];
  for (const part of fieldOf(record, 'parts').split(' '))
    if (part.startsWith('c:')) places.push(part.slice(2));
  return [...new Set(places)].flatMap((place) => {
    const [channel = '', ts = ''] = place.split(':');
    return channel !== '' && ts !== '' ? [[channel, ts] as [string, string]] : [];
  });
}

/** Slack users who had to do with it. */
export function peopleIn(record: ArchivedThread): string[] {
  const named = [
    ...record.audit.flatMap(([, fields]) => fields),
    ...record.keys.flatMap(([key]) => [fieldsOf(record, key).get('responder') ?? '']),
    ...['claimedBy', 'answeredBy', 'loggedBy', 'ignoredBy', 'missedBy'].map((name) => fieldOf(record, name)),
  ];
  return [...new Set(named)].filter((name) => /^[UW][A-Z0-9]{2,}$/u.test(name));
}

/** What they wrote in the threads of others, and what was shown of theirs around others' posts. */
async function forgetElsewhere(
  deps: ForgetCustomerDeps,
  customer: Customer,
  dryRun: boolean,
): Promise<number> {
  const { forgetting, eraser, clock } = deps;
  const found: SeenPost[] = [];
  for await (const post of forgetting.posts())
    if (customer.ids.has(post.authorId) && (post.third || post.around !== null)) found.push(post);
  if (dryRun) return found.length;
  for (const { id, threadId, around } of found) {
    const place = await forgetting.messagePlace(around === null ? `other:${id}` : `context:${around}`);
    if (around === null) await forgetting.forgetPost([id], threadId ?? '', clock.now());
    if (place) await eraser.blankMessage(place.channel, place.ts);
  }
  await forgetting.forgetAround(customer.ids);
  return found.length;
}

async function forgetArchived(
  deps: ForgetCustomerDeps,
  customer: Customer,
  dryRun: boolean,
  add: Add,
  people: Set<string>,
): Promise<void> {
  for (const kind of ['threads', 'audit'] as const)
    for (const file of await deps.archive.files(kind)) {
      for await (const line of deps.archive.read(file)) {
        const record = archivedThread(line);
        if (withoutCustomer(line, customer) === line) continue;
        add('lines of archives', 1);
        if (record === null || !customer.ids.has(fieldOf(record, 'customer'))) continue;
        for (const person of peopleIn(record)) people.add(person);
        if (!dryRun) await blankCards(deps, record, add);
      }
      if (!dryRun) await deps.archive.rewrite(file, (line) => withoutCustomer(line, customer));
    }
}

/** Keys of Redis in which their handle still stands, or their name. */
async function leftOf({ forgetting }: ForgetCustomerDeps, { handles, names }: Customer): Promise<string[]> {
  const says = wholeWords([...handles, ...names]);
  const left: string[] = [];
  for await (const { key, parts } of forgetting.everything())
    if (says.test(key) || parts.some((part) => says.test(part))) left.push(key);
  return left;
}

export async function note(
  { forgetting, clock }: Pick<ForgetCustomerDeps, 'forgetting' | 'clock'>,
  what: string,
  counts: Record<string, number>,
): Promise<void> {
  const found = Object.entries(counts).filter(([, count]) => count > 0);
  const now = clock.now();
  const detail = found.map(([kind, count]) => `${kind}: ${count}`).join(', ');
  await forgetting.noted(`${what}:${now}`, what, detail || 'nothing', now);
}

import { tokensOf } from '../src/domain/search-words.ts';
import { cardKey } from '../src/domain/topic.ts';
import type { Store } from '../src/store/store.ts';
import type { TimeTaken } from '../src/times.ts';
import { aReply } from '../test/support/samples.ts';
import { benchPost, rareWord, sentence } from './posts.ts';

/** People who answer, and channels that they answer in. */
const PEOPLE = 200;
const CHANNELS = 5;
const MINUTE_MS = 60_000;

/**
 * After so many threads the words come again, with other ids, handles and rare words. It is a whole number of rounds of people,
 * channels, names and topics.
 */
export const DIFFERENT = 6_000;

const closedPost = (nth: number, now: number) => benchPost(nth, now, nth % DIFFERENT);
const answerTo = (postId: string) => String(BigInt(postId) + 4_000_000_000_000n);
const secondOf = (nth: number, now: number) => String(Math.floor(now / 1000) + nth);
const fractionOf = (nth: number) => String(nth % 1_000_000).padStart(6, '0');
const replyPart = (nth: number) => nth.toString(16).padStart(8, '0');

export const threadIdOf = (nth: number, now: number) => `x-${closedPost(nth, now).id}`;

/** All by which a thread differs from the others with its words, each a run of letters and digits; always in this order. */
export function namesOf(nth: number, now: number): string[] {
  const { id, author } = closedPost(nth, now);
  const picture = /\d{19}/u.exec(author.avatarUrl ?? '')?.[0] ?? '';
  const fraction = fractionOf(nth);
  const ids = [id, answerTo(id), author.id, author.handle, picture, replyPart(nth)];
  return [...ids, secondOf(nth, now), fraction, `${fraction}1`, rareWord(nth), rareWord(nth + 7)];
}

/**
 * Threads as the product leaves them, by its own steps: a mention with its card, taken, answered by its holder and resolved,
 * with their notes, times and audit.
 */
export async function closeThreads(store: Store, first: number, count: number, now: number): Promise<void> {
  const nths = Array.from({ length: count }, (_, index) => first + index);
  const as = { kind: 'mention', brand: 'acme', channel: '', topic: null } as const;
  const posts = nths.map((nth) => ({
    post: closedPost(nth, now),
    as: { ...as, channel: channelOf(nth), topic: nth % 3 === 0 ? 'billing' : null },
  }));
  await store.mentions.ingestAll({
    source: 's',
    token: 1,
    cursor: null,
    posts,
    now,
    checkAfterMs: MINUTE_MS,
  });
  await Promise.all(nths.map((nth) => closeThread(store, nth, now)));
}

async function closeThread(store: Store, nth: number, now: number): Promise<void> {
  const threadId = threadIdOf(nth, now);
  const postId = threadId.slice(2);
  const slackUser = `U0PERSON${nth % PEOPLE}`;
  const card = { channel: channelOf(nth), threadTs: null };
  const ts = `${secondOf(nth, now)}.${fractionOf(nth)}`;
  await store.messages.begin(cardKey(threadId, 0), now, card);
  await store.messages.posted(cardKey(threadId, 0), ts, card);
  await store.threads.claim(threadId, slackUser, now + 5 * MINUTE_MS);
  const id = `r-${replyPart(nth)}-5f3c-4b7e-9d2a-8c1e4f6a7b90`;
  const submittedAt = now + 8 * MINUTE_MS;
  const reply = aReply({
    id,
    threadId,
    responder: slackUser,
    accountId: String(1_300_000_000_000_000_000n + BigInt(nth % PEOPLE)),
    text: `@${closedPost(nth, now).author.handle} ${sentence((nth % DIFFERENT) + 7, nth + 7)} – Sam, Acme`,
    inReplyTo: postId,
    steps: ['direct', 'brand'],
    part: 'answer',
    notBefore: submittedAt + 10_000,
    createdAt: submittedAt,
    updatedAt: submittedAt,
  });
  await store.replies.submit(reply);
  const sentAt = submittedAt + 11_000;
  await store.replies.begin(id, sentAt);
  const answer = answerTo(postId);
  const postUrl = `https://x.com/person_${nth % PEOPLE}/status/${answer}`;
  await store.replies.finish(id, 1, { kind: 'sent', postId: answer, postUrl }, sentAt);
  const note = { channel: channelOf(nth), threadTs: ts };
  await store.messages.begin(`note:${id}`, sentAt, note);
  await store.messages.posted(`note:${id}`, `${ts}1`, note);
  await store.threads.resolve(threadId, slackUser, false, sentAt + MINUTE_MS);
  for (const kind of ['first-answer', 'answer', 'resolution'] as const)
    await store.times.record(taken(kind, threadId, sentAt + MINUTE_MS));
  const thread = await store.threads.get(threadId);
  if (thread?.state !== 'resolved') throw new Error(`${threadId} is ${thread?.state}.`);
  await store.listing.index(thread, tokensOf(thread));
}

function taken(kind: TimeTaken['kind'], threadId: string, at: number): TimeTaken {
  const elapsed = { clockMs: 9 * MINUTE_MS, workingMs: 9 * MINUTE_MS };
  return { kind, threadId, turn: 1, topic: null, origin: 'x', inTime: true, at, ...elapsed };
}

function channelOf(nth: number): string {
  return `C0BENCH${nth % CHANNELS}`;
}

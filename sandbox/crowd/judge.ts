import type { SandboxMessage } from '../slack/client-api.ts';
import { keyOf } from '../slack/message-words.ts';
import type { StoredPost } from '../x/world.ts';
import { type AuditLine, type Hold, holdingOf } from './audit.ts';
import type { Card } from './board.ts';
import type { Away, Diary, Take } from './diary.ts';

/** Nobody who is away keeps a customer waiting for longer: a lease, half a one more, and what a busy machine needs. */
export function stuckAfter(leaseMs: number): number {
  return leaseMs * 2 + 15_000;
}

/** A click is written down in this time. */
const CLICK_MS = 20_000;

/** What is there in the end, on both sides. */
export interface Evidence {
  people: number;
  mentions: number;
  diary: Diary;
  audit: readonly AuditLine[];
  cards: readonly Card[];
  messages: readonly SandboxMessage[];
  posts: readonly StoredPost[];
  /** What is said inside, and must not be seen outside. */
  internal: string;
  endedAt: number;
  leaseMs: number;
}

export interface Verdict {
  line: string;
  /** What must never be, each with its sentence. */
  wrong: string[];
}

export function judge(evidence: Evidence): Verdict {
  const { diary, audit, cards } = evidence;
  const { had, waited, claimedTwice } = holdingOf(audit);
  const twice = [...claimedTwice, ...unfounded(evidence, had)];
  const silent = unanswered(evidence, had);
  const stuck = [...stuckHolds(evidence, waited), ...stuckCards(evidence)];
  const { posted, doubled, lost } = answersOf(evidence);
  const leaked = evidence.posts.filter(({ text }) => text.includes(evidence.internal)).map(({ id }) => id);
  const cardsTwice = doubles(evidence.messages);
  const unseen = withoutCard(evidence);
  const count = (...whats: string[]) => audit.filter(({ what }) => whats.includes(what)).length;
  const told = (words: RegExp) => diary.takes.filter((take) => words.test(take.told ?? '')).length;
  const line = [
    `people ${evidence.people}`,
    `mentions ${evidence.mentions}`,
    `threads ${opened(audit).size}`,
    `presses of Take it ${diary.takes.length}`,
    `came too late ${told(/^Taken /u)}`,
    `had enough on the table ${told(/wanted at most/u)}`,
    `claims ${count('claimed')}`,
    `claimed twice ${twice.length}`,
    `presses without an answer ${silent.length}`,
    `stuck with someone away ${stuck.length}`,
    `went away or off ${diary.aways.length}`,
    `leases ended ${count('lease-ended')}`,
    `reassigned ${count('reassigned', 'taken-over')}`,
    `released ${count('released')}`,
    `back to who answered before ${count('returned')}`,
    `to the channel, as they are away ${count('returned-to-channel')}`,
    `answers ${diary.answers.length}`,
    `posted ${posted}`,
    `answers posted twice ${doubled.length}`,
    `answers lost ${lost.length}`,
    `cards posted twice ${cardsTwice.length}`,
    `threads without a card ${unseen.length}`,
    `notes that leaked ${leaked.length}`,
    `threads answered ${cards.filter(({ state }) => state === 'answered').length}`,
  ].join(', ');
  const wrong = [
    ...twice.map((what) => `Claimed twice: ${what}.`),
    ...silent.map((what) => `No answer: ${what}.`),
    ...stuck.map((what) => `Stuck: ${what}.`),
    ...doubled.map((what) => `Posted twice: ${what}.`),
    ...lost.map((what) => `Lost: ${what}.`),
    ...cardsTwice.map((what) => `Two cards: ${what}.`),
    ...unseen.map((threadId) => `No card: ${threadId}, so nobody could take it.`),
    ...leaked.map((what) => `An internal note became public: post ${what}.`),
  ];
  return { line, wrong };
}

/** The card said to somebody who pressed that it is theirs; and the audit does not. */
function unfounded({ diary, endedAt }: Evidence, had: readonly Hold[]): string[] {
  return diary.takes
    .filter((take) => take.shown && !isTheirs(take, had, endedAt))
    .map(({ slackUser, threadId }) => `${slackUser} saw that they have ${threadId}, and does not have it`);
}

/** Somebody pressed, and heard and saw nothing of it. */
function unanswered({ diary, messages, endedAt }: Evidence, had: readonly Hold[]): string[] {
  return diary.takes
    .filter(({ told, shown }) => told === null && !shown)
    .filter((take) => !isTheirs(take, had, endedAt) && !toldLate(messages, take))
    .map(({ slackUser, threadId }) => `${slackUser} pressed on ${threadId}, and was told nothing`);
}

/** Also by a lead, or from before: the card may not have said so yet. */
function isTheirs({ slackUser, threadId, at }: Take, had: readonly Hold[], endedAt: number): boolean {
  return had.some(
    (hold) =>
      hold.slackUser === slackUser &&
      hold.threadId === threadId &&
      hold.from < at + CLICK_MS &&
      (hold.to ?? endedAt) > at,
  );
}

function toldLate(messages: readonly SandboxMessage[], { slackUser, at }: Take): boolean {
  return messages.some(({ ephemeralFor, ts, text }) => {
    const after = Number(ts) * 1_000 - at;
    return ephemeralFor === slackUser && after > 0 && after < CLICK_MS && /^Taken /u.test(text);
  });
}

/** Somebody who was away had it for too long, while its customer waited. */
function stuckHolds({ diary, endedAt, leaseMs }: Evidence, holds: readonly Hold[]): string[] {
  return holds.flatMap(({ threadId, slackUser, from, to }) =>
    diary.aways.filter(isOf(slackUser)).flatMap((away) => {
      const ms = Math.min(to ?? endedAt, away.to ?? endedAt) - Math.max(from, away.from);
      const seconds = Math.round(ms / 1_000);
      return ms > stuckAfter(leaseMs)
        ? [`${threadId} was ${slackUser}'s for ${seconds} s of their being ${away.why}`]
        : [];
    }),
  );
}

function isOf(slackUser: string): (away: Away) => boolean {
  return (away) => away.slackUser === slackUser;
}

/** What the channels say in the very end. */
function stuckCards({ cards, diary }: Evidence): string[] {
  return cards.flatMap(({ state, holder, threadId }) =>
    state === 'held' && holder !== null && diary.isAway(holder)
      ? [`the card of ${threadId} still says that ${holder} has it, who is away`]
      : [],
  );
}

function answersOf({ diary, audit, posts }: Evidence) {
  const taken = new Set(
    audit
      .filter(({ what }) => what === 'reply-withdrawn' || what === 'reply-refused')
      .map(({ replyId }) => replyId),
  );
  const found = diary.answers.map((answer) => ({
    answer,
    times: posts.filter(({ text }) => text.includes(answer.marker)).length,
  }));
  const name = ({ answer: { marker, threadId, slackUser } }: (typeof found)[number]) =>
    `${marker} of ${slackUser} in ${threadId}`;
  return {
    posted: found.filter(({ times }) => times > 0).length,
    doubled: found.filter(({ times }) => times > 1).map(name),
    lost: found.filter(({ answer, times }) => times === 0 && !taken.has(answer.replyId)).map(name),
  };
}

function opened(audit: readonly AuditLine[]): Set<string> {
  return new Set(audit.filter(({ what }) => what === 'thread-opened').map(({ threadId }) => threadId));
}

/** What folded into a surge, or never came to Slack, would be hidden from everybody here. */
function withoutCard({ audit, messages }: Evidence): string[] {
  const keys = new Set(messages.map(keyOf));
  return [...opened(audit)].filter((threadId) => !keys.has(`card:${threadId}`));
}

function doubles(messages: readonly SandboxMessage[]): string[] {
  const keys = messages.flatMap((message) =>
    keyOf(message)?.startsWith('card:') ? [keyOf(message) ?? ''] : [],
  );
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
}

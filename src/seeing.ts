/** What is seen of a running desk: ports by the same rules ({@link ./ports.ts}), for metrics, logs and traces. */

import type { AccountClass } from './domain/account.ts';
import type { ThreadState } from './domain/glossary.ts';
import type { PostLimits } from './domain/limits.ts';
import type { Heard, Silence } from './domain/silence.ts';

/** How many took how long, counted by the upper bound of each step. */
export interface Took {
  /** Seconds; `Infinity` at last. Not cumulative. */
  steps: readonly { upTo: number; count: number }[];
  /** All of them together, in seconds. */
  sum: number;
}

/** A moment of the whole desk. Every number comes from an index: it costs the same with a million threads. */
export interface DeskState {
  threads: Record<ThreadState, number>;
  /** Threads in which a customer waits, and those in which something that was promised is late. */
  waiting: number;
  late: number;
  /** Threads without a card, which stand on the surge card of their channel. */
  folded: number;
  /** Milliseconds; null: none. */
  oldestUnclaimedMs: number | null;
  repliesUnknown: number;
  outbox: { size: number; oldestDueMs: number | null };
  /** By source: whether some process holds its lease. */
  sources: Record<string, boolean>;
  took: Record<TookWhat, Took>;
}

/** `claim`: from the customer's post until somebody took it. `first-answer`: until our first public answer. */
export type TookWhat = 'claim' | 'first-answer';

/** Of all accounts of one class. */
export interface AccountsState {
  linked: number;
  dead: number;
  /** How many posts the tightest one of them may still make now; null: there is none. */
  postsLeft: number | null;
}

export interface FleetState {
  accounts: Record<AccountClass, AccountsState>;
  /** Of all accounts together, in 24 hours. */
  appPostsLeft: number;
}

export interface DeskReader {
  /** The thread that due work, a reply, or what a window carries is about; null: none, or it is not known. */
  threadOf(about: string): Promise<string | null>;
  /** Every source that was ever read. */
  sources(): Promise<string[]>;
  desk(now: number): Promise<DeskState>;
  /** Looks at every linked account: not to be asked at every moment. */
  fleet(limits: PostLimits, now: number): Promise<FleetState>;
  /** Bytes; `max` 0: no limit is set. */
  memory(): Promise<{ used: number; max: number }>;
}

/** What happens in this process. Never throws. */
export interface Meter {
  /** A source brought a post. `lagMs`: between the network's own time and ours. */
  mention(source: string, result: string, lagMs: number): void;
  /** Slack told us to slow down. */
  slackLimited(method: string): void;
}

/** Where nobody measures. */
export const NO_METER: Meter = { mention: () => undefined, slackLimited: () => undefined };

/** The oldest job that waits in each queue, since when; null: none waits. */
export interface QueueReader {
  oldest(): Promise<Record<string, number | null>>;
}

/** What sources brought, and the silences that were noticed. */
export interface SilenceStore {
  /** Null: it was never heard. Forgets what is older than anybody looks back. */
  heard(source: string, now: number): Promise<Heard | null>;
  /** Notices a silence, once, and has it told. False: it is known, or the source spoke meanwhile. */
  begin(silence: Omit<Silence, 'endedAt'>): Promise<boolean>;
  /** The newest one; null: there never was one. */
  newest(source: string): Promise<Silence | null>;
}

/** Messages to operations that end by themselves. */
export interface AlarmNotifier {
  postAlarm(key: string, channel: string, silence: Silence): Promise<string>;
  updateAlarm(channel: string, ts: string, silence: Silence): Promise<void>;
}

/** Runs work that is about this thread, reply or post, or a piece of due work: its log lines carry the thread's id. */
export type Around = <T>(about: string, work: () => Promise<T>) => Promise<T>;

export const NOT_AROUND: Around = (_about, work) => work();

/** Traces, for who asks for them. */
export interface Tracing {
  /** False: nobody asked for them, and all of this does nothing. */
  readonly on: boolean;
  /** Runs the work as a part of what goes on; without anything around it, as the beginning of a trace. */
  span<T>(name: string, attributes: Record<string, string | number>, work: () => Promise<T>): Promise<T>;
  /** What goes on here, as W3C's `traceparent`, to be carried to another process. Empty: nothing. */
  parent(): string;
  /** Sends what is not sent yet. */
  stop(): Promise<void>;
}

export const NO_TRACING: Tracing = {
  on: false,
  span: (_name, _attributes, work) => work(),
  parent: () => '',
  stop: async () => undefined,
};

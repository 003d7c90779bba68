/** What comes in floods: a part of {@link ./ports.ts}, by the same rules. */

import type { Sketch } from './domain/alike.ts';
import type { Thread } from './domain/glossary.ts';
import type { Incident, Surge, SurgeGroup, SurgeSettings } from './domain/surge.ts';

export type Opened =
  /** So many cards are on their way, by this click or the one before. */
  | { kind: 'coming'; count: number }
  | { kind: 'none' }
  /** That surge is over. */
  | { kind: 'over' };

export type Taken =
  | { kind: 'taken'; threadIds: readonly string[] }
  /** They still have these of the group: nothing was changed. */
  | { kind: 'has'; threadIds: readonly string[] }
  | { kind: 'over' };

/** One surge of one channel. */
export interface SurgeRef {
  channel: string;
  number: number;
}

export interface TakeInput extends SurgeRef {
  group: string;
  slackUser: string;
  lead: boolean;
  /** At most so many; `maxOpen`: while they have fewer open threads than this, null: they set no limit. */
  most: number;
  maxOpen: number | null;
  now: number;
}

export interface DeclareInput {
  id: string;
  tag: string;
  saved: string | null;
  /** What is like this is part of it: a text, or a group of this channel's surge. */
  like: { sign: string } | { group: string };
  channel: string;
  slackUser: string;
  now: number;
  until: number;
}

export interface SurgeStore {
  /** A new thread's card gets its turn in its channel, or it folds. Asked again, the answer is the same. */
  place(
    key: string,
    threadId: string,
    sketch: Sketch,
    settings: SurgeSettings,
    now: number,
  ): Promise<'card' | 'folded'>;
  /** Null: there never was one. `tend`: it may calm, or end. */
  look(channel: string, settings: SurgeSettings, now: number, tend?: boolean): Promise<Surge | null>;
  /** Groups with threads left, the largest first. */
  groups(channel: string, offset: number, limit: number): Promise<SurgeGroup[]>;
  /** Since when the longest of the folded waits; null: none is left. */
  oldest(channel: string): Promise<number | null>;
  open(surge: SurgeRef, slackUser: string, most: number, now: number): Promise<Opened>;
  take(input: TakeInput): Promise<Taken>;
}

export interface IncidentStore {
  /** Those that go on, the newest first. */
  going(now: number): Promise<Incident[]>;
  get(id: string): Promise<Incident | null>;
  /** `gone`: the group is not there any more. `full`: there are as many as there may be. */
  declare(input: DeclareInput): Promise<'declared' | 'gone' | 'full'>;
  /** False: it was over. `by`: `auto` when its time is over. */
  end(id: string, by: string, now: number): Promise<boolean>;
  /** Tags folded threads that are like it. True: there may be more. */
  tagAlike(id: string, alike: number, now: number): Promise<boolean>;
}

export interface SurgeGroupView {
  group: SurgeGroup;
  /** Whose words may be shown. */
  examples: readonly Thread[];
}

export interface SurgeView {
  surge: Surge;
  oldest: number | null;
  groups: readonly SurgeGroupView[];
  incidents: readonly Incident[];
}

/** Writes surge cards: by the rules of {@link ./ports.ts}' Notifier. */
export interface SurgeNotifier {
  postSurge(key: string, view: SurgeView): Promise<string>;
  updateSurge(channel: string, ts: string, view: SurgeView): Promise<void>;
}

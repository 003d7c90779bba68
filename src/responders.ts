/** Who answers customers, and who is there: a part of {@link ./ports.ts}, by the same rules. */

import type { DisclosureIdea } from './domain/disclosure.ts';
import type { LinkedAccount, Thread } from './domain/glossary.ts';
import type { Availability, Load, ProfileLook, Responder } from './domain/responder.ts';

/** What somebody says of themselves when they join, and changes later. */
export type ResponderWishes = Pick<Responder, 'topics' | 'languages' | 'quiet' | 'maxOpen' | 'maxPerDay'>;

export interface JoinInput extends ResponderWishes {
  slackUser: string;
  /** What they accepted; null: no rules are asked for. */
  rulesVersion: string | null;
  /** A lead must say yes first. */
  asks: boolean;
  /** Names the window: the same window sent twice joins once. */
  windowId: string;
}

/** `joined`: may answer now; `asked`: waits for a lead; `changed`: was here before, and is as they were. */
export type JoinResult = { kind: 'joined' | 'asked' | 'changed'; responder: Responder };

/** A wish to join, which one lead decides. */
export interface JoinRequest {
  id: string;
  slackUser: string;
  /** Null: nobody has decided. */
  decision: 'approved' | 'declined' | null;
  /** The lead who decided. */
  by: string | null;
  /** Why it was declined: a lead's words. */
  reason: string | null;
  at: number;
}

export type Decision = { kind: 'approve' } | { kind: 'decline'; reason: string };

/** `done` also for the lead who decided the same before; `gone`: they left, or asked anew since. */
export type DecideResult = { kind: 'done' | 'already'; request: JoinRequest } | { kind: 'gone' };

export type PauseResult = { kind: 'paused' | 'back' | 'not-enrolled'; responder: Responder | null };

export interface ResponderStore {
  /** Null: never joined. */
  get(slackUser: string): Promise<Responder | null>;
  /** Everybody who joined, or asked to, and did not leave; in no order. */
  all(): Promise<Responder[]>;
  /** What each of them has on the table; `since`: when their day began. */
  loads(whose: readonly { slackUser: string; since: number }[]): Promise<Load[]>;
  /** Joins, asks to join, or changes what was said before. */
  join(input: JoinInput, now: number): Promise<JoinResult>;
  /** Writes down that they accepted this version of the rules. False: they are not enrolled. */
  accept(slackUser: string, rulesVersion: string, now: number): Promise<boolean>;
  /** The newest wish to join. */
  request(slackUser: string): Promise<JoinRequest | null>;
  /** Exactly one decision counts. */
  decide(
    slackUser: string,
    requestId: string,
    lead: string,
    what: Decision,
    now: number,
  ): Promise<DecideResult>;
  /** Until null: until they come back by themselves. */
  pause(slackUser: string, until: number | null, now: number): Promise<PauseResult>;
  /** `onlyDue`: only if their pause was to end by now. */
  back(slackUser: string, onlyDue: boolean, now: number): Promise<PauseResult>;
  /** Keeps what was seen of their profile. */
  seen(slackUser: string, look: ProfileLook): Promise<void>;
  /** Not any more from now on; what must be handed over follows. `windowId`: the same window sent twice is one. */
  leave(slackUser: string, windowId: string, now: number): Promise<void>;
  /** Threads that went back when this person left, and where nobody was told yet. */
  handedBack(slackUser: string): Promise<string[]>;
  toldOf(slackUser: string, threadId: string): Promise<void>;
}

/** What a lead sees of somebody who wants to join. */
export interface RequestView {
  request: JoinRequest;
  responder: Responder;
  account: LinkedAccount | null;
}

/** What is said of people: by the rules of {@link ./ports.ts}' Notifier. */
export interface PeopleNotifier {
  postRequest(key: string, channel: string, view: RequestView): Promise<string>;
  updateRequest(channel: string, ts: string, view: RequestView): Promise<void>;
  /** To whoever asked: what a lead decided. */
  tellDecision(slackUser: string, view: RequestView): Promise<void>;
  /** What could be better about their public profile. */
  tellProfile(
    slackUser: string,
    hint: {
      account: LinkedAccount;
      look: ProfileLook;
      idea: DisclosureIdea;
      /** An answer that says it nowhere is not accepted. */
      required: boolean;
    },
  ): Promise<void>;
  /** In the Slack thread of the card: whoever had this has left. */
  postLeft(key: string, thread: Thread, slackUser: string): Promise<string>;
}

/** Which user groups of Slack have changed: one process hears of it, all of them must know. */
export interface GroupChanges {
  changed(group: string): Promise<void>;
  /** Another one after each change. */
  stamp(group: string): Promise<string>;
}

/** What Slack says of somebody at this moment. */
export interface Presence {
  /** False also when Slack does not answer. */
  away(slackUser: string): Promise<boolean>;
}

/** Who may be rung or given something now. */
export interface WhoIsThere {
  availability(slackUser: string): Promise<Availability>;
  /**
   * Whoever answers for this topic (null: any) and writes this language (null: any): the available first, and among them
   * whoever has least on the table.
   */
  whoAnswers(
    topic: string | null,
    language: string | null,
  ): Promise<{ slackUser: string; availability: Availability }[]>;
}

import { afterWorking, type Calendar, workingMs } from './business-hours.ts';
import type { Clocks } from './turns.ts';

/** What was promised; null: nothing. In milliseconds of the desk's working time. */
export interface Target {
  firstAnswerMs: number | null;
  /** For every later time at which the customer writes. */
  nextAnswerMs: number | null;
  /** Until it is resolved, without the times in which we wait for the customer. */
  resolutionMs: number | null;
}

export interface TargetRule extends Target {
  /** Null: whatever it is. */
  topic: string | null;
  priority: string | null;
}

/** Whom a step of the escalation rings, in the Slack thread. */
export type Ring = 'holder' | 'channel' | 'group' | 'leads';

export interface EscalationStep {
  /** Part of the target: 0.8 warns before its end, 1 is its end. */
  at: number;
  ring: Ring;
  /** Slack user group or user id, where `ring` is `group`. */
  group: string | null;
}

export interface TimeSettings {
  calendar: Calendar;
  /** The first one that fits counts. */
  targets: readonly TargetRule[];
  /** In order of `at`. */
  escalation: readonly EscalationStep[];
}

const NO_TARGET: Target = { firstAnswerMs: null, nextAnswerMs: null, resolutionMs: null };

export function targetFor(
  { targets }: TimeSettings,
  thread: { topic: string | null; priority?: string | null },
): Target {
  const fits = (wanted: string | null, has: string | null) => wanted === null || wanted === has;
  const found = targets.find(
    ({ topic, priority }) => fits(topic, thread.topic) && fits(priority, thread.priority ?? 'normal'),
  );
  return found ?? NO_TARGET;
}

export type Promised = 'answer' | 'resolution';

/** Something that is due, while the customer waits. */
export interface Due {
  promised: Promised;
  /** When it is late. */
  at: number;
}

/** A step of the escalation, and when its time comes. */
export interface Alarm {
  promised: Promised;
  step: EscalationStep;
  /** Its place in the configuration. */
  index: number;
  /** When it is to be told. */
  at: number;
  /** When what was promised is late. */
  dueAt: number;
}

/** What is due in a thread in which the customer waits; the earliest first. */
export function dueIn(clocks: Clocks, target: Target, calendar: Calendar, now: number): Due[] {
  const found = PROMISED.flatMap((promised): Due[] => {
    const at = moment(clocks, target, calendar, now, promised, 1);
    return at === null ? [] : [{ promised, at }];
  });
  return found.sort((one, other) => one.at - other.at);
}

/** Every step of the escalation for what is due now, in the order of their times. */
export function alarmsIn(clocks: Clocks, target: Target, settings: TimeSettings, now: number): Alarm[] {
  const { calendar, escalation } = settings;
  const found = dueIn(clocks, target, calendar, now).flatMap(({ promised, at: dueAt }) =>
    escalation.flatMap((step, index): Alarm[] => {
      const at = moment(clocks, target, calendar, now, promised, step.at);
      return at === null ? [] : [{ promised, step, index, at, dueAt }];
    }),
  );
  return found.sort((one, other) => one.at - other.at);
}

const PROMISED = ['answer', 'resolution'] as const;

/** When this part of what was promised is used up; null: nothing was, or nobody waits. */
function moment(
  clocks: Clocks,
  target: Target,
  calendar: Calendar,
  now: number,
  promised: Promised,
  part: number,
): number | null {
  if (clocks.waitingSince === null) return null;
  const answerMs = clocks.first === null ? target.firstAnswerMs : target.nextAnswerMs;
  const ms = promised === 'answer' ? answerMs : target.resolutionMs;
  if (ms === null) return null;
  if (promised === 'answer') return afterWorking(calendar, clocks.waitingSince, ms * part);
  const before = clocks.ours.workingMs - workingMs(calendar, clocks.waitingSince, now);
  const left = ms * part - before;
  return left <= 0 ? clocks.waitingSince : afterWorking(calendar, clocks.waitingSince, left);
}

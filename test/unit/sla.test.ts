import { describe, expect, it } from 'vitest';
import { AROUND_THE_CLOCK } from '../../src/domain/business-hours.ts';
import { alarmsIn, dueIn, type Target, type TimeSettings, targetFor } from '../../src/domain/sla.ts';
import { clocksOf, median, type Turn } from '../../src/domain/turns.ts';

const MIN = 60_000;
const target: Target = { firstAnswerMs: 60 * MIN, nextAnswerMs: 30 * MIN, resolutionMs: 120 * MIN };
const settings: TimeSettings = {
  calendar: AROUND_THE_CLOCK,
  targets: [
    { ...target, topic: 'billing', priority: null },
    { ...target, firstAnswerMs: 5 * MIN, topic: null, priority: 'high' },
    { ...target, firstAnswerMs: 90 * MIN, topic: null, priority: null },
  ],
  escalation: [
    { at: 0.5, ring: 'holder', group: null },
    { at: 1, ring: 'channel', group: null },
  ],
};
const waits = (minute: number): Turn => ({ kind: 'waits', at: minute * MIN });
const answered = (minute: number): Turn => ({ kind: 'answered', at: minute * MIN });
const resolved = (minute: number): Turn => ({ kind: 'resolved', at: minute * MIN });
const clocks = (turns: Turn[], now: number) => clocksOf(turns, AROUND_THE_CLOCK, now * MIN);

describe('the clocks of a thread', () => {
  it('count from the first of several posts until the answer', () => {
    const found = clocks([waits(0), waits(10), answered(25)], 100);
    expect(found).toMatchObject({ waitingSince: null, waits: 1, first: { clockMs: 25 * MIN } });
  });

  it('stand still while we wait for the customer', () => {
    const found = clocks([waits(0), answered(20), waits(500), resolved(530)], 1_000);
    expect(found.ours.clockMs).toBe(50 * MIN);
    expect(found.resolution?.clockMs).toBe(50 * MIN);
    expect(found.first?.clockMs).toBe(20 * MIN);
  });

  it('go on while the customer waits, and forget a resolution that did not last', () => {
    const found = clocks([waits(0), resolved(10), waits(100)], 130);
    expect(found).toMatchObject({ waitingSince: 100 * MIN, waits: 2, resolution: null });
    expect(found.ours.clockMs).toBe(40 * MIN);
  });

  it('never go backwards when two clocks differ', () => {
    expect(clocks([waits(30), answered(20)], 40).first?.clockMs).toBe(0);
  });
});

describe('what is due', () => {
  const due = (turns: Turn[], now: number) =>
    dueIn(clocks(turns, now), target, AROUND_THE_CLOCK, now * MIN).map(({ promised, at }) => [
      promised,
      at / MIN,
    ]);

  it('is the first answer, then the solution', () => {
    expect(due([waits(0)], 1)).toEqual([
      ['answer', 60],
      ['resolution', 120],
    ]);
  });

  it('is the next answer when the customer writes again, and what is left of the solution', () => {
    expect(due([waits(0), answered(20), waits(500)], 510)).toEqual([
      ['answer', 530],
      ['resolution', 600],
    ]);
  });

  it('is nothing while nobody waits', () => {
    expect(due([waits(0), answered(20)], 510)).toEqual([]);
  });

  it('is the same at every moment of one waiting', () => {
    const turns = [waits(0), answered(20), waits(500)];
    expect(due(turns, 501)).toEqual(due(turns, 700));
  });
});

describe('the steps of the escalation', () => {
  it('come in order, each for what it is about', () => {
    const found = alarmsIn(clocks([waits(0)], 1), target, settings, MIN);
    expect(
      found.map(({ at, promised, step, dueAt }) => [at / MIN, promised, step.ring, dueAt / MIN]),
    ).toEqual([
      [30, 'answer', 'holder', 60],
      [60, 'answer', 'channel', 60],
      [60, 'resolution', 'holder', 120],
      [120, 'resolution', 'channel', 120],
    ]);
  });
});

describe('the target of a thread', () => {
  it.each([
    ['its topic', { topic: 'billing', priority: 'high' }, 60],
    ['its priority', { topic: 'network', priority: 'high' }, 5],
    ['any other', { topic: null }, 90],
  ])('is found by %s', (_name, thread, minutes) => {
    expect(targetFor(settings, thread).firstAnswerMs).toBe(minutes * MIN);
  });

  it('is nothing where nothing was promised', () => {
    expect(targetFor({ ...settings, targets: [] }, { topic: null }).firstAnswerMs).toBeNull();
  });
});

describe('the median', () => {
  it.each([
    [[], null],
    [[4], 4],
    [[9, 1, 2], 2],
    [[1, 2, 3, 10], 2.5],
  ])('of %j is %j', (values, middle) => {
    expect(median(values)).toBe(middle);
  });
});

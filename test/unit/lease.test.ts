import { describe, expect, it } from 'vitest';
import { type Lease, lastStep, nextStep, offReason } from '../../src/domain/lease.ts';
import { aDesk, aResponder } from '../support/samples.ts';

const { lease: SETTINGS } = aDesk();
const MINUTE = 60_000;
const NOW = 1_700_000_000_000;
const aLease = (over: Partial<Lease> = {}): Lease => ({
  holder: 'USAM',
  until: NOW + 60 * MINUTE,
  warned: false,
  stretched: false,
  awaits: null,
  ...over,
});

describe('a running lease', () => {
  it('is looked at every five minutes, and at the moment of its warning', () => {
    const lease = aLease();
    expect(nextStep(lease, SETTINGS, null, NOW)).toEqual({ kind: 'wait', until: NOW + 5 * MINUTE });
    const late = NOW + 48 * MINUTE;
    expect(nextStep(lease, SETTINGS, null, late)).toEqual({ kind: 'wait', until: NOW + 50 * MINUTE });
  });

  it('asks its holder ten minutes before its end, once', () => {
    const at = NOW + 50 * MINUTE;
    const until = NOW + 60 * MINUTE;
    expect(nextStep(aLease(), SETTINGS, null, at)).toEqual({ kind: 'warn', until });
    expect(nextStep(aLease({ warned: true }), SETTINGS, null, at)).toMatchObject({ kind: 'wait' });
    expect(nextStep(aLease({ warned: true }), SETTINGS, null, until)).toEqual({ kind: 'over' });
  });

  it('that was not looked after for hours asks first, and leaves the time to answer', () => {
    const at = NOW + 300 * MINUTE;
    expect(nextStep(aLease(), SETTINGS, null, at)).toEqual({ kind: 'warn', until: at + 10 * MINUTE });
  });

  it.each(['quiet-hours', 'paused'] as const)('ends at once for somebody in %s', (off) => {
    expect(nextStep(aLease(), SETTINGS, off, NOW)).toEqual({ kind: 'end', why: off });
  });

  it.each(['quiet-hours', 'paused'] as const)(
    'ends at its end, without a ring, for somebody in %s where the YAML says so',
    (off) => {
      const settings = { ...SETTINGS, returnWhenOff: false };
      for (const minute of [0, 49, 51, 59]) {
        const step = nextStep(aLease(), settings, off, NOW + minute * MINUTE);
        expect(step.kind).toBe('wait');
      }
      expect(nextStep(aLease(), settings, off, NOW + 60 * MINUTE)).toEqual({ kind: 'end', why: off });
    },
  );

  it('ends at once for somebody who left, whatever the YAML says', () => {
    const settings = { ...SETTINGS, returnWhenOff: false };
    expect(nextStep(aLease(), settings, 'left', NOW)).toEqual({ kind: 'end', why: 'left' });
  });
});

describe('the end of a lease', () => {
  it('is half a lease later, once, for somebody who is there', () => {
    expect(lastStep(aLease(), SETTINGS, false, NOW)).toEqual({
      kind: 'stretch',
      until: NOW + 30 * MINUTE,
    });
    expect(lastStep(aLease({ stretched: true }), SETTINGS, false, NOW)).toEqual({
      kind: 'end',
      why: 'time',
    });
  });

  it('is now for somebody who is away in Slack', () => {
    expect(lastStep(aLease(), SETTINGS, true, NOW)).toEqual({ kind: 'end', why: 'away-in-slack' });
  });
});

describe('somebody who is not to be rung', () => {
  const quiet = { from: '00:00', to: '23:59', zone: 'UTC', daysOff: [] };

  it('is off in quiet hours, in a pause, and after leaving', () => {
    expect(offReason(aResponder({ quiet }), NOW)).toBe('quiet-hours');
    expect(offReason(aResponder({ state: 'paused' }), NOW)).toBe('paused');
    expect(offReason(aResponder({ state: 'paused', pausedUntil: NOW - 1 }), NOW)).toBeNull();
    expect(offReason(aResponder({ state: 'left', quiet }), NOW)).toBe('left');
  });

  it('is nobody else: neither whoever has enough, nor whoever never joined', () => {
    expect(offReason(aResponder({ maxOpen: 1 }), NOW)).toBeNull();
    expect(offReason(null, NOW)).toBeNull();
  });
});

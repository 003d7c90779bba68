import { describe, expect, it } from 'vitest';
import type { Surge } from '../../src/domain/surge.ts';
import { packSurge, unpackSurge } from '../../src/slack/refs.ts';
import { surgeCard, surgeWindow } from '../../src/slack/surge-card.ts';
import type { SurgeView } from '../../src/surges.ts';
import { tendIncident } from '../../src/usecases/declare-incident.ts';
import { incidentStart } from '../../src/usecases/incident-start.ts';
import { aDesk, aPost, aThread, aWordRules } from '../support/samples.ts';
import { NOW } from '../support/store.ts';

const SURGE: Surge = {
  channel: 'C0CARE',
  number: 2,
  state: 'on',
  since: NOW - 600_000,
  at: NOW,
  endedAt: null,
  total: 40,
  opened: 10,
  left: 28,
  followups: 3,
  perMinute: 90,
  groups: 9,
};
const group = (id: string, total: number) => ({
  group: { id, total, left: total, examples: [], words: [{ word: 'dead', texts: total }] },
  examples: [aThread({ root: aPost({ text: 'dead line\n<!here> *now*' }) })],
});
const view = (over: Partial<Surge> = {}): SurgeView => ({
  surge: { ...SURGE, ...over },
  oldest: NOW - 600_000,
  groups: [group('1', 20), group('2', 7), group('3', 1)],
  incidents: [],
});
const idsIn = (blocks: unknown) =>
  [...JSON.stringify(blocks).matchAll(/"action_id":"([^"]+)"/gu)].map(([, id]) => id);

describe('the surge card', () => {
  it('says how many, how fast, why they are alike and what can be done', () => {
    const { text, blocks } = surgeCard(view());
    const words = JSON.stringify(blocks);
    expect(text).toContain('*28 mentions folded here*');
    for (const part of [
      '90 a minute now',
      '40 folded in all',
      '10 opened or taken',
      '3 more posts',
      '*20 alike*',
    ])
      expect(words).toContain(part);
    expect(words).toContain('Alike in: *\u2068dead\u2069* (20)');
    expect(words).not.toContain('1 on its own');
    expect(idsIn(blocks)).toEqual([
      'surge_take',
      'surge_take',
      'surge_open',
      'surge_groups',
      'list_folded',
      'incident_declare',
    ]);
  });

  it('keeps what folded when it calms, and is one line when it is over', () => {
    expect(surgeCard(view({ state: 'calm' })).text).toContain('of 40. It calmed');
    const { text, blocks } = surgeCard(view({ state: 'over', left: 0, opened: 37, endedAt: NOW }));
    expect(text).toMatch(
      /^:white_check_mark: \*The surge is over\*, after 10 min.+37 opened or taken, 3 answered or closed/u,
    );
    expect(blocks).toHaveLength(1);
  });

  it('has a window that turns pages through every group', () => {
    const page = surgeWindow({ ...view({ groups: 20 }), from: 8, size: 8 });
    expect(idsIn(page.blocks)).toEqual([
      'surge_take',
      'surge_take',
      'surge_take',
      'surge_groups_back',
      'surge_groups_on',
    ]);
    expect(JSON.stringify(page.blocks)).toContain('*9 to 11* of 20 groups');
  });

  it('carries only what we wrote', () => {
    const ref = { channel: 'C0CARE', number: 2, group: '7', from: 8 };
    expect(unpackSurge(packSurge(ref))).toEqual(ref);
    for (const text of ['', 'C0CARE', 'C0CARE:x:1:0', 'x:1:1:1', 'C0CARE:1:1:0:1'])
      expect(unpackSurge(text)).toBeNull();
  });
});

describe('an incident', () => {
  const INCIDENT = {
    id: 'V1',
    tag: 'outage',
    saved: 's-1',
    channel: 'C0CARE',
    by: 'ULEA',
    at: NOW,
    until: NOW + 1_000,
    mentions: 3,
    endedAt: null,
  };
  const saved = [
    {
      id: 's-1',
      title: 'Sorry',
      topic: null,
      language: null,
      text: 'Sorry {customer}',
      version: 'yaml',
      by: null,
    },
  ] as const;
  const start = (over: object, now = NOW) =>
    incidentStart(
      {
        incidents: { get: async () => ({ ...INCIDENT, ...over }) },
        clock: { now: () => now, sleep: async () => undefined },
      },
      aThread({ incident: 'V1' }),
      { ...aWordRules(), saved },
    );

  it('gives its saved reply to begin with, only while it goes on', async () => {
    expect(await start({})).toMatch(/^Sorry @/u);
    expect(await start({ endedAt: NOW })).toBeNull();
    expect(await start({}, NOW + 1_000)).toBeNull();
    expect(await start({ saved: 's-gone' })).toBeNull();
  });

  it('ends by itself when its time is over, and not before', async () => {
    const ended: string[] = [];
    const tend = (now: number) =>
      tendIncident({
        desk: aDesk(),
        clock: { now: () => now, sleep: async () => undefined },
        incidents: {
          get: async () => INCIDENT,
          tagAlike: async () => false,
          end: async (_id: string, by: string) => ended.push(by) > 0,
        } as never,
      })('V1');
    expect(await tend(NOW)).toEqual({ again: INCIDENT.until });
    expect(ended).toEqual([]);
    expect(await tend(INCIDENT.until)).toEqual({ done: true });
    expect(ended).toEqual(['auto']);
  });
});

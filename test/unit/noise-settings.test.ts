import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDesk } from '../../config/desk.ts';
import { readLeastDesk } from '../support/least-desk.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

describe('the settings of noise and of what is read around conversations', () => {
  it('have defaults, so that nothing is noise and little is read', () => {
    expect(readLeastDesk().value).toMatchObject({
      noise: [],
      context: { maxPosts: 3 },
      followUps: { searchMs: 2 * DAY_MS, everyMs: 60_000 },
      deletedPosts: { everyMs: 60 * 60_000, watchMs: 7 * DAY_MS, storedPerDay: 500, storedMs: 365 * DAY_MS },
    });
  });

  it('are read, with or without signs', () => {
    const { value } = readLeastDesk(`
noise:
  - { reason: bots, action: drop, authors: ["@Win_Big"], hashtags: ["#airdrop"] }
  - { reason: tongues, languages_except: [it, en] }
context: { max_posts: 0 }
follow_ups: { search_hours: 0, every_seconds: 5 }
deleted_posts: { every_minutes: 0 }
`);
    expect(value).toMatchObject({
      noise: [
        { reason: 'bots', action: 'drop', authors: ['Win_Big'], hashtags: ['airdrop'] },
        { reason: 'tongues', action: 'mute', languagesExcept: ['it', 'en'] },
      ],
      context: { maxPosts: 0 },
      followUps: { searchMs: 0, everyMs: 5_000 },
      deletedPosts: { everyMs: 0, watchMs: 7 * DAY_MS, storedPerDay: 500, storedMs: 365 * DAY_MS },
    });
  });

  it.each([
    ['a rule for nothing', 'noise: [{ reason: all }]', 'noise[0] says nothing of what it is for'],
    [
      'a reason that cannot be counted',
      'noise: [{ reason: "My rule", giveaway: true }]',
      'noise[0].reason must be',
    ],
    [
      'another action',
      'noise: [{ reason: a, action: hide, giveaway: true }]',
      'noise[0].action must be one of drop, mute',
    ],
    [
      'a keyword without a letter',
      'noise: [{ reason: a, keywords: ["!!"] }]',
      'keywords[0] must have a letter',
    ],
    ['a list of nothing', 'noise: [{ reason: a, authors: [] }]', 'authors needs at least one entry'],
    ['a condition that is off', 'noise: [{ reason: a, giveaway: false }]', 'giveaway must be'],
    [
      'a condition that nobody knows',
      'noise: [{ reason: a, keyword: [b] }]',
      '"keyword", which Faccia does not know',
    ],
    [
      'a pattern that cannot be read',
      "noise: [{ reason: a, regex: '(?=x)' }]",
      'is no regular expression that Faccia can use',
    ],
    ['too much context', 'context: { max_posts: 21 }', 'context.max_posts must be 0 to 20'],
    ['a search beyond X', 'follow_ups: { search_hours: 200 }', 'follow_ups.search_hours must be 0 to 160'],
    ['a watch for ever', 'deleted_posts: { watch_days: 400 }', 'deleted_posts.watch_days must be 1 to 90'],
  ])('name %s', (_what, extra, complaint) => {
    expect(readLeastDesk(extra).problems.join('\n')).toContain(complaint);
  });

  it('stand in the example', () => {
    const example = readFileSync('config/faccia.example.yaml', 'utf8');
    for (const name of ['noise', 'context', 'follow_ups', 'deleted_posts'])
      expect(example).toMatch(new RegExp(`^(?:# )?${name}:`, 'mu'));
    const { value, problems } = readDesk('x.yaml', () => example);
    expect(problems).toEqual([]);
    expect(value?.noise.map(({ reason }) => reason)).toContain('giveaway');
  });
});

import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../config/config.ts';
import type { Env } from '../../config/env.ts';

const YAML = `
undo_seconds: 10
people: { leads: [S0123LEADS] }
brands:
  - id: acme
    name: Acme
    handle: "@acme"
    introductions: ["{customer} {responder} answers you here.", "{customer} meet {responder}."]
    channels: { default: C0123CARE }
`;

const ENV: Env = {
  SLACK_BOT_TOKEN: 'xoxb-secret',
  SLACK_APP_TOKEN: 'xapp-secret',
  X_CLIENT_ID: 'client',
  X_CLIENT_SECRET: 'client-secret',
  X_BEARER_TOKEN: 'bearer-secret',
  PUBLIC_URL: 'https://care.example.com/',
  FACCIA_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
};

const load = (env: Env = ENV, yaml = YAML) => loadConfig(env, () => yaml);

function problems(env: Env, yaml = YAML): string[] {
  try {
    load(env, yaml);
  } catch (error) {
    return (error as { problems: string[] }).problems;
  }
  return [];
}

describe('a right configuration', () => {
  it('is read with its defaults, and frozen', () => {
    const { config } = load();
    expect(config).toMatchObject({
      port: 3000,
      publicUrl: 'https://care.example.com',
      slack: { mode: 'socket', apiUrl: 'https://slack.com/api/' },
      x: { apiUrl: 'https://api.x.com' },
      desk: {
        undoMs: 10_000,
        brands: [{ handle: 'acme', ladder: ['direct', 'introduce', 'native', 'brand'] }],
        media: { altText: 'required' },
        sameText: { windowMs: 86_400_000, warnAt: 0.7, refuseAt: 0.9, minWords: 8 },
      },
    });
    expect([...config.roles]).toEqual(['ingest', 'slack', 'worker']);
    expect(Object.isFrozen(config.desk.brands[0])).toBe(true);
  });

  it('keeps its secrets out of everything that is printed', () => {
    const all = load();
    for (const printed of [JSON.stringify(all), inspect(all, { depth: 9 }), String(all.secrets)])
      expect(printed).not.toContain('secret-');
    for (const printed of [JSON.stringify(all), inspect(all, { depth: 9 })])
      for (const secret of ['xoxb-secret', 'xapp-secret', 'client-secret', 'bearer-secret'])
        expect(printed).not.toContain(secret);
  });

  it('uses HTTP mode with a signing secret alone, and plain http on this machine', () => {
    const { SLACK_APP_TOKEN: _, ...rest } = ENV;
    const { config } = load({
      ...rest,
      SLACK_SIGNING_SECRET: 'signing-secret',
      SLACK_API_URL: 'http://127.0.0.1:9/api/',
    });
    expect(config.slack).toEqual({ mode: 'http', apiUrl: 'http://127.0.0.1:9/api/', clientId: null });
  });
});

describe('a wrong configuration', () => {
  it('names everything that is missing at once, with the way to get it', () => {
    const found = problems({});
    for (const name of [
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
      'X_CLIENT_ID',
      'X_CLIENT_SECRET',
      'X_BEARER_TOKEN',
      'PUBLIC_URL',
      'FACCIA_KEYS',
    ])
      expect(found.join('\n')).toContain(name);
    expect(found.find((line) => line.startsWith('FACCIA_KEYS'))).toContain('openssl rand -base64 32');
  });

  it('with five mistakes reports five, each with its place', () => {
    const found = problems(
      { ...ENV, SLACK_BOT_TOKEN: 'xoxp-1', PORT: 'http', X_API_URL: 'http://api.x.com' },
      YAML.replace('undo_seconds: 10', 'undo_seconds: 999').replace('C0123CARE', 'care'),
    );
    expect(found).toHaveLength(5);
    expect(found).toEqual([
      expect.stringMatching(/^SLACK_BOT_TOKEN must start with xoxb-/u),
      expect.stringMatching(/^X_API_URL must be an https address/u),
      expect.stringMatching(/^PORT /u),
      expect.stringMatching(/:2: undo_seconds /u),
      expect.stringMatching(/:9: brands\[0\]\.channels\.default must be a Slack channel id/u),
    ]);
  });

  it.each([
    ['a key that is too short', { FACCIA_KEYS: 'k1:c2hvcnQ=' }, /key "k1" has 5 bytes and must have 32/u],
    ['one key id twice', { FACCIA_KEYS: `${ENV.FACCIA_KEYS},${ENV.FACCIA_KEYS}` }, /"k1" twice/u],
    ['an unknown role', { ROLES: 'worker,cook' }, /unknown role "cook"\. Known: ingest, slack, worker/u],
    ['roles that must share a Redis', { ROLES: 'slack' }, /ROLES leaves ingest and worker .* Set REDIS_URL/u],
    ['a Redis address of another kind', { REDIS_URL: 'http://localhost' }, /redis:\/\/host:6379/u],
  ])('names %s', (_what, env, complaint) => {
    expect(problems({ ...ENV, ...env }).join('\n')).toMatch(complaint);
  });

  it.each([
    ['an unknown name', 'undo_second: 3\n', /"undo_second", which Faccia does not know/u],
    ['a ladder that contradicts itself', '', /introductions is empty, but the ladder has "introduce"/u],
    ['text that is no YAML', '  - ]\n', /:/u],
  ])('names %s in the YAML', (_what, extra, complaint) => {
    const yaml = extra === '' ? YAML.replace(/ {4}introductions.*\n/u, '') : `${extra}${YAML}`;
    expect(problems(ENV, yaml).join('\n')).toMatch(complaint);
  });

  it('without its file says where the example is', () => {
    const missing = () => {
      throw new Error('ENOENT');
    };
    expect(() => loadConfig(ENV, missing)).toThrow(/config\/faccia\.example\.yaml/u);
  });
});

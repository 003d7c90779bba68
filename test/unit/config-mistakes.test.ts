import { format, inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../config/config.ts';
import type { Env } from '../../config/env.ts';

const BRAND = `
  - id: acme
    name: Acme
    handle: acme
    introductions: ["{customer} {responder} answers you here.", "{customer} meet {responder}."]
    channels: { default: C0123CARE }
`;
const YAML = `undo_seconds: 10\nbrands:${BRAND}`;

const ENV: Env = {
  SLACK_BOT_TOKEN: 'xoxb-hidden',
  SLACK_APP_TOKEN: 'xapp-hidden',
  SLACK_SIGNING_SECRET: 'signing-hidden',
  X_CLIENT_ID: 'client',
  X_CLIENT_SECRET: 'client-hidden',
  X_BEARER_TOKEN: 'bearer-hidden',
  REDIS_URL: 'redis://:redis-hidden@redis.example:6379',
  PUBLIC_URL: 'https://care.example.com',
  FACCIA_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
};

function problems(yaml: string, env: Env = {}): string[] {
  try {
    loadConfig({ ...ENV, ...env }, () => yaml);
  } catch (error) {
    return (error as { problems: string[] }).problems;
  }
  return [];
}

const withLine = (line: string) => `${YAML}    ${line}\n`;
const put = (text: string, other: string) => YAML.replace(text, other);

it('half of a sign-in is named', () => {
  expect(problems(YAML, { SLACK_CLIENT_ID: '1.2' }).join()).toContain(
    'SLACK_CLIENT_ID and SLACK_CLIENT_SECRET',
  );
  expect(problems(YAML, { SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'client-hidden' })).toEqual([]);
});

describe('settings that contradict each other', () => {
  it.each([
    ['a ladder with a step twice', withLine('ladder: [direct, direct]'), 'brands[0].ladder has a step twice'],
    ['a ladder without a step', withLine('ladder: []'), 'brands[0].ladder needs at least one step'],
    ['one brand twice', `${YAML}${BRAND.replace('id: acme', 'id: other')}`, 'brands[1] has the id or handle'],
    [
      'two streams of one app',
      `${withLine('sources: [{kind: stream, rules: [a]}]')}${BRAND.replaceAll(': acme', ': beta')}    sources: [{kind: stream, rules: [b]}]\n`,
      'X allows one connection for an app',
    ],
    [
      'introductions that introduce nobody',
      put('{customer} {responder} answers', 'Somebody answers'),
      'must contain {customer} and {responder}',
    ],
    [
      'one introduction, and the same again',
      put('meet {responder}.', '{responder} answers you here. '),
      'brands[0].introductions has only one sentence, but the ladder has "introduce". Write at least two different',
    ],
    [
      'one introduction in a language',
      withLine('introductions_by_language: { it: ["{customer} {responder} le risponde."] }'),
      'brands[0].introductions_by_language.it has only one sentence',
    ],
    [
      'a refusal before the warning',
      `${YAML}same_text: { warn_at: 0.95 }\n`,
      'same_text.warn_at must not be above refuse_at',
    ],
    [
      'descriptions wanted in a way that is not known',
      `${YAML}media: { alt_text: maybe }\n`,
      'media.alt_text must be one of required, optional.',
    ],
    ['a name twice', withLine('name: Twice'), 'keys must be unique at line 8'],
  ])('are named: %s', (_what, yaml, complaint) => {
    expect(problems(yaml).join('\n')).toContain(complaint);
  });
});

describe('a value of the wrong kind', () => {
  it.each([
    ['a word for a number', put('10', 'ten'), 'faccia.yaml:1: undo_seconds must be a number.'],
    ['a number out of range', put('10', '-1'), 'faccia.yaml:1: undo_seconds must be 0 to 120.'],
    ['a number for a text', put('Acme', '12'), 'faccia.yaml:4: brands[0].name must be a text'],
    ['nothing at all', put('handle: acme', 'handle:'), 'faccia.yaml:5: brands[0].handle is missing'],
    ['a word for a list', withLine('routes: bills'), 'brands[0] has "routes", which Faccia does not know'],
    ['too eager a source', withLine('sources: [{kind: mentions, every_seconds: 1}]'), 'must be 3 or more'],
    [
      'a step that is not offered',
      withLine('ladder: [by-pigeon]'),
      'one of direct, introduce, native, brand',
    ],
    ['everyone, in other words', `${YAML}people: { responders: all }\n`, 'must be "everyone", or a list'],
    [
      'a likeness in per cent',
      `${YAML}same_text: { refuse_at: 90 }\n`,
      'same_text.refuse_at must be 0.5 to 1.',
    ],
    ['a text for everything', 'hello', 'must be a block with names and values'],
    ['no text at all', '', 'brands is missing'],
    ['a reference to nothing', withLine('signature: *nobody'), 'nobody'],
  ])('is named with its line and the way out: %s', (_what, yaml, complaint) => {
    expect(problems(yaml).join('\n')).toContain(complaint);
    expect(problems(yaml)).toHaveLength(1);
  });

  it.each(['http', '70000', '-1', '1.5'])('is named when the port is %s', (PORT) => {
    expect(problems(YAML, { PORT })).toEqual(['PORT must be a port number, 1 to 65535.']);
  });
});

describe('what was read', () => {
  const all = () => loadConfig(ENV, () => YAML);

  it('shows no secret however it is printed', () => {
    const { config, secrets } = all();
    const printed = [config, secrets, all(), secrets.keys].flatMap((value) => [
      JSON.stringify(value),
      inspect(value, { depth: 9, showHidden: true }),
      format('%s %j %o %O', value, value, value, value),
    ]);
    expect(printed.join('\n')).not.toMatch(/hidden@|-hidden|7,7,7|07 07/u);
  });

  it('tells its mistakes without repeating a secret', () => {
    const told = problems(YAML, { SLACK_BOT_TOKEN: 'xoxp-hidden', FACCIA_KEYS: 'k1:hidden-key' });
    expect(told).toHaveLength(2);
    expect(told.join('\n')).not.toContain('hidden');
  });

  it('is frozen to its last list', () => {
    const { config, secrets } = all();
    const open: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
      if (!Object.isFrozen(value)) open.push(path);
      for (const [name, inner] of Object.entries(value)) walk(inner, `${path}.${name}`);
    };
    walk(config, 'config');
    walk(secrets, 'secrets');
    expect(open).toEqual([]);
    expect(() => Object.assign(config, { port: 1 })).toThrow(TypeError);
  });
});

import { describe, expect, it } from 'vitest';
import { AppError, UnavailableError } from '../../src/errors.ts';
import { createLogScope } from '../../src/ops/log-scope.ts';
import { createLogger, type Level } from '../../src/ops/logger.ts';

function logged(level: Level = 'debug') {
  const lines: string[] = [];
  const scope = createLogScope();
  const log = createLogger(level, { write: (line: string) => void lines.push(line) }, scope);
  return { log, scope, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
}

const SECRETS = [
  ['a Slack bot token', 'xoxb-1234-5678-abcdefghij'],
  ['a Slack app token', 'xapp-1-A0-123-abcdef'],
  ['a person’s Slack token', 'xoxp-99-88-secretsecret'],
  ['a bearer token', 'Bearer AAAAAAAAAAAAAAAAAAAAAMLheAAAAAAA0%2BuSeid'.replace('%2B', '+')],
  ['a basic credential', 'Basic Y2xpZW50OnNlY3JldA=='],
  ["Redis's password", 'redis://:hunter2hunter2@redis.example:6379'],
  ['an OAuth code in an address', 'https://care.example/queues/signed-in?code=abc123abc&state=x'],
  ['a refresh token in a form', 'grant_type=refresh_token&refresh_token=bWRWa3gzdnk3'],
  ['a signed cookie', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJVMEFEQSJ9.c2lnbmF0dXJl'],
] as const;
const inner = (text: string) => text.split(/[\s=&?@]|\/\/:/u).filter((part) => part.length > 8);

describe('a log line', () => {
  it('is JSON with time, level and the name of what happened', () => {
    const { log, last } = logged();
    log.warn('outbox-waits', { size: 7 });
    expect(last()).toMatchObject({ level: 'warn', event: 'outbox-waits', size: 7 });
    expect(Number.isNaN(Date.parse(String(last().time)))).toBe(false);
  });

  it('is not written below the level that was asked for', () => {
    const { log, lines } = logged('warn');
    log.info('started');
    log.debug('post-received');
    expect(lines).toEqual([]);
  });

  it.each(SECRETS)('never shows %s, wherever it stands', (_, secret) => {
    const { log, lines } = logged();
    log.info('any', { reason: `it said ${secret}` });
    log.info('any', { deep: { deeper: { deepest: [secret] } } });
    log.error('any', { error: new Error(`failed with ${secret}`) });
    log.error('any', {
      error: new UnavailableError('away', 'Away.', { cause: new Error(`cause ${secret}`) }),
    });
    expect(lines).toHaveLength(4);
    for (const line of lines) {
      expect(() => JSON.parse(line)).not.toThrow();
      expect(line).not.toContain(secret);
      expect(line).toContain('[secret]');
    }
    const kept = new Set(['redis.example:6379', 'https://care.example/queues/signed-in', 'grant_type']);
    for (const part of inner(secret).filter(
      (text) => !kept.has(text) && !/^(?:refresh_token|code)$/u.test(text),
    ))
      expect(lines.join()).not.toContain(part);
  });

  it.each([
    ...['token', 'accessToken', 'refreshToken', 'tokens', 'secret', 'clientSecret', 'codeVerifier'],
    ...['authorization', 'cookie', 'ticket', 'password', 'signature', 'nonce'],
    ...['text', 'texts', 'words', 'body', 'blocks', 'json'],
  ])('never shows what stands under %s', (name) => {
    const { log, lines } = logged();
    log.info('any', { [name]: 'My bill is 300 euro' });
    log.info('any', { post: { [name]: 'My bill is 300 euro' } });
    expect(lines.join()).not.toContain('bill');
  });

  it('tells of an error its name, code and causes, and nothing that hangs on it', () => {
    const { log, last } = logged();
    const cause = Object.assign(new Error('socket closed'), {
      code: 'ECONNRESET',
      config: { headers: { authorization: 'hidden-value' } },
    });
    log.error('any', { error: new AppError({ code: 'x-away', sentence: 'X is away.', cause }) });
    expect(last().error).toMatchObject({
      name: 'AppError',
      code: 'x-away',
      cause: { message: 'socket closed', code: 'ECONNRESET' },
    });
    expect(JSON.stringify(last())).not.toContain('hidden-value');
  });

  it('carries what the work is about, through everything that the work waits for', async () => {
    const { log, scope, lines } = logged();
    await Promise.all(
      ['x-1', 'x-2'].map((thread) =>
        scope.run({ thread }, async () => {
          await new Promise((resolve) => setImmediate(resolve));
          log.info('reply-attempt-ended', { reply: `r-${thread}` });
        }),
      ),
    );
    log.info('stopping');
    const read = lines.map((line) => JSON.parse(line) as { thread?: string; reply?: string });
    expect(read.map(({ thread }) => thread ?? null).sort()).toEqual(['x-1', 'x-2', null].sort());
    for (const { thread, reply } of read.slice(0, 2)) expect(reply).toBe(`r-${thread}`);
  });
});

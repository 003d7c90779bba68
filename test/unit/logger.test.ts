import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { createLogger } from '../../src/ops/logger.ts';

const SECRET = 'xoxb-not-for-you';

function logged(fields: Record<string, unknown>): { line: string; read: Record<string, unknown> } {
  let line = '';
  const log = createLogger('debug', {
    write(text: string) {
      line = text;
    },
  });
  log.warn('something-happened', fields);
  return { line, read: JSON.parse(line) as Record<string, unknown> };
}

describe('a line of the log', () => {
  it.each([
    'token',
    'accessToken',
    'refreshToken',
    'tokens',
    'secret',
    'clientSecret',
    'codeVerifier',
    'authorization',
    'cookie',
    'ticket',
  ])('shows no %s, at the top or one step below', (field) => {
    expect(logged({ [field]: SECRET, id: 'x-1' })).toMatchObject({
      read: { [field]: '[secret]', id: 'x-1' },
    });
    expect(logged({ call: { [field]: SECRET, path: '/2/tweets' } }).line).not.toContain(SECRET);
  });

  it('says of an error what it is and why, and nothing of the request that hangs on it', () => {
    const thrown = Object.assign(new Error('socket hang up'), {
      code: 'ECONNRESET',
      request: { headers: { authorization: `Bearer ${SECRET}` } },
      config: { data: SECRET },
    });
    const error = new AppError({ code: 'x-away', sentence: 'X is away.', cause: thrown });
    const { line, read } = logged({ error });
    expect(read.error).toMatchObject({
      code: 'x-away',
      cause: { message: 'socket hang up', code: 'ECONNRESET' },
    });
    expect(line).not.toContain(SECRET);
  });
});

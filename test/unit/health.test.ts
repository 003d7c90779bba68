import { describe, expect, it } from 'vitest';
import { UnavailableError } from '../../src/errors.ts';
import { createHealth } from '../../src/ops/health.ts';

describe('what is not ready', () => {
  it('is named, each part with its sentence, and nothing else', async () => {
    const health = createHealth();
    health.register('redis', () => null);
    health.register('slack', () => 'Slack does not accept SLACK_BOT_TOKEN.');
    health.register('workers', async () => 'No jobs are taken: replies.');
    expect(await health.problems()).toEqual({
      slack: 'Slack does not accept SLACK_BOT_TOKEN.',
      workers: 'No jobs are taken: replies.',
    });
  });

  it('is ready again when its later check says so', async () => {
    const health = createHealth();
    health.register('start', () => 'Faccia is starting.');
    health.register('start', () => null);
    expect(await health.problems()).toEqual({});
  });

  it('is a part whose check fails, in plain words', async () => {
    const health = createHealth();
    health.register('store', () => Promise.reject(new UnavailableError('away', 'Redis is away.')));
    health.register('clock', () => {
      throw new Error('no clock');
    });
    expect(await health.problems()).toEqual({ store: 'Redis is away.', clock: 'no clock' });
  });

  it('is a part that never answers', async () => {
    const health = createHealth(20);
    health.register('redis', () => new Promise(() => undefined));
    health.register('slack', () => null);
    expect(await health.problems()).toEqual({ redis: 'It does not answer.' });
  });
});

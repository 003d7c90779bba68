import { afterAll, beforeAll, expect, it } from 'vitest';
import { createMeter } from '../../src/ops/meter.ts';
import { createPostingClient } from '../../src/slack/clients.ts';
import { CHANNEL } from '../support/desk.ts';
import { BOT_TOKEN, LocalSlack } from '../support/local-slack.ts';
import { readingOf } from '../support/metrics.ts';
import { silentLog } from '../support/store.ts';

let local: LocalSlack;
beforeAll(async () => {
  local = await LocalSlack.open('socket', { burst: 1 });
});
afterAll(() => local?.close());

it('each time that Slack slows us down is counted by its method', async () => {
  const { registry, meter } = createMeter();
  const options = { token: BOT_TOKEN, apiUrl: local.slack.apiUrl, log: silentLog, meter };
  const client = createPostingClient(options);
  const post = () => client.chat.postMessage({ channel: CHANNEL, text: 'hello' });
  await post();
  await expect(post()).rejects.toThrow();
  const text = await registry.metrics();
  expect(readingOf(text, 'faccia_slack_rate_limited_total', { method: 'chat.postMessage' })).toBe(1);
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Silence } from '../../src/domain/silence.ts';
import { createAlarmNotifier } from '../../src/slack/alarm-notifier.ts';
import { CHANNEL } from '../support/desk.ts';
import { LocalSlack } from '../support/local-slack.ts';

const HOUR = 60 * 60_000;
const SINCE = Date.UTC(2026, 10, 24, 9);
const SILENCE: Silence = {
  source: 'x:mentions:acme',
  since: SINCE,
  expected: 41.6,
  noticedAt: SINCE + 2 * HOUR,
  endedAt: null,
};

let local: LocalSlack;
beforeAll(async () => {
  local = await LocalSlack.open();
});
afterAll(() => local?.close());

it('an alarm of a silence says how long and what is usual, is found again, and ends in the same message', async () => {
  const alarms = createAlarmNotifier(local.client());
  const ts = await alarms.postAlarm('silence:1', CHANNEL, SILENCE);
  const text = () => local.slack.workspace.message(CHANNEL, ts)?.text ?? '';
  expect(text()).toContain('`x:mentions:acme` says nothing');
  expect(text()).toContain('2 h without a post');
  expect(text()).toContain('about 42 posts');
  expect(await local.notifier().find('silence:1', CHANNEL, null, 0)).toBe(ts);
  await alarms.updateAlarm(CHANNEL, ts, { ...SILENCE, endedAt: SINCE + 3 * HOUR });
  expect(text()).toContain('speaks again');
  expect(text()).toContain('after 3 h of silence');
});

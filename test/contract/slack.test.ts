import type { BlockAction, ButtonAction } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { createPeople } from '../../src/slack/people.ts';
import { createPresence } from '../../src/slack/presence.ts';
import { identify } from '../../src/slack/slack-app.ts';
import { testClock } from '../support/clock.ts';
import { ADA, CHANNEL, GUEST, LEA, until } from '../support/desk.ts';
import { aCard, BOT_TOKEN, LocalSlack, MODES, NO_CHANGES } from '../support/local-slack.ts';
import { aPost, aReply, aThread } from '../support/samples.ts';
import { silentLog } from '../support/store.ts';

let local: LocalSlack;
afterEach(() => local.close());

describe('Bolt', () => {
  it.each(MODES)('hears a click by %s and acknowledges it', async (mode) => {
    local = await LocalSlack.open(mode);
    const started = await local.start(mode);
    const heard: string[] = [];
    started.app.action<BlockAction<ButtonAction>>('take_it', async ({ ack, action, body }) => {
      await ack();
      heard.push(`${body.user.id} ${action.value}`);
    });
    expect(await local.clickTakeIt()).toMatchObject({ ok: true });
    expect(heard).toEqual([`${ADA} x-1001`]);
    expect(started.problem()).toBeNull();
  });

  it('does not take a click that somebody else signed', async () => {
    local = await LocalSlack.open('http', { signingSecret: 'another-secret' });
    const started = await local.start('http');
    const heard: string[] = [];
    started.app.action('take_it', async ({ ack }) => {
      heard.push('heard');
      await ack();
    });
    expect(await local.clickTakeIt()).toMatchObject({ ok: false });
    expect(heard).toEqual([]);
  });

  it('comes back when Slack closes the socket', async () => {
    local = await LocalSlack.open();
    const started = await local.start('socket');
    local.slack.delivery.disconnect();
    await until(() => started.problem() === null && local.slack.delivery.connections() === 2);
  });

  it.each(['warning', 'refresh_requested'] as const)(
    'answers every click once while Slack renews its connections: %s',
    async (reason) => {
      local = await LocalSlack.open();
      const started = await local.start('socket');
      const heard = new Map<string, number>();
      started.app.action<BlockAction<ButtonAction>>('take_it', async ({ ack, body }) => {
        const { ts = '' } = body.message ?? {};
        heard.set(ts, (heard.get(ts) ?? 0) + 1);
        // Still unanswered when Slack says that the connection ends.
        await new Promise((resolve) => setTimeout(resolve, 30));
        await ack();
      });
      const { delivery } = local.slack;
      await until(() => delivery.connections() === 2);
      const clicks: Promise<{ ok: boolean }>[] = [];
      const renewals = [20, 60, 100];
      for (let index = 0; index < 150; index += 1) {
        clicks.push(local.clickTakeIt());
        if (renewals.includes(index)) delivery.renew(reason, 500);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      const answers = await Promise.all(clicks);
      expect(answers.filter(({ ok }) => !ok)).toEqual([]);
      expect([...heard.values()]).toEqual(Array(150).fill(1));
      await until(() => delivery.connections() === 2);
      expect(local.slack.workspace.lateAcks).toEqual([]);
    },
  );

  it('refuses an app token that Slack does not know, in words', async () => {
    local = await LocalSlack.open('socket', { appToken: 'xapp-another' });
    await expect(local.start('socket')).rejects.toMatchObject({
      code: 'slack-auth',
      sentence: expect.stringContaining('SLACK_APP_TOKEN'),
    });
  });
});

describe('the notifier', () => {
  it('posts a card and a note, changes them, and finds them by their key', async () => {
    local = await LocalSlack.open();
    const notify = local.notifier();
    const ts = await notify.postCard('card:1', aCard());
    const thread = aThread({ cardTs: ts, state: 'claimed', claimedBy: ADA, claimedAt: 5 });
    await notify.updateCard(ts, { ...aCard(), thread });
    const note = await notify.postNote('note:1', thread, {
      kind: 'reply',
      reply: aReply(),
      accountHandle: 'sam',
    });
    await notify.updateNote(note, thread, {
      kind: 'reply',
      reply: aReply({ state: 'refused', reason: 'no' }),
      accountHandle: 'sam',
    });
    expect(await notify.find('card:1', CHANNEL, null, 0)).toBe(ts);
    expect(await notify.find('note:1', CHANNEL, ts, 0)).toBe(note);
    expect(await notify.find('card:2', CHANNEL, null, 0)).toBeNull();
    expect(local.slack.workspace.message(CHANNEL, ts)).toMatchObject({ edited: true });
    expect(JSON.stringify(local.slack.workspace.message(CHANNEL, note)?.blocks)).toContain('Refused');
  });

  it('says when Slack wants it to wait, and how long', async () => {
    local = await LocalSlack.open('socket', { burst: 1 });
    const notify = local.notifier();
    await notify.postCard('card:1', aCard());
    await expect(notify.postCard('card:2', aCard())).rejects.toMatchObject({
      code: 'slack-limited',
      retryAfterMs: 1_000,
    });
  });

  it('leaves a card alone that somebody deleted in Slack', async () => {
    local = await LocalSlack.open();
    const notify = local.notifier();
    const ts = await notify.postCard('card:1', aCard());
    const message = local.slack.workspace.message(CHANNEL, ts);
    if (message) local.slack.workspace.removeMessage(message);
    await notify.updateCard(ts, aCard());
  });

  it.each([
    [
      'a channel that is not there',
      'slack-refused',
      () => ({ ...aCard(), thread: aThread({ channel: 'C0NONE' }) }),
    ],
    [
      'a picture that Slack cannot take',
      'slack-refused',
      () => ({
        ...aCard(),
        thread: aThread({
          root: aPost({ text: 'ok', images: [{ url: `https://x.com/${'a'.repeat(3_000)}`, alt: 'a' }] }),
        }),
      }),
    ],
  ])('throws Slack’s refusal of %s', async (_what, code, view) => {
    local = await LocalSlack.open();
    await expect(local.notifier().postCard('card:1', view())).rejects.toMatchObject({ code });
  });

  it.each([
    ['away', () => local.slack.faults.arm({ method: '*', when: 'before', do: 'cut', times: 9 })],
    ['failing', () => local.slack.faults.arm({ method: '*', when: 'before', do: { status: 500 }, times: 9 })],
    ['silent', () => local.slack.faults.arm({ method: '*', when: 'after', do: 'hang', times: 9 })],
  ])('says that a Slack that is %s may be asked again later', async (_what, arm) => {
    local = await LocalSlack.open();
    arm();
    await expect(local.notifier().postCard('card:1', aCard())).rejects.toMatchObject({
      code: 'slack-unavailable',
    });
  });
});

describe('presence', () => {
  it('is what Slack says, for a minute; who is not known to be away is there', async () => {
    local = await LocalSlack.open();
    const clock = testClock();
    const presence = createPresence({ client: local.client(), clock, log: silentLog });
    expect(await presence.away(ADA)).toBe(false);
    await local.slack.person.setPresence({ user: ADA, presence: 'away' });
    expect(await presence.away(ADA)).toBe(false);
    clock.advance(60_000);
    expect(await presence.away(ADA)).toBe(true);
    expect(await presence.away('U0NOBODY')).toBe(false);
    local.slack.faults.down = true;
    clock.advance(60_000);
    expect(await presence.away(ADA)).toBe(false);
    local.slack.faults.down = false;
    // Slack has its rest, and then it is asked again.
    await local.slack.person.setPresence({ user: LEA, presence: 'away' });
    expect(await presence.away(LEA)).toBe(false);
    clock.advance(60_000);
    expect(await presence.away(LEA)).toBe(true);
  });
});

describe('people', () => {
  it('are employees, guests and leads as Slack says', async () => {
    local = await LocalSlack.open();
    const settings = { leads: ['S0LEADS'], ops: [], responders: 'everyone' } as const;
    const people = createPeople({ client: local.client(), settings, groups: NO_CHANGES, clock: testClock() });
    expect(await people.get(ADA)).toMatchObject({ employee: true });
    expect(await people.get(GUEST)).toMatchObject({ employee: false });
    expect([await people.isLead(LEA), await people.isLead(ADA)]).toEqual([true, false]);
  });

  it('are remembered while Slack is away', async () => {
    local = await LocalSlack.open();
    const clock = testClock();
    const settings = { leads: [], ops: [], responders: 'everyone' } as const;
    const people = createPeople({ client: local.client(), settings, groups: NO_CHANGES, clock });
    await people.get(ADA);
    local.slack.faults.down = true;
    clock.advance(3_600_000);
    expect(await people.get(ADA)).toMatchObject({ employee: true });
    await expect(people.get(LEA)).rejects.toMatchObject({ code: 'slack-unavailable' });
  });

  it('are asked for anew as soon as their user group has changed', async () => {
    local = await LocalSlack.open();
    let changes = 0;
    const groups = { stamp: async () => String(changes) };
    const settings = { leads: ['S0LEADS'], ops: [], responders: 'everyone' } as const;
    const people = createPeople({ client: local.client(), settings, groups, clock: testClock() });
    expect(await people.isLead(LEA)).toBe(true);
    await local.slack.person.changeGroup({ group: 'S0LEADS', users: [ADA] });
    expect(await people.isLead(LEA)).toBe(true);
    changes += 1;
    expect([await people.isLead(LEA), await people.isLead(ADA)]).toEqual([false, true]);
    expect(await people.leads()).toEqual([ADA]);
  });

  it('cannot be asked with a token that was revoked', async () => {
    local = await LocalSlack.open();
    local.slack.revoked.add(BOT_TOKEN);
    await expect(identify(local.client())).rejects.toMatchObject({
      code: 'slack-auth',
      sentence: expect.stringContaining('SLACK_BOT_TOKEN was revoked'),
    });
  });
});

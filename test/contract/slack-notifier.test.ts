import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../support/clock.ts';
import { ADA, CHANNEL, LEA, wordsOf } from '../support/desk.ts';
import { aCard, BOT_TOKEN, LocalSlack } from '../support/local-slack.ts';
import { aThread } from '../support/samples.ts';

let local: LocalSlack;
const clock = testClock();
beforeEach(async () => {
  local = await LocalSlack.open('socket', { now: clock.now });
});
afterEach(() => local.close());

const messages = () => local.slack.workspace.messages;

describe('a card', () => {
  it('is posted without previews, with its key where only we look', async () => {
    await local.notifier().postCard('card:1', aCard());
    expect(local.slack.calls.find(({ method }) => method === 'chat.postMessage')?.args).toMatchObject({
      unfurl_links: expect.toSatisfy((value) => String(value) === 'false'),
      unfurl_media: expect.toSatisfy((value) => String(value) === 'false'),
      metadata: { event_payload: { key: 'card:1' } },
    });
    expect(messages().map(wordsOf).join()).not.toContain('card:1');
  });

  it('rings for nobody, whatever the customer wrote', async () => {
    const text = '<!channel> <!here> <@U0ADA> <!subteam^S0LEADS>';
    const author = { ...aThread().root.author, name: text };
    const root = { ...aThread().root, text, author };
    await local.notifier().postCard('card:1', { ...aCard(), thread: aThread({ root }) });
    expect(messages().flatMap((message) => local.slack.workspace.pings(message))).toEqual([]);
  });

  it('is found behind hundreds of others, though not beyond the moment that was asked', async () => {
    const notify = local.notifier();
    const ts = await notify.postCard('card:1', aCard());
    for (let count = 0; count < 450; count += 1)
      await local.slack.person.message({ user: ADA, channel: CHANNEL, text: 'card:1' });
    expect(await notify.find('card:1', CHANNEL, null, clock.now() - 1_000)).toBe(ts);
    clock.advance(60_000);
    expect(await notify.find('card:1', CHANNEL, null, clock.now())).toBeNull();
  });
});

describe('words for one person', () => {
  it('are seen by nobody else', async () => {
    await local.notifier().whisper(CHANNEL, ADA, 'Only you.');
    const seen = (user: string) => local.slack.workspace.stateFor(user)?.messages.map(({ text }) => text);
    expect([seen(ADA), seen(LEA)]).toEqual([['Only you.'], []]);
  });

  it('stay in the thread where they belong, or go to the person alone', async () => {
    const ts = await local.notifier().postCard('card:1', aCard());
    await local.notifier().whisper(CHANNEL, ADA, 'Here.', ts);
    await local.notifier().tell(LEA, 'For you.');
    expect(messages().slice(1)).toMatchObject([
      { text: 'Here.', threadTs: ts, ephemeralFor: ADA },
      { text: 'For you.', channel: `D${LEA.slice(1)}`, ephemeralFor: null },
    ]);
  });
});

describe('what Slack refuses', () => {
  it.each([
    ['a token that was revoked', () => local.slack.revoked.add(BOT_TOKEN), 'token_revoked', /was revoked/u],
    ['a channel without us', armed('not_in_channel'), 'not_in_channel', /\/invite @Faccia/u],
    ['an archived channel', armed('is_archived'), 'is_archived', /another one into the YAML/u],
    ['a scope that is missing', armed('missing_scope'), 'missing_scope', /slack-manifest\.json/u],
    ['something new', armed('brand_new'), 'brand_new', /"brand_new"/u],
  ])('is a sentence with the way out: %s', async (_what, arm, slackCode, sentence) => {
    arm();
    await expect(local.notifier().postCard('card:1', aCard())).rejects.toMatchObject({
      code: 'slack-refused',
      slackCode,
      sentence: expect.stringMatching(sentence),
    });
  });

  it.each([
    ['a refusal', armed('invalid_auth')],
    ['a cut connection', () => local.slack.faults.arm({ method: '*', when: 'before', do: 'cut', times: 1 })],
    [
      'an error page',
      () => local.slack.faults.arm({ method: '*', when: 'before', do: { status: 500 }, times: 1 }),
    ],
  ])('never shows the token: %s', async (_what, arm) => {
    arm();
    const error = await local
      .notifier()
      .tell(ADA, 'words of a person')
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(inspect(error, { depth: 12, showHidden: true })).not.toContain(BOT_TOKEN);
  });
});

function armed(error: string) {
  return () => local.slack.faults.arm({ method: '*', when: 'before', do: { error }, times: 1 });
}

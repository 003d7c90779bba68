import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SandboxMessage } from '../../sandbox/slack/client-api.ts';
import type { LinkedAccount } from '../../src/domain/glossary.ts';
import { POSTING_GRACE_MS } from '../../src/outbox.ts';
import type { People } from '../../src/ports.ts';
import { createPeople } from '../../src/slack/people.ts';
import { tendAccount } from '../../src/usecases/tend-account.ts';
import { die, TOKENS } from '../support/account.ts';
import { ADA, buttonOf, keyOf, LEA, wordsOf } from '../support/desk.ts';
import { freshStore } from '../support/fresh-store.ts';
import { LocalSlack, NO_CHANGES } from '../support/local-slack.ts';
import { aBrandAccount, anAccount } from '../support/samples.ts';
import { NOW, silentLog } from '../support/store.ts';

const fresh = freshStore();
const ADAS = anAccount({ owner: { kind: 'responder', slackUser: ADA } });

let local: LocalSlack;
let people: People;
beforeEach(async () => {
  local = await LocalSlack.open('socket', { now: () => fresh.clock.now() });
  people = leads(LEA);
});
afterEach(() => local.close());

function leads(...ids: string[]): People {
  const settings = { leads: ids, ops: [], responders: 'everyone' as const };
  return createPeople({ client: local.client(), settings, groups: NO_CHANGES, clock: fresh.clock });
}

const tend = (account: LinkedAccount) => {
  const { store, clock } = fresh;
  return tendAccount({ ...store, people, notifier: local.notifier(), clock, log: silentLog })(account.id);
};

async function dead(account: LinkedAccount, death?: Parameters<typeof die>[2]) {
  await fresh.store.accounts.link(account, TOKENS, NOW);
  await die(fresh.store.accounts, account.id, death);
}

const direct = (user: string): SandboxMessage[] =>
  local.slack.workspace.messages.filter(({ channel }) => channel === `D${user.slice(1)}`);

describe('the message about a dead account', () => {
  it('reaches its owner alone, once, with a button and without a link that grows old', async () => {
    await dead(ADAS);
    for (const _ of [1, 2, 3]) expect(await tend(ADAS)).toEqual({ done: true });
    const [message, ...more] = direct(ADA);
    expect(more).toEqual([]);
    expect(message && wordsOf(message)).toMatch(/does not accept the link to .*sam_works/u);
    expect(message && buttonOf(message, 'link_again')?.value).toBe(`responder:${ADA}`);
    expect(JSON.stringify(message)).not.toContain('ticket=');
    expect(direct(LEA)).toEqual([]);
  });

  it('is sent again for the next death', async () => {
    await dead(ADAS);
    await tend(ADAS);
    await dead(ADAS);
    fresh.clock.advance(1_000);
    await tend(ADAS);
    expect(direct(ADA)).toHaveLength(2);
  });

  it.each(['suspended', 'locked'] as const)('of one that X %s says what to do at X', async (kind) => {
    await dead(ADAS, { kind, words: 'Log in <!channel> to "unlock"' });
    await tend(ADAS);
    const [message] = direct(ADA);
    expect(message && wordsOf(message)).toMatch(new RegExp(`X ${kind} .*Sign in at .*It is solved`, 'su'));
    expect(message && buttonOf(message, 'account_solved')).toBeDefined();
    expect(message && local.slack.workspace.pings(message)).toEqual([]);
  });

  it('waits while Slack is away, and is not lost', async () => {
    await dead(ADAS);
    local.slack.faults.down = true;
    expect(await tend(ADAS)).toEqual({ again: expect.any(Number) });
    local.slack.faults.down = false;
    fresh.clock.advance(POSTING_GRACE_MS);
    expect(await tend(ADAS)).toEqual({ done: true });
    expect(direct(ADA)).toHaveLength(1);
  });

  it('is found, and not sent twice, when only the answer of Slack was lost', async () => {
    await dead(ADAS);
    local.slack.faults.arm({ method: 'chat.postMessage', when: 'after', do: 'cut', times: 1 });
    expect(await tend(ADAS)).toEqual({ again: expect.any(Number) });
    fresh.clock.advance(POSTING_GRACE_MS);
    expect(await tend(ADAS)).toEqual({ done: true });
    expect(direct(ADA).map(keyOf)).toEqual([expect.stringMatching(/^dead:.+:U0ADA$/u)]);
  });

  it('is not sent when the account works again before Slack is back', async () => {
    await dead(ADAS);
    local.slack.faults.down = true;
    await tend(ADAS);
    await fresh.store.accounts.link(ADAS, TOKENS, NOW);
    local.slack.faults.down = false;
    expect(await tend(ADAS)).toEqual({ done: true });
    expect(direct(ADA)).toEqual([]);
  });

  it('of the brand reaches each lead once, by group and by name, and one who is gone keeps it from nobody', async () => {
    people = leads('U0GONE', 'S0LEADS', LEA, ADA);
    await dead(aBrandAccount());
    for (const _ of [1, 2]) expect(await tend(aBrandAccount())).toEqual({ done: true });
    for (const lead of [LEA, ADA]) {
      expect(direct(lead)).toHaveLength(1);
      expect(wordsOf(direct(lead)[0] as SandboxMessage)).toContain("the brand's account");
    }
  });
});

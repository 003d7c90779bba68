import { describe, expect, it } from 'vitest';
import { UnavailableError } from '../../src/errors.ts';
import type { Notifier, SocialNetwork } from '../../src/ports.ts';
import type { PeopleNotifier } from '../../src/responders.ts';
import { claimThread } from '../../src/usecases/claim-thread.ts';
import { decideJoin } from '../../src/usecases/decide-join.ts';
import { finishLink } from '../../src/usecases/finish-link.ts';
import { acceptRules, joinDesk, prepareJoin } from '../../src/usecases/join-desk.ts';
import { comeBack, pauseResponder } from '../../src/usecases/pause-responder.ts';
import { requireMayLink, requireResponder } from '../../src/usecases/require-responder.ts';
import { browserHash } from '../../src/usecases/start-link.ts';
import { tendJoining } from '../../src/usecases/tend-joining.ts';
import { tendPause } from '../../src/usecases/tend-pause.ts';
import { TOKENS } from '../support/account.ts';
import { freshStore } from '../support/fresh-store.ts';
import { somePeople } from '../support/people.ts';
import { aDesk, aJoin, anAccount, anEnrolment, aPost } from '../support/samples.ts';
import { anIngest, claimedThread, NOW, silentLog } from '../support/store.ts';

const fresh = freshStore();
/** What Slack was sent, one line each. */
let said: string[] = [];
let away: (whom: string) => boolean = () => false;
let bio = '';
let looks = 0;

const tell = (line: string, whom: string) => {
  if (away(whom)) throw new UnavailableError('slack-away', 'Slack is away.');
  said.push(line);
};
const notifier = {
  openDirect: async (slackUser: string) => `D${slackUser.slice(1)}`,
  find: async () => null,
  tell: async (slackUser: string, text: string) => tell(`${slackUser}: ${text}`, slackUser),
} as Partial<Notifier> as Notifier;
const peopleNotifier: PeopleNotifier = {
  async postRequest(_key, channel, { request }) {
    tell(`${channel} asked about ${request.slackUser}`, channel);
    return `ts-${channel}`;
  },
  async updateRequest(channel, ts, { request }) {
    tell(`${channel} ${ts} ${request.decision} by ${request.by}`, channel);
  },
  tellDecision: async (slackUser, { request }) => tell(`${slackUser} is ${request.decision}`, slackUser),
  tellProfile: async (slackUser, { look }) =>
    tell(`${slackUser} lacks${look.picture ? '' : ' picture'}${look.discloses ? '' : ' bio'}`, slackUser),
  postLeft: async () => '1.1',
};
const network = {
  async profile() {
    looks += 1;
    return { bio, picture: false };
  },
} as Partial<SocialNetwork> as SocialNetwork;

function desk(over: Parameters<typeof anEnrolment>[0] | null = {}) {
  said = [];
  away = () => false;
  bio = '';
  looks = 0;
  const deps = {
    ...fresh.store,
    people: somePeople(),
    notifier,
    peopleNotifier,
    network,
    tokens: { get: async () => TOKENS, replace: async () => TOKENS, bury: () => Promise.reject() },
    desk: aDesk({ enrolment: over === null ? null : anEnrolment(over) }),
    publicUrl: 'https://care.example.com',
    clock: fresh.clock,
    log: silentLog,
  };
  const answer = { windowId: 'V1', rulesVersion: '1', ...WISHES };
  return {
    ...deps,
    join: (slackUser: string, more: object = {}) => joinDesk(deps)({ slackUser, ...answer, ...more }),
    form: prepareJoin(deps),
    accept: acceptRules(deps),
    decide: decideJoin(deps),
    claim: (slackUser: string, threadId = 'x-1001') => claimThread(deps)({ slackUser, threadId }),
    pause: (words: string[]) => pauseResponder(deps)({ slackUser: 'USAM', words }),
    back: comeBack(deps),
    require: requireResponder(deps),
    requireMayLink: requireMayLink(deps),
    tend: tendJoining(deps),
    tendPause: tendPause(deps),
  };
}
const { slackUser: _user, asks: _asks, windowId: _window, rulesVersion: _version, ...WISHES } = aJoin();

const link = () => fresh.store.accounts.link(anAccount(), TOKENS, NOW);
const APPROVE = { applicant: 'USAM', requestId: 'V1', decision: { kind: 'approve' } } as const;

describe('whoever answers', () => {
  it('must have joined, been approved, and accepted the present rules', async () => {
    const { join, decide, require, requireMayLink } = desk();
    await expect(require('USAM')).rejects.toMatchObject({
      code: 'not-enrolled',
      sentence: expect.stringContaining('/care join'),
    });
    await expect(requireMayLink('USAM')).rejects.toMatchObject({ code: 'not-enrolled' });
    expect(await join('USAM')).toMatchObject({
      kind: 'asked',
      linkUrl: expect.stringMatching(/^https:\/\/care\.example\.com\/oauth\/x\/start\?ticket=/u),
    });
    await expect(require('USAM')).rejects.toMatchObject({
      sentence: expect.stringContaining('has not said yes'),
    });
    await requireMayLink('USAM');
    await decide({ slackUser: 'ULEAD', ...APPROVE });
    await require('USAM');
    await expect(desk({ rules: { text: 'New.', version: '2' } }).require('USAM')).rejects.toMatchObject({
      code: 'rules-changed',
    });
  });

  it('must only have an account, where the YAML has no house rules', async () => {
    const { require, join, form } = desk(null);
    await require('USAM');
    await expect(require('UGUEST')).rejects.toMatchObject({ code: 'not-an-employee' });
    expect(await form('USAM')).toMatchObject({ rules: null, accepted: false, zone: 'Europe/Rome' });
    expect(await join('USAM', { rulesVersion: null })).toMatchObject({ kind: 'joined' });
  });

  it('who accepts new rules goes on, with the version and the time kept', async () => {
    await desk({ approval: 'none' }).join('USAM');
    const { accept, require, form } = desk({ rules: { text: 'New.', version: '2' } });
    expect(await form('USAM')).toMatchObject({ accepted: false });
    await expect(accept({ slackUser: 'USAM', version: '1' })).rejects.toMatchObject({
      code: 'rules-changed',
    });
    fresh.clock.advance(5);
    await accept({ slackUser: 'USAM', version: '2' });
    await require('USAM');
    expect(await fresh.store.responders.get('USAM')).toMatchObject({
      rulesVersion: '2',
      acceptedAt: NOW + 5,
    });
    expect(await form('USAM')).toMatchObject({ accepted: true });
  });

  it('cannot join without accepting the rules that hold now', async () => {
    const { join } = desk();
    await expect(join('USAM', { rulesVersion: null })).rejects.toMatchObject({ code: 'rules-changed' });
    await expect(join('USAM', { rulesVersion: '0' })).rejects.toMatchObject({ code: 'rules-changed' });
    await expect(join('UGUEST')).rejects.toMatchObject({ code: 'not-an-employee' });
    expect(await fresh.store.responders.get('USAM')).toBeNull();
  });
});

describe('whoever leaves while they are at X', () => {
  it('finds nothing linked, and what X granted is ended again', async () => {
    const revoked: string[] = [];
    const around = desk({ approval: 'none' });
    const finish = finishLink({
      ...around,
      network: {
        exchangeCode: async () => ({ tokens: TOKENS, account: { ...anAccount(), owner: undefined } }),
        revoke: async ({ accessToken }: { accessToken: string }) => revoked.push(accessToken) > 0,
      } as never,
    });
    await around.join('USAM');
    const attempt = {
      owner: anAccount().owner,
      slackUser: 'USAM',
      codeVerifier: 'v',
      browser: browserHash('b'),
    };
    await fresh.store.links.saveAttempt('one', attempt);
    await fresh.store.links.saveAttempt('two', attempt);
    expect(await finish({ state: 'one', code: 'c', browser: 'b' })).toMatchObject({ account: { id: '701' } });
    await fresh.store.accounts.unlink(anAccount().owner, NOW);
    await fresh.store.responders.leave('USAM', 'V2', NOW);
    await expect(finish({ state: 'two', code: 'c', browser: 'b' })).rejects.toMatchObject({
      code: 'not-enrolled',
    });
    expect(revoked).toEqual([TOKENS.accessToken]);
    expect(await fresh.store.accounts.byOwner(anAccount().owner)).toBeNull();
  });
});

describe('an approval', () => {
  it('is asked of every lead once, and the others see who decided', async () => {
    const { join, decide, tend } = desk();
    await join('USAM');
    expect(await tend('USAM')).toEqual({ done: true });
    fresh.clock.advance(60_000);
    await tend('USAM');
    expect(said).toEqual(['DLEAD asked about USAM', 'DLEA2 asked about USAM']);
    await decide({ slackUser: 'ULEAD', ...APPROVE });
    await tend('USAM');
    expect(said.slice(2)).toEqual([
      'DLEAD ts-DLEAD approved by ULEAD',
      'DLEA2 ts-DLEA2 approved by ULEAD',
      'USAM is approved',
    ]);
    await tend('USAM');
    expect(said.filter((line) => line === 'USAM is approved')).toHaveLength(1);
  });

  it('is a lead’s, not the person’s own, and counts once', async () => {
    const { join, decide, people } = desk();
    await join('USAM');
    for (const slackUser of ['UBEN', 'USAM', 'UGUEST'])
      await expect(decide({ slackUser, ...APPROVE })).rejects.toBeDefined();
    people.isLead = async () => true;
    await expect(decide({ slackUser: 'USAM', ...APPROVE })).rejects.toMatchObject({ code: 'own-request' });
    await decide({ slackUser: 'ULEAD', ...APPROVE });
    await expect(
      decide({ slackUser: 'ULEA2', ...APPROVE, decision: { kind: 'decline', reason: 'no' } }),
    ).rejects.toMatchObject({
      code: 'decided',
      sentence: expect.stringContaining('already approved by <@ULEAD>'),
    });
    expect(await fresh.store.responders.get('USAM')).toMatchObject({ state: 'enrolled' });
  });

  it('is not asked for a lead, nor where the YAML wants none', async () => {
    expect(await desk().join('ULEAD')).toMatchObject({ kind: 'joined' });
    expect(await desk({ approval: 'none' }).join('USAM')).toMatchObject({ kind: 'joined' });
  });

  it('reaches the other leads while one of them cannot be reached, who hears it later', async () => {
    const { join, tend } = desk();
    await join('USAM');
    away = (whom) => whom === 'DLEAD';
    expect(await tend('USAM')).toEqual({ again: NOW + 5_000 });
    expect(said).toEqual(['DLEA2 asked about USAM']);
    away = () => false;
    fresh.clock.advance(30_000);
    expect(await tend('USAM')).toEqual({ done: true });
    expect(said).toEqual(['DLEA2 asked about USAM', 'DLEAD asked about USAM']);
  });
});

describe('the public profile', () => {
  it('is looked at once an account is linked, and hinted at once for each thing', async () => {
    const { join, tend } = desk({ approval: 'none' });
    await join('USAM');
    await tend('USAM');
    expect(looks).toBe(0);
    await link();
    await tend('USAM');
    await tend('USAM');
    expect([said, looks]).toEqual([['USAM lacks picture bio'], 1]);
    bio = 'I work at @acme';
    fresh.clock.advance(60_000);
    await tend('USAM');
    expect(said.slice(1)).toEqual(['USAM lacks picture']);
    expect(await fresh.store.responders.get('USAM')).toMatchObject({
      profile: { accountId: '701', picture: false, discloses: true },
    });
  });

  it('is looked at when an account is linked later', async () => {
    await desk({ approval: 'none' }).join('USAM');
    await fresh.store.outbox.take(NOW, 10, 1_000_000);
    await link();
    expect((await fresh.store.outbox.take(NOW, 10, 1)).map(({ member }) => member)).toEqual(['joining:USAM']);
  });
});

describe('a person’s own limits', () => {
  it('keep them from taking more threads than they wanted', async () => {
    const { join, claim, responders } = desk({ approval: 'none' });
    await join('USAM', { maxOpen: 2 });
    for (const id of ['1002', '1003']) await claimedThread(fresh.store, 'USAM', aPost({ id }));
    await fresh.store.mentions.ingest(anIngest());
    await expect(claim('USAM')).rejects.toMatchObject({
      code: 'full',
      sentence: expect.stringMatching(/2 open threads.*at most 2.*\/care join/su),
    });
    expect((await fresh.store.threads.get('x-1001'))?.claimedBy).toBeNull();
    // What they have already is theirs, and what others have is told as ever.
    expect((await claim('USAM', 'x-1002')).result).toMatchObject({ kind: 'won' });
    await fresh.store.threads.claim('x-1001', 'UBEN', NOW);
    expect((await claim('USAM')).result).toMatchObject({ kind: 'taken', by: 'UBEN' });
    await fresh.store.threads.release('x-1001', 'UBEN', false, NOW);
    await fresh.store.threads.release('x-1002', 'USAM', false, NOW);
    expect((await claim('USAM')).result).toMatchObject({ kind: 'won' });
    expect(await responders.loads([{ slackUser: 'USAM', since: NOW }])).toMatchObject([{ open: 2 }]);
  });

  it('keep them from taking more when they answered enough today, until their midnight', async () => {
    const { join, claim } = desk({ approval: 'none' });
    const quiet = { from: '00:00', to: '00:00', zone: 'Europe/Rome', daysOff: [] };
    await join('USAM', { maxPerDay: 1, quiet });
    await claimedThread(fresh.store, 'USAM', aPost({ id: '1002' }));
    const owner = { kind: 'responder', slackUser: 'USAM' } as const;
    await fresh.store.threads.answeredByHand('x-1002', '77', owner, 'by hand', NOW);
    await fresh.store.mentions.ingest(anIngest());
    await expect(claim('USAM')).rejects.toMatchObject({
      code: 'full',
      sentence: expect.stringContaining('answered 1 times today'),
    });
    fresh.clock.advance(Date.parse('2023-11-14T23:00:00Z') - NOW);
    expect((await claim('USAM')).result).toMatchObject({ kind: 'won' });
  });

  it('do not keep them from taking in quiet hours: whoever presses is there', async () => {
    const { join, claim } = desk({ approval: 'none' });
    await join('USAM', { quiet: { from: '00:00', to: '23:59', zone: 'Europe/Rome', daysOff: [] } });
    await fresh.store.mentions.ingest(anIngest());
    expect((await claim('USAM')).result).toMatchObject({ kind: 'won' });
  });
});

describe('a pause', () => {
  it('keeps from taking, not from what is held, and ends by itself with a word', async () => {
    const { join, claim, pause, tendPause: end, require } = desk({ approval: 'none' });
    await join('USAM');
    await fresh.store.mentions.ingest(anIngest());
    await pause(['2h']);
    await expect(claim('USAM')).rejects.toMatchObject({ code: 'paused' });
    await require('USAM');
    expect(await end('USAM')).toEqual({ again: NOW + 7_200_000 });
    fresh.clock.advance(7_200_000);
    expect((await claim('USAM')).result).toMatchObject({ kind: 'won' });
    await end('USAM');
    await end('USAM');
    expect(said).toEqual([expect.stringContaining('USAM: Your pause is over')]);
    expect(await fresh.store.responders.get('USAM')).toMatchObject({ state: 'enrolled', pausedUntil: null });
  });

  it('until a time is that of the person’s zone, and ends when they come back', async () => {
    const { join, pause, back, tendPause: end } = desk({ approval: 'none' });
    await join('USAM');
    // 23:13 in Rome.
    expect(await pause(['until', '9:00'])).toMatchObject({ pausedUntil: Date.parse('2023-11-15T08:00:00Z') });
    await expect(pause(['for', 'ever'])).rejects.toMatchObject({ code: 'bad-pause' });
    expect(await back('USAM')).toMatchObject({ state: 'enrolled' });
    expect(await end('USAM')).toEqual({ done: true });
    expect(said).toEqual([]);
    await expect(back('UBEN')).rejects.toMatchObject({ code: 'not-enrolled' });
  });
});

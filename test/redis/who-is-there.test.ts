import { describe, expect, it } from 'vitest';
import type { EnrolmentSettings } from '../../src/domain/responder.ts';
import { whoIsThere } from '../../src/usecases/who-is-there.ts';
import { die, TOKENS } from '../support/account.ts';
import { freshStore } from '../support/fresh-store.ts';
import { aJoin, anAccount, anEnrolment, aPost } from '../support/samples.ts';
import { claimedThread, NOW } from '../support/store.ts';

const fresh = freshStore();
// 2023-11-14 22:13:20 UTC: a Tuesday evening.
const NIGHT = { from: '22:00', to: '07:00', zone: 'Etc/UTC', daysOff: [] };

interface Around {
  enrolment?: EnrolmentSettings | null;
  away?: readonly string[];
  guests?: readonly string[];
  allowed?: (slackUser: string) => boolean;
  asked?: string[];
}

function there({
  enrolment = anEnrolment(),
  away = [],
  guests = [],
  allowed = () => true,
  asked = [],
}: Around = {}) {
  return whoIsThere({
    ...fresh.store,
    clock: fresh.clock,
    desk: { enrolment },
    people: {
      get: async (slackUser) => ({
        slackUser,
        name: slackUser,
        firstName: slackUser,
        employee: !guests.includes(slackUser),
      }),
      isLead: async () => false,
      leads: async () => [],
      isResponder: async (slackUser) => allowed(slackUser),
      operations: async () => new Set(),
    },
    presence: {
      async away(slackUser) {
        asked.push(slackUser);
        return away.includes(slackUser);
      },
    },
  });
}

async function join(slackUser: string, over: Parameters<typeof aJoin>[0] = {}, linked = true): Promise<void> {
  const { responders, accounts } = fresh.store;
  await responders.join(aJoin({ slackUser, windowId: `V-${slackUser}`, ...over }), NOW);
  if (linked) await link(slackUser);
  async function link(owner: string): Promise<void> {
    const id = String(800 + owner.charCodeAt(1));
    await accounts.link(anAccount({ id, owner: { kind: 'responder', slackUser: owner } }), TOKENS, NOW);
  }
}

describe('somebody', () => {
  it('who joined and linked an account is available, with what they have on the table', async () => {
    await join('USAM');
    await claimedThread(fresh.store, 'USAM');
    expect(await there().availability('USAM')).toEqual({
      kind: 'available',
      load: { open: 1, answeredToday: 0 },
    });
  });

  it('who never joined, waits for a lead, was declined or left is never available', async () => {
    const { responders } = fresh.store;
    const NOBODY = { kind: 'away', why: 'not-enrolled', until: null };
    expect(await there().availability('USAM')).toEqual(NOBODY);
    await join('USAM', { asks: true });
    expect(await there().availability('USAM')).toEqual(NOBODY);
    await responders.decide('USAM', 'V-USAM', 'ULEAD', { kind: 'decline', reason: 'no' }, NOW);
    expect(await there().availability('USAM')).toEqual(NOBODY);
    await join('UBEN');
    await responders.leave('UBEN', 'V9', NOW);
    expect(await there().availability('UBEN')).toEqual(NOBODY);
    expect(await there().whoAnswers(null, null)).toEqual([]);
  });

  it('who is not among the responders of the YAML any more, or became a guest, is not available', async () => {
    await join('USAM');
    expect(await there({ allowed: () => false }).availability('USAM')).toMatchObject({ why: 'not-enrolled' });
    expect(await there({ guests: ['USAM'] }).availability('USAM')).toMatchObject({ why: 'not-enrolled' });
  });

  it('who has paused is away until then', async () => {
    await join('USAM');
    await fresh.store.responders.pause('USAM', NOW + 60_000, NOW);
    expect(await there().availability('USAM')).toEqual({ kind: 'away', why: 'paused', until: NOW + 60_000 });
    fresh.clock.advance(60_000);
    expect(await there().availability('USAM')).toMatchObject({ kind: 'available' });
  });

  it('whose account is dead, or not there, is away', async () => {
    await join('USAM', {}, false);
    expect(await there().availability('USAM')).toMatchObject({ why: 'no-account' });
    await join('UBEN');
    await die(fresh.store.accounts, '866');
    expect(await there().availability('UBEN')).toMatchObject({ why: 'no-account' });
  });

  it('in quiet hours is away until they end', async () => {
    await join('USAM', { quiet: NIGHT });
    expect(await there().availability('USAM')).toEqual({
      kind: 'away',
      why: 'quiet-hours',
      until: Date.parse('2023-11-15T07:00:00Z'),
    });
    fresh.clock.advance(Date.parse('2023-11-15T07:00:00Z') - NOW);
    expect(await there().availability('USAM')).toMatchObject({ kind: 'available' });
  });

  it('with as many open threads as they want is away', async () => {
    await join('USAM', { maxOpen: 2 });
    for (const id of ['1001', '1002']) await claimedThread(fresh.store, 'USAM', aPost({ id }));
    expect(await there().availability('USAM')).toEqual({ kind: 'away', why: 'full', until: null });
    await fresh.store.threads.release('x-1001', 'USAM', false, NOW);
    expect(await there().availability('USAM')).toMatchObject({ kind: 'available', load: { open: 1 } });
  });

  it('with as many answers as they want is away until tomorrow, where they live', async () => {
    const quiet = { ...NIGHT, from: '00:00', to: '00:00', zone: 'Asia/Tokyo' };
    await join('USAM', { maxPerDay: 1, quiet });
    await fresh.store.mentions.ingest({
      source: 's',
      token: 1,
      cursor: null,
      post: aPost(),
      as: { kind: 'mention', brand: 'acme', channel: 'C0CARE', topic: null },
      now: NOW,
    });
    const owner = { kind: 'responder', slackUser: 'USAM' } as const;
    await fresh.store.threads.answeredByHand('x-1001', '77', owner, 'by hand', NOW);
    expect(await there().availability('USAM')).toEqual({
      kind: 'away',
      why: 'full',
      until: Date.parse('2023-11-15T15:00:00Z'),
    });
    fresh.clock.advance(Date.parse('2023-11-15T15:00:00Z') - NOW);
    expect(await there().availability('USAM')).toMatchObject({ load: { answeredToday: 0 } });
  });

  it('who is away in Slack is away, where the YAML wants that; Slack is asked last', async () => {
    const asked: string[] = [];
    await join('USAM');
    expect(await there({ away: ['USAM'], asked }).availability('USAM')).toMatchObject({
      why: 'away-in-slack',
    });
    const without = anEnrolment({ presence: false });
    expect(await there({ away: ['USAM'], asked, enrolment: without }).availability('USAM')).toMatchObject({
      kind: 'available',
    });
    await fresh.store.responders.pause('USAM', null, NOW);
    await there({ asked }).availability('USAM');
    expect(asked).toEqual(['USAM']);
  });
});

describe('who answers', () => {
  it('for a topic in a language: the available first, whoever has least of them first', async () => {
    await join('UANN', { topics: ['billing'], languages: ['it'] });
    await join('UBEN', { topics: ['billing', 'lines'] });
    await join('UCAT', { topics: ['lines'] });
    await join('UDAN', { languages: ['en'] });
    await join('UEVA', { quiet: NIGHT });
    await claimedThread(fresh.store, 'UANN');
    const names = async (topic: string | null, language: string | null, around: Around = {}) =>
      (await there(around).whoAnswers(topic, language)).map(({ slackUser, availability }) =>
        availability.kind === 'available' ? slackUser : `(${slackUser})`,
      );
    expect(await names('billing', 'it')).toEqual(['UBEN', 'UANN', '(UEVA)']);
    expect(await names('lines', 'en')).toEqual(['UBEN', 'UCAT', 'UDAN', '(UEVA)']);
    expect(await names(null, 'en-GB', { away: ['UBEN'] })).toEqual(['UCAT', 'UDAN', '(UEVA)', '(UBEN)']);
  });

  it('is whoever linked an account, where nobody has to join', async () => {
    await join('UANN');
    await fresh.store.accounts.link(anAccount(), TOKENS, NOW);
    const found = await there({ enrolment: null }).whoAnswers('billing', null);
    expect(found.map(({ slackUser }) => slackUser)).toEqual(['UANN', 'USAM']);
    expect((await there().whoAnswers('billing', null)).map(({ slackUser }) => slackUser)).toEqual(['UANN']);
    expect(await there({ enrolment: null }).availability('USAM')).toMatchObject({ kind: 'available' });
  });

  it('asks Slack about a few only', async () => {
    const asked: string[] = [];
    for (let index = 0; index < 40; index += 1) {
      const slackUser = `U${String.fromCharCode(65 + index)}`;
      await join(slackUser);
    }
    const found = await there({ asked }).whoAnswers(null, null);
    expect(found).toHaveLength(40);
    expect(asked.length).toBeLessThanOrEqual(12);
  });
});

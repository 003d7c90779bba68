import { describe, expect, it } from 'vitest';
import { UnavailableError } from '../../src/errors.ts';
import type { SocialNetwork } from '../../src/ports.ts';
import type { ResponderStore } from '../../src/responders.ts';
import type { ReplyPlan } from '../../src/usecases/prepare-reply.ts';
import { requireDisclosure } from '../../src/usecases/require-disclosure.ts';
import { testClock } from '../support/clock.ts';
import { aBrand, aDesk, anAccount, anEnrolment, aResponder } from '../support/samples.ts';
import { silentLog } from '../support/store.ts';

const PLAN = {
  brand: aBrand(),
  account: anAccount(),
  person: { slackUser: 'USAM', name: 'Sam', firstName: 'Sam', employee: true },
} as ReplyPlan;
const SEEN = { accountId: '701', picture: true, at: 0 };

function check({ required = true, known = null as boolean | null, bio = '' as string | Error | null } = {}) {
  const asked: string[] = [];
  const kept: boolean[] = [];
  const clock = testClock();
  const responder = aResponder({ profile: known === null ? null : { ...SEEN, discloses: known } });
  const verdict = requireDisclosure({
    responders: {
      get: async () => responder,
      seen: async (_user, { discloses }) => void kept.push(discloses),
    } as Partial<ResponderStore> as ResponderStore,
    network: {
      profile: () => {
        asked.push('profile');
        if (bio === null) return new Promise(() => undefined);
        return bio instanceof Error ? Promise.reject(bio) : Promise.resolve({ bio, picture: true });
      },
    } as Partial<SocialNetwork> as SocialNetwork,
    tokens: { get: async () => ({}) } as never,
    desk: aDesk({
      enrolment: anEnrolment({ requireDisclosure: required, disclosureWords: ['the yellow van'] }),
    }),
    clock,
    log: silentLog,
  });
  return { verdict, asked, kept, clock };
}

describe('an answer that says nowhere for whom its author works', () => {
  it('is refused with what could be written, where the YAML wants it', async () => {
    const { verdict, kept } = check();
    await expect(verdict('Have you restarted it?', 'direct', PLAN)).rejects.toMatchObject({
      code: 'undisclosed',
      sentence: expect.stringMatching(/work for Acme.*“?– Sam, Acme.*I work at Acme/u),
    });
    expect(kept).toEqual([false]);
  });

  it('goes out where the YAML does not want it, or as the brand', async () => {
    const { verdict, asked } = check({ required: false });
    await verdict('Have you restarted it?', 'direct', PLAN);
    await check().verdict('Have you restarted it?', 'brand', PLAN);
    expect(asked).toEqual([]);
  });

  it.each(['Restart it. – Sam, Acme', 'I drive the yellow van.', '@acme here.'])(
    'says it in its text: %s',
    async (text) => {
      const { verdict, asked } = check();
      await verdict(text, 'introduce', PLAN);
      expect(asked).toEqual([]);
    },
  );

  it('is taken when the bio says it, also since a moment ago', async () => {
    const before = check({ known: true });
    await before.verdict('Have you restarted it?', 'direct', PLAN);
    expect(before.asked).toEqual([]);
    const now = check({ known: false, bio: 'I work at Acme' });
    await now.verdict('Have you restarted it?', 'direct', PLAN);
    expect([now.asked, now.kept]).toEqual([['profile'], [true]]);
  });

  it('is refused as well while X does not answer, or not soon enough for the window', async () => {
    const away = check({ bio: new UnavailableError('x-unavailable', 'away') });
    await expect(away.verdict('Hello', 'direct', PLAN)).rejects.toMatchObject({ code: 'undisclosed' });
    const slow = check({ bio: null });
    const refused = expect(slow.verdict('Hello', 'direct', PLAN)).rejects.toMatchObject({
      code: 'undisclosed',
    });
    await expect.poll(() => slow.asked).toEqual(['profile']);
    slow.clock.advance(1_500);
    await refused;
  });
});

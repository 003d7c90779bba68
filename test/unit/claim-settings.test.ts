import { describe, expect, it } from 'vitest';
import { HANDOVER_SENTENCES, handoverText } from '../../src/domain/handover.ts';
import { readLeastDesk } from '../support/least-desk.ts';
import { aPost, aThread } from '../support/samples.ts';

describe('the settings of claims', () => {
  it('are an hour with a question ten minutes before its end where nothing is said', () => {
    expect(readLeastDesk('').value).toMatchObject({
      lease: { leaseMs: 3_600_000, warnMs: 600_000, returnWhenOff: true },
      handover: { by: ['brand'], sentences: HANDOVER_SENTENCES, sentencesIn: {} },
    });
  });

  it('are taken from the YAML; a short lease asks at its half', () => {
    expect(
      readLeastDesk('claims: { lease_minutes: 5, return_when_off: false, handover_by: [colleague, brand] }')
        .value,
    ).toMatchObject({
      lease: { leaseMs: 300_000, warnMs: 150_000, returnWhenOff: false },
      handover: { by: ['colleague', 'brand'] },
    });
  });

  it.each([
    [
      'claims: { lease_minutes: 10, warn_minutes: 10 }',
      /claims\.warn_minutes must be less than lease_minutes/u,
    ],
    ['claims: { lease_minutes: 0 }', /claims\.lease_minutes must be 0\.1 to 10080/u],
    [
      'claims: { handover_sentences: ["{colleague} goes on."] }',
      /must contain \{customer\} and \{colleague\}/u,
    ],
    ['claims: { handover_sentences_by_language: { italian: ["x"] } }', /language code such as it or en/u],
    ['claims: { handover_by: [] }', /needs at least one of colleague and brand/u],
    ['claims: { lease: 10 }', /has "lease", which Faccia does not know/u],
  ])('are refused with the way out: %s', (more, problem) => {
    expect(readLeastDesk(more).problems.join('\n')).toMatch(problem);
  });
});

describe('the sentence that hands over', () => {
  const settings = {
    by: [],
    sentences: ['{customer} {colleague} a', '{customer} {colleague} b'],
    sentencesIn: { it: ['{colleague} per {customer}'] },
  } as const;
  const thread = (language: string | null, claimedAt: number) =>
    aThread({ root: aPost({ language }), claimedAt });

  it('names both, changes from hold to hold, and stays the same within one', () => {
    expect(handoverText(settings, thread('en', 4), 'ben_pulls')).toBe('@customer_one @ben_pulls a');
    expect(handoverText(settings, thread('en', 5), 'ben_pulls')).toBe('@customer_one @ben_pulls b');
    expect(handoverText(settings, thread(null, 5), 'ben_pulls')).toBe('@customer_one @ben_pulls b');
  });

  it("is in the customer's language where there is one", () => {
    expect(handoverText(settings, thread('it', 5), 'ben_pulls')).toBe('@ben_pulls per @customer_one');
  });
});

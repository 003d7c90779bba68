import { describe, expect, it } from 'vitest';
import { readDesk } from '../../config/desk.ts';

const YAML = `
brands:
  - id: acme
    name: Acme
    handle: acme
    introductions: ["{customer} {responder} answers you here.", "{customer} meet {responder}."]
    channels: { default: C0123CARE }
`;
const read = (more: string) => readDesk('faccia.yaml', () => `${YAML}${more}\n`);

describe('what is promised', () => {
  it('is nothing where the YAML says nothing', () => {
    expect(read('').value).toMatchObject({ times: { targets: [] } });
  });

  it('may be less than a minute, and a later answer is promised like the first', () => {
    expect(read('targets: [{ first_answer_minutes: 0.5, resolution_minutes: 90 }]').value).toMatchObject({
      times: { targets: [{ firstAnswerMs: 30_000, nextAnswerMs: 30_000, resolutionMs: 5_400_000 }] },
    });
  });

  it.each(['0', '0.05', '100001'])('is not %s minutes', (minutes) => {
    const { problems } = read(`targets: [{ first_answer_minutes: ${minutes} }]`);
    expect(problems.join('\n')).toMatch(/first_answer_minutes must be 0\.1 to 100000 minutes/u);
  });
});

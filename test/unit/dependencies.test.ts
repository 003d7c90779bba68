import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dependenciesPage, installed, licenseProblem, named, REASONS } from '../support/dependencies.ts';

const PAGE = new URL('../../docs/dependencies.md', import.meta.url);
const PACKAGE = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};
const WANTED = { ...PACKAGE.dependencies, ...PACKAGE.devDependencies };

/** The formatter lines the columns up. */
function unpadded(page: string): string {
  return page.replace(/ {2,}/gu, ' ').replace(/(?<=\| )-+(?= \|)/gu, '-');
}

describe('the packages that Faccia is built on', () => {
  it('each have a reason, and no reason outlives its package', () => {
    expect(Object.keys(REASONS).sort()).toEqual(Object.keys(WANTED).sort());
    for (const reason of Object.values(REASONS)) expect(reason).toMatch(/\S{2}.*\.$/u);
  });

  it('are pinned, and installed in that version', () => {
    for (const [name, version] of Object.entries(WANTED))
      expect(`${name} ${version}`).toMatch(/ \d+\.\d+\.\d+$/u);
    const { shipped, development } = named();
    expect([...shipped, ...development]).toHaveLength(Object.keys(WANTED).length);
  });

  it('have licences that were looked at, with everything that they bring', () => {
    expect(installed().length).toBeGreaterThan(200);
    expect(installed().map(licenseProblem).filter(Boolean)).toEqual([]);
  });

  it.each([
    ['GPL-3.0-only', true, /nobody has looked at/u],
    ['MPL-2.0', true, /must not be shipped/u],
    [null, false, /says nothing/u],
  ])('with the licence %s would be refused', (license, shipped, problem) => {
    expect(licenseProblem({ name: 'new', version: '1.0.0', license, shipped })).toMatch(problem);
  });

  it('stand in docs/dependencies.md; if not, run: npm run docs', () => {
    if (process.env.FACCIA_WRITE_DOCS === '1') writeFileSync(PAGE, dependenciesPage());
    expect(unpadded(readFileSync(PAGE, 'utf8'))).toBe(unpadded(dependenciesPage()));
  });
});

import { describe, expect, it } from 'vitest';
import { linkPages } from '../../src/ops/link-pages.ts';

const EVIL = "\"><script>alert(1)</script><img onerror='a'>&";

const PAGES: [string, string][] = [
  ['the question', linkPages.consent({ person: EVIL, workspace: EVIL, brand: EVIL, ticket: EVIL })],
  ['the end', linkPages.linked({ person: EVIL, workspace: EVIL, handle: EVIL, name: EVIL, resumed: 2 })],
  ['a problem', linkPages.problem(EVIL)],
];

describe.each(PAGES)('the page with %s', (_which, html) => {
  it('takes hostile names as text', () => {
    expect(html).not.toMatch(/<script|<img|onerror='/u);
    expect(html).toContain('&#60;script&#62;');
  });

  it('loads nothing, runs nothing and tells no other site where it was', () => {
    expect(html).not.toMatch(/\b(?:src|href)=|url\(|@import/u);
    expect(html).toContain('<meta name="referrer" content="no-referrer">');
  });
});

describe('the question before linking', () => {
  const asked = (brand: string | null) =>
    linkPages.consent({ person: 'Ada', workspace: 'Care', brand, ticket: 'ticket-1' });

  it('says for whom it is, and posts the ticket only when the person agrees', () => {
    const html = asked(null);
    expect(html).toMatch(/<strong>Ada<\/strong>.*<strong>Care<\/strong>/su);
    expect(html).toMatch(/<form method="post" action="start">.*value="ticket-1"/su);
    expect(html).toContain('your own X account');
  });

  it('says whose account it is when it is the brand', () => {
    expect(asked('acme')).toContain('the X account @acme');
  });
});

describe('the end of linking', () => {
  const ended = (resumed: number) =>
    linkPages.linked({ person: 'Ada', workspace: 'Care', handle: 'ada_fixes', name: 'Ada', resumed });

  it('says how many answers go out now, and nothing of it where none waited', () => {
    expect(ended(3)).toContain('go out now: 3');
    expect(ended(0)).not.toContain('go out now');
  });
});

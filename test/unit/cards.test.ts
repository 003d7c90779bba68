import { describe, expect, it } from 'vitest';
import { blockProblems, viewProblems } from '../../sandbox/slack/block-kit.ts';
import { homeView } from '../../src/slack/home.ts';
import { mentionCard } from '../../src/slack/mention-card.ts';
import { noteMessage } from '../../src/slack/notes.ts';
import type { PostLinks } from '../../src/slack/post-blocks.ts';
import { replyModal } from '../../src/slack/reply-modal.ts';
import { HOSTILE, markup, strange } from '../support/hostile.ts';
import { anAccount, aPost, aReply, aThread, aWordRules } from '../support/samples.ts';

const LINKS: PostLinks = {
  postUrl: (handle, id) => `https://x.com/${handle}/status/${id}`,
  profileUrl: (handle) => `https://x.com/${handle}`,
  composeUrl: () => 'https://x.com/intent/post',
};

describe.each(HOSTILE)('a post with %s', (_what, words) => {
  const author = {
    id: '501',
    handle: 'evil_one',
    name: words.slice(0, 200),
    avatarUrl: `https://x.com/a.png?${words.slice(0, 20)}`,
  };
  const images = [{ url: 'https://x.com/i.png', alt: words }];
  const post = aPost({ text: words, author, images });
  const thread = aThread({
    root: post,
    lastCustomerPost: post,
    state: 'claimed',
    claimedBy: 'USAM',
    claimedAt: 5,
  });

  it('is a card within the limits that rings for its holder only', () => {
    const card = mentionCard({ thread, brandName: 'Acme', brandHandle: 'acme', holderName: 'Sam' }, LINKS);
    expect(blockProblems(card.blocks, 'message')).toEqual([]);
    expect(strange([card.text, ...markup(card.blocks)])).toEqual([]);
    expect(card.text.length).toBeLessThanOrEqual(4_000);
  });

  it('is a note within the limits that rings for nobody it should not', () => {
    const reply = aReply({ text: words, reason: words.slice(0, 500), state: 'unknown' });
    const views = [
      { kind: 'reply', reply, accountHandle: 'sam_works' },
      { kind: 'outcome', reply, accountHandle: 'sam_works' },
      { kind: 'followup', post, ping: 'USAM' },
      { kind: 'by-hand', post, slackUser: 'USAM' },
      { kind: 'edited', post, ping: 'USAM' },
      { kind: 'asked', reply: { ...reply, state: 'sent' }, by: 'USAM' },
      { kind: 'other', post, ping: 'USAM', own: false },
      { kind: 'context', items: [{ id: '7', how: 'answered', post, missing: null }] },
      { kind: 'followup', post, ping: null, missed: { name: words.slice(0, 200), why: 'paused' } },
    ] as const;
    for (const view of views) {
      const note = noteMessage(view, LINKS);
      expect(blockProblems(note.blocks, 'message')).toEqual([]);
      expect(strange([note.text, ...markup(note.blocks)])).toEqual([]);
    }
  });

  it('is a modal and a home within the limits', () => {
    const modal = replyModal(
      {
        thread,
        account: anAccount(),
        brandHandle: 'acme',
        step: 'direct',
        steps: ['direct', 'introduce'],
        why: words.slice(0, 300),
        initialText: words.slice(0, 3_000),
        measure: { length: 300, limit: 280, hasUrl: true, cashtags: 2, price: 0.2 },
        plainPrice: 0.015,
        words: aWordRules(),
        echo: {
          of: { text: words, at: 1_700_000_000_000, responder: 'USAM' },
          handle: 'ada_fixes',
          own: false,
          refused: true,
        },
        takesFiles: true,
      },
      LINKS,
    );
    expect(viewProblems(modal as never)).toEqual([]);
    expect(strange(markup(modal.blocks))).toEqual([]);
    const spent = {
      spent: { create: 1_234_567, post_read: 500_000 },
      perDay: 50_000_000,
      pricesAsOf: '2026-08-22',
    };
    const home = homeView(
      { account: anAccount(), held: { threads: Array.from({ length: 10 }, () => thread), total: 20 }, spent },
      { workspaceUrl: 'https://acme.slack.com/', now: thread.openedAt },
    );
    expect(JSON.stringify(home)).toContain(
      '*$1.73* of $50.00: reading $0.50, posting $1.23, by the prices of',
    );
    expect(viewProblems(home as never)).toEqual([]);
    expect(strange(markup(home.blocks)).filter((found) => found !== '<#C0CARE>')).toEqual([]);
  });
});

describe('a card', () => {
  const shown = (over: object) =>
    JSON.stringify(
      mentionCard({ thread: aThread(over), brandName: 'Acme', brandHandle: 'acme', holderName: null }, LINKS)
        .blocks,
    );

  it("keeps the customer's words unmodified", () => {
    expect(shown({ root: aPost({ text: 'Tom & "Ann" <3  two  spaces' }) })).toContain(
      JSON.stringify('Tom & "Ann" <3  two  spaces').slice(1, -1),
    );
  });

  it('shows name, handle, picture, time and View on X, all linked, and our buttons apart', () => {
    const author = { id: '501', handle: 'customer_one', name: 'One', avatarUrl: 'https://x.com/a.png' };
    const text = shown({ root: aPost({ author }) });
    expect(text).toContain('https://x.com/a.png');
    expect(text).toContain('<https://x.com/customer_one|@');
    expect(text).toContain('<https://x.com/customer_one/status/1001|View on X>');
    expect(text).toMatch(/!date\^1700000000\^[^|]*\^https:\/\/x\.com\/customer_one\/status\/1001\|/u);
    expect(text.indexOf('divider')).toBeLessThan(text.indexOf('take_it'));
  });

  it.each([
    [{}, ['take_it'], ['release', 'resolve']],
    [{ state: 'claimed', claimedBy: 'USAM' }, ['reply_open', 'release', 'resolve'], ['take_it']],
    [{ state: 'answered', answeredBy: 'USAM' }, ['take_it'], ['release']],
    [{ state: 'resolved' }, [], ['take_it', 'reply_open', 'release', 'resolve']],
  ])('in the state %o has the buttons %o', (over, there, absent) => {
    const text = shown(over);
    for (const id of there) expect(text).toContain(`"${id}"`);
    for (const id of absent) expect(text).not.toContain(`"${id}"`);
  });

  it('marks a post that the customer edited, and no other', () => {
    expect(shown({ root: aPost({ id: '1002', versions: ['1001', '1002'] }) })).toContain('Edited');
    expect(shown({})).not.toContain('Edited');
  });

  it('says that the customer waits again when the only answer was deleted', () => {
    expect(shown({ answerDeleted: true, answeredBy: 'USAM' })).toContain(
      '*Waits again*: the answer was deleted',
    );
    expect(shown({ answerDeleted: true, state: 'claimed', claimedBy: 'USAM' })).toMatch(
      /has it.*the answer was deleted: the customer waits again/u,
    );
  });

  it('ends a post that is longer than Slack takes with a link to the whole', () => {
    expect(shown({ root: aPost({ text: 'x'.repeat(25_000) }) })).toContain('Read the rest on X');
  });
});

it('says on a card when this customer wrote before, by the reader’s own calendar, with the way there', () => {
  const last = aThread({ openedAt: Date.UTC(2026, 10, 24, 23, 30), answeredBy: 'UBEN' });
  const card = mentionCard(
    {
      thread: aThread(),
      brandName: 'Acme',
      brandHandle: 'acme',
      holderName: null,
      earlier: { total: 3, last },
    },
    LINKS,
  );
  const { handle } = last.root.author;
  const day = `<!date^1795563000^{date_short}^https://x.com/${handle}/status/${last.root.id}|2026-11-24>`;
  expect(markup(card.blocks).join('\n')).toContain(
    `Wrote to us 3 times before; last ${day}, answered by <@UBEN>`,
  );
});

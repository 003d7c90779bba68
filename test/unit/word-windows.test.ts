import { describe, expect, it } from 'vitest';
import { blockProblems, viewProblems } from '../../sandbox/slack/block-kit.ts';
import type { Approval } from '../../src/domain/approval.ts';
import { loggedPost } from '../../src/domain/logged.ts';
import type { SavedReply } from '../../src/domain/saved-replies.ts';
import { approvalWindow } from '../../src/slack/approval-window.ts';
import { logWindow, noteWindow } from '../../src/slack/log-window.ts';
import { mentionCard } from '../../src/slack/mention-card.ts';
import { noteMessage } from '../../src/slack/notes.ts';
import { replyModal } from '../../src/slack/reply-modal.ts';
import { savedList, savedWindow } from '../../src/slack/saved-windows.ts';
import { HOSTILE, markup, strange } from '../support/hostile.ts';
import { LINKS } from '../support/local-slack.ts';
import { aBrand, anAccount, aPost, aReply, aThread, aWordRules } from '../support/samples.ts';

function saved(words: string, number = 0): SavedReply {
  return {
    id: `s-${number}`,
    title: words.slice(0, 75) || 'Title',
    topic: words.slice(0, 40) || null,
    language: 'en',
    text: words.slice(0, 3_000) || 'Text',
    version: number % 2 === 0 ? 'yaml' : 'V1',
    by: number % 2 === 0 ? null : 'USAM',
  };
}

function approval(words: string, over: Partial<Approval> = {}): Approval {
  return { state: 'asked', why: [words, words], askedAt: 1, by: null, at: null, comment: words, ...over };
}

describe.each(HOSTILE)('%s', (_what, words) => {
  it('in a saved reply harm neither the list nor the windows', () => {
    const all = Array.from({ length: 150 }, (_, number) => saved(words, number));
    const modal = replyModal(
      {
        thread: aThread(),
        account: anAccount(),
        brandHandle: 'acme',
        step: 'direct',
        steps: ['direct', 'introduce'],
        why: '',
        initialText: words.slice(0, 3_000),
        measure: { length: 300, limit: 280, hasUrl: true, cashtags: 2, price: 0.2 },
        plainPrice: 0.015,
        echo: null,
        takesFiles: false,
        words: aWordRules({ saved: all, privately: 'In private: https://x.com/messages/compose' }),
        credit: 'USAM',
      },
      LINKS,
    );
    const topics = words === '' ? [] : [words.slice(0, 40)];
    const views = [
      modal,
      savedList(all),
      savedList(all, 99),
      savedWindow(saved(words, 1), topics, { view: 'V0', page: 0 }),
      approvalWindow(aReply({ text: words }), 'changed'),
      logWindow({ brands: [aBrand(), aBrand({ id: 'b' })], topics }),
    ];
    for (const view of views) {
      expect(viewProblems(view as never)).toEqual([]);
      expect(strange(markup(view.blocks))).toEqual([]);
    }
  });

  it('in what a customer said elsewhere stay words on the card, in the window and in the notes', () => {
    const root = loggedPost(
      'log-1',
      { who: words.slice(0, 60), what: words.slice(0, 3_000), contact: words },
      5,
    );
    const thread = aThread({ root, lastCustomerPost: root, origin: 'phone', loggedBy: 'USAM' });
    const card = mentionCard({ thread, brandName: 'Acme', brandHandle: 'acme', holderName: null }, LINKS);
    const answer = { id: 'n-1', threadId: 'log-1', by: 'USAM', text: words, at: 1 };
    const notes = [card, noteMessage({ kind: 'noted', answer }, LINKS)];
    for (const { blocks, text } of notes) {
      expect(blockProblems(blocks, 'message')).toEqual([]);
      expect(strange([text, ...markup(blocks)])).toEqual([]);
    }
    expect(strange(markup(noteWindow(thread).blocks))).toEqual([]);
  });

  it('in an answer that waits for a lead ring for its author and the lead only', () => {
    const post = aPost({
      text: words,
      author: { id: '1', handle: 'evil', name: words.slice(0, 50), avatarUrl: null },
    });
    for (const over of [{}, { state: 'approved', by: 'USAM' }, { state: 'declined', by: 'USAM' }] as const) {
      const reply = aReply({ text: words, approval: approval(words, over), reason: words.slice(0, 300) });
      const notes = [
        noteMessage({ kind: 'approval', reply, post, accountHandle: 'sam_works', again: true }, LINKS),
        noteMessage({ kind: 'approval-news', reply }, LINKS),
        noteMessage({ kind: 'reply', reply, accountHandle: 'sam_works' }, LINKS),
      ];
      for (const { blocks, text } of notes) {
        expect(blockProblems(blocks, 'message')).toEqual([]);
        expect(strange([text, ...markup(blocks)])).toEqual([]);
      }
    }
  });
});

const idsOf = (blocks: unknown): string[] =>
  [...JSON.stringify(blocks).matchAll(/"action_id":"(\w+)"/gu)].map(([, id = '']) => id);

describe('an answer that waits for a lead', () => {
  const note = (over: Partial<Approval>, state: 'held' | 'withdrawn' = 'held') =>
    noteMessage(
      { kind: 'reply', reply: aReply({ state, approval: approval('money', over) }), accountHandle: 'sam' },
      LINKS,
    );

  it('has a lead’s buttons and its author’s, until somebody decides', () => {
    expect(idsOf(note({}).blocks)).toEqual(['approve_reply', 'change_reply', 'decline_reply', 'undo']);
    expect(note({}).text).toContain('Waiting for a lead');
    expect(idsOf(note({ state: 'approved' }).blocks)).toEqual(['undo']);
    expect(idsOf(note({}, 'withdrawn').blocks)).toEqual([]);
  });

  it('names the colleague whose words it began with when it is sent, in the Slack thread only', () => {
    const reply = aReply({
      state: 'sent',
      steps: ['direct'],
      credit: 'UBEN',
      postUrl: 'https://x.com/a/status/1',
    });
    expect(noteMessage({ kind: 'reply', reply, accountHandle: 'sam' }, LINKS).text).toContain(
      'with words of <@UBEN>',
    );
  });
});

describe('the card of a customer who phoned', () => {
  const root = loggedPost('log-1', { who: 'Ann', what: 'No line', contact: '' }, 5);
  const thread = aThread({ root, lastCustomerPost: root, origin: 'phone', loggedBy: 'UBEN' });
  const cardOf = (over: object) =>
    mentionCard(
      { thread: { ...thread, ...over }, brandName: 'Acme', brandHandle: 'acme', holderName: null },
      LINKS,
    );

  it('has Note the answer where others have Reply, and no link to X', () => {
    const card = cardOf({ state: 'claimed', claimedBy: 'USAM' });
    expect(idsOf(card.blocks)).toEqual(['note_answer', 'release', 'resolve', 'reassign', 'more']);
    expect(JSON.stringify(card.blocks)).not.toContain('x.com');
    expect(JSON.stringify(card.blocks)).toContain('the customer phoned');
  });

  it('says that its words are gone once they are', () => {
    const empty = { ...root, text: '' };
    expect(JSON.stringify(cardOf({ root: empty }).blocks)).toContain('are removed');
  });
});

describe('the reply window', () => {
  const modal = (over: object, text = '') =>
    replyModal(
      {
        thread: aThread(),
        account: anAccount(),
        brandHandle: 'acme',
        step: 'direct',
        steps: ['direct'],
        why: '',
        initialText: text,
        measure: { length: 1, limit: 280, hasUrl: false, cashtags: 0, price: 0.015 },
        plainPrice: 0.015,
        echo: null,
        takesFiles: false,
        words: aWordRules(over),
      },
      LINKS,
    );
  const blockOf = (view: ReturnType<typeof modal>, id: string) =>
    JSON.stringify(view.blocks.find((block) => block.block_id === id) ?? null);

  it('offers what there is to begin with, those for this thread first', () => {
    const own = { ...saved('Line'), id: 'line', topic: null };
    const other = { ...saved('Bills'), id: 'bills', topic: 'billing' };
    const select = blockOf(modal({ saved: [own, other] }), 'reply_start');
    expect(select.indexOf('"line"')).toBeLessThan(select.indexOf('"bills"'));
    expect(select).toContain('For this thread');
    expect(blockOf(modal({}), 'reply_start')).toBe('null');
    expect(blockOf(modal({ privately: 'Here: https://x.com' }), 'reply_start')).toContain('ask_privately');
  });

  it('says while one writes what will be refused, and that a lead will look', () => {
    expect(blockOf(modal({}, 'Call me: 333 123 4567'), 'words')).toContain('phone number');
    const approvals = { firstAnswers: 3, when: [], keywords: [], remindMs: 1 };
    expect(blockOf(modal({ approval: approvals }, 'On it'), 'words')).toContain('A lead looks');
    expect(blockOf(modal({}, 'On it'), 'words')).toBe('null');
  });
});

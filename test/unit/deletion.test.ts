import { describe, expect, it } from 'vitest';
import { blockProblems } from '../../sandbox/slack/block-kit.ts';
import { askAgain, deletionRight, publicPosts, wentBy } from '../../src/domain/deletion.ts';
import type { Deletion, Reply } from '../../src/domain/glossary.ts';
import { noteMessage } from '../../src/slack/notes.ts';
import { deletionNews } from '../../src/usecases/tell-deletion.ts';
import { aReply } from '../support/samples.ts';

const NOW = 1_700_000_100_000;
const LINKS = {
  postUrl: (handle: string, id: string) => `https://x.com/${handle}/status/${id}`,
  profileUrl: (handle: string) => `https://x.com/${handle}`,
  composeUrl: () => 'https://x.com/intent/post',
};
const DIRECT: Partial<Reply> = {
  state: 'sent',
  steps: ['direct'],
  postId: '66',
  postUrl: 'https://x.com/sam_works/status/66',
};
const INTRODUCED: Partial<Reply> = { ...DIRECT, steps: ['introduce', 'brand'], introductionId: '55' };
const BRAND: Partial<Reply> = { ...DIRECT, steps: ['brand'] };

const aDeletion = (over: Partial<Deletion> = {}): Deletion => ({
  state: 'deleting',
  askedBy: null,
  by: 'USAM',
  at: NOW,
  reason: null,
  parked: null,
  answer: null,
  tries: 1,
  keepsIntroduction: false,
  ...over,
});

describe('who may delete an answer', () => {
  it.each([
    ['its author', DIRECT, 'USAM', false, 'delete'],
    ['its author, a lead', DIRECT, 'USAM', true, 'delete'],
    ['a lead', DIRECT, 'ULEAD', true, 'ask'],
    ['a lead, with an introduction', INTRODUCED, 'ULEAD', true, 'ask'],
    ['a colleague', DIRECT, 'UBEN', false, 'none'],
    ["the author of the brand's post", BRAND, 'USAM', false, 'delete'],
    ["a lead, the brand's post", BRAND, 'ULEAD', true, 'delete'],
    ["a colleague, the brand's post", BRAND, 'UBEN', false, 'none'],
  ] as const)('%s', (_who, over, slackUser, lead, right) => {
    expect(deletionRight(aReply(over), slackUser, lead)).toBe(right);
  });
});

describe('what is deleted', () => {
  it.each([
    ['a straight answer', DIRECT, [['66', 'responder']]],
    [
      'an answer, then its introduction',
      INTRODUCED,
      [
        ['66', 'responder'],
        ['55', 'brand'],
      ],
    ],
    ["the brand's post", BRAND, [['66', 'brand']]],
    [
      "the brand's post, and the introduction of an answer that X refused",
      { ...BRAND, introductionId: '55' },
      [
        ['66', 'brand'],
        ['55', 'brand'],
      ],
    ],
  ])('is %s', (_what, over, posts) => {
    expect(publicPosts(aReply(over as Partial<Reply>)).map(({ id, on }) => [id, on])).toEqual(posts);
  });
});

describe('asking again', () => {
  const again = (over: Partial<Deletion>, at: number | null = null, now = NOW) =>
    askAgain(aDeletion(over), { kind: 'retry', at, reason: 'X is away.' }, now);

  it.each([
    [1, 10_000],
    [2, 20_000],
    [4, 80_000],
    [6, 300_000],
    [600, 300_000],
  ])('after try %i waits %i ms', (tries, wait) => {
    expect(again({ tries })).toEqual({ kind: 'retry', at: NOW + wait, reason: 'X is away.' });
  });

  it('waits as long as X says, and ends after a day', () => {
    expect(again({}, NOW + 7)).toMatchObject({ at: NOW + 7 });
    const day = 24 * 60 * 60 * 1000;
    expect(again({}, null, NOW + day)).toMatchObject({ kind: 'retry' });
    expect(again({}, null, NOW + day + 1)).toEqual({
      kind: 'failed',
      reason: 'It could not be deleted for a day. X is away.',
    });
  });

  it('takes "gone" for somebody else only at the first try', () => {
    expect(wentBy(aDeletion({ tries: 1 }), 'gone')).toBe('gone');
    expect(wentBy(aDeletion({ tries: 2 }), 'gone')).toBe('deleted');
    expect(wentBy(aDeletion({ tries: 1 }), 'deleted')).toBe('deleted');
  });
});

const idsOf = (blocks: unknown) =>
  [...JSON.stringify(blocks).matchAll(/"action_id":"(\w+)"/gu)].map(([, id]) => id);

describe('the note of a public answer', () => {
  const note = (over: Partial<Reply>, deletion: Partial<Deletion> | null = null) =>
    noteMessage(
      {
        kind: 'reply',
        reply: aReply({ ...over, deletion: deletion && aDeletion(deletion) }),
        accountHandle: 'sam_works',
      },
      LINKS,
    );

  it.each([
    [DIRECT, null, /Sent/u, ['delete_post', 'ask_delete']],
    [BRAND, null, /Sent/u, ['delete_post']],
    [
      DIRECT,
      { state: 'asked', by: null, askedBy: 'ULEAD' },
      /<@ULEAD> asked <@USAM> to delete it: only they can.*See it/u,
      ['delete_post'],
    ],
    [DIRECT, {}, /Being deleted\*, as <@USAM> wants/u, []],
    [DIRECT, { reason: 'X is away.' }, /Being deleted.*X is away\./u, []],
    [
      DIRECT,
      { parked: 'responder', reason: 'Dead.' },
      /link is needed.*Dead\. Type `\/care link` with @sam_works/u,
      [],
    ],
    [
      INTRODUCED,
      { parked: 'brand', answer: 'deleted', reason: 'Dead.' },
      /introduction is still public.*A lead types `\/care link brand`/u,
      [],
    ],
    [
      DIRECT,
      { state: 'deleted', answer: 'deleted' },
      /Deleted\* from X by <@USAM> {2}· {2}<!date[^>]*>$/u,
      [],
    ],
    [
      INTRODUCED,
      { state: 'deleted', answer: 'deleted' },
      /Deleted\* from X by <@USAM> .*introduction is gone too/u,
      [],
    ],
    [DIRECT, { state: 'deleted', answer: 'gone' }, /gone from X already\*/u, []],
    [
      DIRECT,
      { state: 'failed', reason: 'X said <no>.' },
      /Not deleted\.\* It is still public\. X said &lt;no&gt;\..*See it/u,
      ['delete_post', 'ask_delete'],
    ],
    [
      DIRECT,
      { state: 'failed', by: null, askedBy: 'ULEAD', reason: 'He left.' },
      /author was not asked\.\* He left\. It is still public/u,
      ['delete_post', 'ask_delete'],
    ],
  ] as const)('%j %j says how it stands', (over, deletion, says, actions) => {
    const { text, blocks } = note(over, deletion);
    expect(text).toMatch(says);
    expect(idsOf(blocks)).toEqual(actions);
    expect(blockProblems(blocks, 'message')).toEqual([]);
  });

  it('asks to be sure, and says that the introduction goes too', () => {
    const confirm = (over: Partial<Reply>) => JSON.stringify(note(over).blocks);
    expect(confirm(INTRODUCED)).toContain("The brand's introduction goes too");
    expect(confirm(DIRECT)).toContain('Your post is deleted on X. It cannot be brought back');
    expect(confirm(BRAND)).toContain("The brand's post is deleted on X.");
  });

  it('that is not public has no such button', () => {
    for (const state of ['held', 'queued', 'sending', 'refused', 'withdrawn', 'unknown'] as const)
      expect(idsOf(note({ state }).blocks).filter((id) => /delete/u.test(id ?? ''))).toEqual([]);
  });

  it('asks its author in private, with the button and no reason', () => {
    const reply = aReply({ ...DIRECT, deletion: aDeletion({ state: 'asked', by: null, askedBy: 'ULEAD' }) });
    const { text, blocks } = noteMessage({ kind: 'asked', reply, by: 'ULEAD' }, LINKS);
    expect(text).toMatch(/<@ULEAD>, a care lead, asks you.*only you can.*See it on X/u);
    expect(JSON.stringify(blocks)).toContain(reply.text);
    expect(idsOf(blocks)).toEqual(['delete_post']);
  });
});

describe('news of a deletion', () => {
  const news = (over: Partial<Deletion> | null) =>
    deletionNews(aReply({ ...DIRECT, deletion: over && aDeletion(over) }), 'sam_works');

  it.each([
    ['nobody, where nobody wants it', null, null],
    ['nobody while it is under way', {}, null],
    ['who wanted it, when the link is needed', { parked: 'responder' }, 'USAM'],
    ['who wanted it, when it failed', { state: 'failed' }, 'USAM'],
    ['the lead, when the author was not asked', { state: 'failed', by: null, askedBy: 'ULEAD' }, 'ULEAD'],
    ['nobody when it is done', { state: 'deleted' }, null],
    ['the lead who asked, when it is done', { state: 'deleted', askedBy: 'ULEAD' }, 'ULEAD'],
    ['nobody while it is asked for', { state: 'asked', by: null, askedBy: 'ULEAD' }, null],
  ] as const)('rings for %s', (_who, over, ping) => {
    const found = news(over);
    expect(found?.note.kind === 'deletion' ? found.note.ping : null).toBe(ping);
    if (found) expect(noteMessage(found.note, LINKS).text).toContain(`<@${ping}> `);
  });
});

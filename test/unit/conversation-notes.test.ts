import { describe, expect, it } from 'vitest';
import { blockProblems, viewProblems } from '../../sandbox/slack/block-kit.ts';
import type { Erasure } from '../../src/domain/glossary.ts';
import type { NoteView } from '../../src/ports.ts';
import { ignoreWindow } from '../../src/slack/ignore-window.ts';
import { mentionCard } from '../../src/slack/mention-card.ts';
import { mutedWindow, noiseRulesWindow } from '../../src/slack/muted-window.ts';
import { noteMessage } from '../../src/slack/notes.ts';
import { A_RULE } from '../support/conversation-cases.ts';
import { aPost, aThread } from '../support/samples.ts';

const LINKS = {
  postUrl: (handle: string, id: string) => `https://x.com/${handle}/status/${id}`,
  profileUrl: (handle: string) => `https://x.com/${handle}`,
  composeUrl: () => 'https://x.com/intent/post',
};
const HOSTILE = '<!channel> <@U1> *b* \u202Eevil';
const WORDS = 'words that nobody may see';
const erased = (why: Erasure) =>
  aPost({ text: WORDS, images: [{ url: 'https://x.com/i.png', alt: WORDS }], erased: why });
const note = (view: NoteView) => {
  const { text, blocks } = noteMessage(view, LINKS);
  expect(blockProblems(blocks, 'message')).toEqual([]);
  return { text, all: JSON.stringify(blocks) };
};
const card = (over: Parameters<typeof aThread>[0]) => {
  const { text, blocks } = mentionCard(
    { thread: aThread(over), brandName: 'Acme', brandHandle: 'acme', holderName: null },
    LINKS,
  );
  expect(blockProblems(blocks, 'message')).toEqual([]);
  return { text, all: JSON.stringify(blocks) };
};

describe('the note of a follow-up', () => {
  const followup = (over: object) => note({ kind: 'followup', post: aPost(), ping: null, ...over }).text;

  it('says to whoever answered that it is theirs again', () => {
    expect(followup({ ping: 'USAM', returned: true })).toMatch(
      /^<@USAM> .*wrote again\* and it is yours again/u,
    );
  });

  it('names whoever answered and is away without ringing for them, and asks the channel', () => {
    const text = followup({ missed: { name: 'Sam <!here>', why: 'quiet-hours' } });
    expect(text).toMatch(/Sam.*answered before and is off now: who takes it\?/u);
    expect(text).not.toMatch(/<[@!]/u);
  });
});

describe('the note of another person', () => {
  const other = (over: object = {}) =>
    note({ kind: 'other', post: aPost({ text: HOSTILE }), ping: null, own: false, ...over });

  it('says that it is not the customer, and can become a thread', () => {
    const { text, all } = other();
    expect(text).toMatch(/@\S*customer\S* \(not the customer\) wrote in this conversation/u);
    expect(text).not.toMatch(/<[@!]/u);
    expect(all).toContain('"separate"');
  });

  it('rings where somebody is to read it, and has no button once it has a card', () => {
    expect(other({ ping: 'USAM' }).text).toMatch(/^<@USAM> /u);
    expect(other({ own: true })).toMatchObject({ text: expect.stringContaining('a card of its own now') });
    expect(other({ own: true }).all).not.toContain('"separate"');
  });

  it('that was deleted has no words and nothing to press', () => {
    const { all } = other({ post: erased('deleted') });
    expect(all).not.toContain(WORDS);
    expect(all).toContain('They deleted this post.');
    expect(all).not.toContain('"separate"');
  });
});

describe('the note of what stands around a post', () => {
  it('shows what is there as typed, and says why something is not', () => {
    const { all } = note({
      kind: 'context',
      items: [
        { id: '1', how: 'answered', post: null, missing: 'deleted' },
        { id: '2', how: 'answered', post: null, missing: 'hidden' },
        { id: '3', how: 'quoted', post: null, missing: 'unread' },
        { id: '4', how: 'answered', post: aPost({ text: HOSTILE }), missing: null },
      ],
    });
    expect(all).toMatch(/was deleted.*only to people whom they approved.*quotes.*has not read/u);
    expect(all).toContain('https://x.com/i/status/3');
    expect(all).toContain('<!channel> <@U1> *b* evil');
  });

  it('stays within Slack’s limits at the bound of the configuration', () => {
    const item = { how: 'answered', post: aPost({ text: 'x'.repeat(25_000) }), missing: null } as const;
    note({
      kind: 'context',
      items: Array.from({ length: 20 }, (_one, index) => ({ id: String(index), ...item })),
    });
  });
});

describe('a deleted post', () => {
  it.each<[NoteView, RegExp]>([
    [{ kind: 'followup', post: erased('deleted'), ping: 'USAM' }, /The customer deleted this post/u],
    [{ kind: 'edited', post: erased('hidden'), ping: null }, /X does not show this post any more/u],
    [
      { kind: 'gone', post: erased('deleted'), ping: 'USAM', left: true },
      /What else they wrote is still there/u,
    ],
    [{ kind: 'gone', post: erased('deleted'), ping: null, left: false }, /Nothing is left to answer/u],
  ])('leaves only the fact in %o', (view, says) => {
    const { text, all } = note(view);
    expect(text).toMatch(says);
    expect(all).not.toContain(WORDS);
  });

  it('leaves only the fact on its card, in the notification and in the muted list', () => {
    const { text, all } = card({ root: erased('deleted') });
    expect(text).toMatch(/^@customer_one: the customer deleted this post/u);
    for (const shown of [
      all,
      JSON.stringify(
        mutedWindow({ threads: [aThread({ root: erased('hidden') })], from: 0, size: 10, total: 1 }, LINKS),
      ),
    ])
      expect(shown).not.toContain(WORDS);
    expect(all).toContain('The customer deleted this post.');
    expect(all).not.toContain('i.png');
  });
});

describe('a card', () => {
  it('tells of other people, and of whoever answered before and is away', () => {
    expect(card({ others: 1 }).all).toContain('1 post of other people');
    const { all } = card({ answeredBy: 'USAM', missed: { slackUser: 'USAM', why: 'paused' } });
    expect(all).toMatch(/wrote again\* and waits: <@USAM> answered before and has paused/u);
  });

  it('that is ignored says by whom, why, and what came since, and can be brought back', () => {
    const ignored = { by: 'ULEA', reason: 'other', why: HOSTILE, at: 1, since: 2 };
    const { all } = card({ state: 'ignored', ignored });
    expect(all).toMatch(/Ignored\* by <@ULEA>: .*Another reason: &lt;!channel&gt;.*2 posts since/u);
    expect(all).toContain('"bring_back"');
    expect(all).not.toContain('"take_it"');
  });
});

describe('the window that asks why', () => {
  it('offers rules to leads only', () => {
    const forLead = ignoreWindow({ thread: aThread(), lead: true }, LINKS);
    const forOthers = ignoreWindow({ thread: aThread(), lead: false }, LINKS);
    expect(viewProblems(forLead as never)).toEqual([]);
    expect(viewProblems(forOthers as never)).toEqual([]);
    expect(JSON.stringify(forLead)).toContain('Mute @customer_one for 30 days');
    expect(JSON.stringify(forOthers)).not.toContain('ignore_rule');
  });
});

describe('the muted list', () => {
  const ignored = { by: null, reason: 'giveaway', why: 'says "giveaway"', at: 1_700_000_000_000, since: 0 };
  const page = (from: number, total: number, count = 10) =>
    mutedWindow(
      {
        threads: Array.from({ length: count }, () =>
          aThread({ root: aPost({ text: HOSTILE }), state: 'ignored', ignored }),
        ),
        from,
        size: 10,
        total,
      },
      LINKS,
    );

  it('shows words as typed with the reason, and turns pages both ways', () => {
    const view = page(10, 35);
    expect(viewProblems(view as never)).toEqual([]);
    const all = JSON.stringify(view);
    expect(all).toContain('*11 to 20* of 35');
    expect(all).toContain('giveaway: says \\"giveaway\\"');
    expect(all).toMatch(/"muted_newer".*"value":"0".*"muted_older".*"value":"20"/u);
    expect(JSON.stringify(page(30, 35, 5))).not.toContain('muted_older');
    expect(JSON.stringify(page(0, 5, 5))).not.toMatch(/muted_newer|muted_older/u);
    expect(JSON.stringify(page(0, 0, 0))).toContain('Nothing is muted');
  });

  it('lists the rules; only leads can remove one', () => {
    const learned = [
      A_RULE,
      { ...A_RULE, id: 'n-2', match: { kind: 'words', words: [HOSTILE] }, until: null } as const,
    ];
    const set = [{ reason: 'tongues', action: 'mute', languagesExcept: ['it', 'en'] } as const];
    for (const lead of [true, false]) {
      const view = noiseRulesWindow({ set, learned, lead });
      expect(viewProblems(view as never)).toEqual([]);
      const all = JSON.stringify(view);
      expect(all).toMatch(
        /customer.*until <!date.*until it is removed.*\*tongues\* \(mute\): languages except: it, en/u,
      );
      expect(all.includes('forget_rule')).toBe(lead);
      expect(all).not.toContain('<!channel>');
    }
  });
});

import { describe, expect, it } from 'vitest';
import { viewProblems } from '../../sandbox/slack/block-kit.ts';
import { unpackModalData } from '../../src/slack/refs.ts';
import { type ReplyModalView, replyModal } from '../../src/slack/reply-modal.ts';
import { measureText } from '../support/measure-text.ts';
import { anAccount, aThread, aWordRules } from '../support/samples.ts';

const LINKS = {
  postUrl: (handle: string, id: string) => `https://x.com/${handle}/status/${id}`,
  profileUrl: (handle: string) => `https://x.com/${handle}`,
  composeUrl: () => 'https://x.com/intent/post',
};

function modalOf(over: Partial<ReplyModalView> = {}) {
  const text = over.initialText ?? '';
  return replyModal(
    {
      thread: aThread(),
      account: anAccount(),
      brandHandle: 'acme',
      step: 'direct',
      steps: ['direct', 'introduce'],
      why: '',
      initialText: text,
      measure: measureText(text),
      plainPrice: measureText('').price,
      echo: null,
      takesFiles: true,
      words: aWordRules(),
      ...over,
    },
    LINKS,
  );
}

const blockOf = (modal: ReturnType<typeof modalOf>, id: string) =>
  JSON.stringify(modal.blocks.find((block) => block.block_id === id) ?? null);
const countOf = (initialText: string) => blockOf(modalOf({ initialText }), 'count');

describe('the reply modal', () => {
  it('has the names that outside tools rely on', () => {
    const modal = modalOf();
    expect(modal.callback_id).toBe('reply_submit');
    expect(modal.blocks.find((block) => block.type === 'input')).toMatchObject({
      block_id: 'reply_text',
      element: { type: 'plain_text_input', action_id: 'text' },
    });
    expect(unpackModalData(modal.private_metadata ?? '')).toEqual({ threadId: 'x-1001', step: 'direct' });
  });

  it('says in whose name the answer is public', () => {
    expect(blockOf(modalOf(), 'from')).toContain('Public, as @sam_works* (your own account)');
    expect(blockOf(modalOf({ step: 'introduce' }), 'from')).toContain('Public, as @sam_works*');
    expect(blockOf(modalOf({ step: 'brand' }), 'from')).toContain("Public, as @acme* (the brand's account");
  });

  it('says why this step, as text', () => {
    expect(blockOf(modalOf({ why: 'Because <!here> & so' }), 'why')).toContain('&lt;!here&gt; &amp; so');
    expect(blockOf(modalOf(), 'why')).toBe('null');
  });

  it('counts as the network does and says how much is too long', () => {
    expect(countOf('')).toContain('*0* / 280');
    expect(countOf('日本語 👨‍👩‍👧‍👦')).toContain('*9* / 280');
    expect(countOf('x'.repeat(280))).toContain('*280* / 280');
    expect(countOf('x'.repeat(283))).toContain('*283 / 280*: 3 too many');
  });

  it('tells the price of a link beside that of a post without', () => {
    expect(countOf('see https://acme.com/help')).toContain('costs *$0.20* instead of $0.015');
    expect(countOf('no link')).not.toContain('$');
  });

  it('warns of a second cashtag', () => {
    expect(countOf('$ACME and $BETA')).toContain('only one cashtag');
    expect(countOf('$ACME costs $20')).not.toContain('cashtag');
  });

  it.each([
    [false, false, /close to what was sent already.*several accounts.*your own words/su],
    [false, true, /Nearly the same text.*several accounts.*not accepted.*your own words/su],
    [true, false, /nearly what was sent already.*same text twice from one account/su],
    [true, true, /These very words.*same text twice from one account/su],
  ])(
    'shows the earlier text that it repeats, as text, and whose it is: own %s, refused %s',
    (own, refused, says) => {
      const of = { text: '<!channel> *Back* by noon', at: 1_700_000_000_000, responder: 'U0ADA' };
      const modal = modalOf({ echo: { of, handle: 'ada_fixes', own, refused } });
      expect(blockOf(modal, 'echo')).toMatch(says);
      expect(blockOf(modal, 'echo')).toMatch(/From @ada_fixes by <@U0ADA>, <!date\^1700000000\^/u);
      expect(modal.blocks.find(({ block_id: id }) => id === 'echo_text')).toMatchObject({
        type: 'rich_text',
        elements: [
          { elements: [{ type: 'text', text: expect.stringContaining('<!channel> *Back* by noon') }] },
        ],
      });
      expect(viewProblems(modal as never)).toEqual([]);
    },
  );

  it('names no account that is not linked any more, and no author whom Slack does not know', () => {
    const of = { text: 'Back by noon', at: 1_700_000_000_000, responder: null };
    const modal = modalOf({ echo: { of, handle: null, own: false, refused: true } });
    expect(blockOf(modal, 'echo')).toMatch(/From an account that is not linked any more, <!date/u);
    expect(blockOf(modalOf(), 'echo')).toBe('null');
  });

  it.each([
    ['nothing', ''],
    ['as much as Slack takes', 'x'.repeat(3_000)],
    ['more than Slack takes', 'x'.repeat(25_000)],
    ['more emoji than Slack takes', '👨‍👩‍👧‍👦'.repeat(1_000)],
    ['pings and control characters', '<!channel>\u0000\u202E<@U0ADA>'],
  ])('starts with %s within the limits', (_what, initialText) => {
    const modal = modalOf({ initialText });
    expect(viewProblems(modal as never)).toEqual([]);
    const { element } = modal.blocks.find((block) => block.type === 'input') as {
      element: { initial_value?: string; max_length: number };
    };
    expect(element.initial_value?.length ?? 0).toBeLessThanOrEqual(element.max_length);
    expect(element.initial_value ?? '').not.toMatch(/\p{Surrogate}/u);
  });
});

describe('a hand-over in the reply modal', () => {
  const handover = {
    wish: 'told',
    text: '@customer_one @ben_pulls takes <over>.',
    steps: ['direct', 'brand'],
    responder: 'USAM',
    account: anAccount(),
  } as const satisfies ReplyModalView['handover'];
  const wordsOf = (over: Partial<ReplyModalView>) => JSON.stringify(modalOf(over).blocks);

  it('shows the words, who says them and what they cost, and asks nothing where a lead decided', () => {
    const words = wordsOf({ handover });
    expect(words).toContain('Before your answer, public, as @sam_works* ($0.015 more)');
    expect(words).toContain('takes &lt;over&gt;.');
    expect(words).not.toContain('reply_handover');
    expect(wordsOf({ handover: { ...handover, steps: ['brand'] } })).toContain('public, as @acme*');
  });

  it('asks, with yes as the answer, where whoever answered before left', () => {
    const modal = modalOf({ handover: { ...handover, wish: 'asked' } });
    expect(viewProblems(modal as never)).toEqual([]);
    expect(blockOf(modal, 'reply_handover')).toContain('"initial_options":[{');
  });

  it('says so where X lets nobody say it', () => {
    expect(wordsOf({ handover: { ...handover, steps: [] } })).toContain('say in your answer that you go on');
  });

  it('tells us when it is closed, so that nobody is said to write for ever', () => {
    expect(modalOf().notify_on_close).toBe(true);
  });

  it('says that the brand answers without a name where somebody was taken off', () => {
    expect(blockOf(modalOf({ step: 'brand', unsigned: true }), 'from')).toContain('without a name');
  });
});

import { describe, expect, it } from 'vitest';
import { blockProblems } from '../../sandbox/slack/block-kit.ts';
import type { Reply } from '../../src/domain/glossary.ts';
import { noteMessage } from '../../src/slack/notes.ts';
import { aPost, aReply } from '../support/samples.ts';

const LINKS = {
  postUrl: (handle: string, id: string) => `https://x.com/${handle}/status/${id}`,
  profileUrl: (handle: string) => `https://x.com/${handle}`,
  composeUrl: () => 'https://x.com/intent/post',
};
const SENT: Partial<Reply> = { state: 'sent', postId: '66', postUrl: 'https://x.com/sam_works/status/66' };

const note = (over: Partial<Reply>) =>
  noteMessage({ kind: 'reply', reply: aReply(over), accountHandle: 'sam_works' }, LINKS);

describe('the note of a reply', () => {
  it.each([
    ['held', {}, /Goes out .*in public, as @sam_works/u, ['undo']],
    ['held', { parked: true }, /Waiting for your link.*\/care link.*@sam_works/u, ['undo']],
    ['queued', {}, /On its way.*@sam_works/u, []],
    ['sending', { introductionId: '55', part: 'answer' }, /introduction is public/u, []],
    ['refused', { reason: 'X said no.' }, /Refused: nobody saw it.*X said no\..*text is kept/u, []],
    [
      'held',
      { awaitsPost: true, steps: ['native'] },
      /Waiting for your post\* as @sam_works.*Open X/u,
      ['open_link', 'check_again', 'undo'],
    ],
    [
      'unknown',
      { reason: 'No answer came.' },
      /may or may not be public.*looks for it on X.*only when X had its time/u,
      ['check_again', 'send_anyway'],
    ],
    [
      'unknown',
      { reason: 'No answer came.', notBefore: 0 },
      /may or may not be public.*does not send it again/u,
      ['check_again', 'send_anyway'],
    ],
    [
      'refused',
      { unseen: true, steps: ['native'] },
      /^(?!.*nobody saw it).*not seen on X within a day.*text is kept/u,
      [],
    ],
    [
      'held',
      { awaitsPost: true, steps: ['native'], reason: 'The link is dead.' },
      /Waiting for your post.*The link is dead\./u,
      ['open_link', 'check_again', 'undo'],
    ],
    ['withdrawn', { reason: 'Ann answered.' }, /nothing was posted.*Ann answered\./u, []],
    ['withdrawn', {}, /Taken back.*nothing was posted/u, []],
    [
      'withdrawn',
      { reason: 'The customer edited it.' },
      /Stopped: nothing was posted.*The customer edited it\..*text is kept/u,
      [],
    ],
  ] as const)('that is %s says how it stands and what comes next', (state, over, says, actions) => {
    const { text, blocks } = note({ state, ...over });
    expect(text).toMatch(says);
    expect([...JSON.stringify(blocks).matchAll(/"action_id":"(\w+)"/gu)].map(([, id]) => id)).toEqual(
      actions,
    );
  });

  it.each([
    ['soon', 60_000, '{time_secs}'],
    ['today', 900_000, '{time}'],
    ['on another day', 80_000_000, '{date_short_pretty}, {time}'],
  ])(
    'that waits until a moment %s says until when, in the reader’s own time, and why',
    (_what, wait, format) => {
      const { updatedAt } = aReply();
      const reason = 'X limits how many posts @sam_works makes.';
      const { text } = note({ state: 'queued', steps: ['direct'], notBefore: updatedAt + wait, reason });
      expect(text).toContain(`*Waiting until <!date^${(updatedAt + wait) / 1000}^${format}|2023-11-1`);
      expect(text).toMatch(/UTC>\* to go out as @sam_works\. X limits how many posts @sam_works makes\./u);
    },
  );

  it.each([
    [['direct'], /Sent\* from @sam_works, \*straight under the customer's post\*/u],
    [['introduce', 'brand'], /Sent\* from @sam_works, \*introduced by the brand\*/u],
    [['native'], /Sent\* from @sam_works, \*posted by hand\* in X/u],
    [['brand'], /Sent\* from \*the brand's account, signed\*/u],
  ] as const)('that was sent names the step it took: %j', (steps, says) => {
    expect(note({ ...SENT, steps }).text).toMatch(says);
  });

  it('that was sent has its public link, even after refusals of any length', () => {
    const reason = 'X does not allow this: & <a> '.repeat(200);
    const refusedSteps = (['direct', 'introduce'] as const).map((step) => ({ step, reason }));
    const { text, blocks } = note({ ...SENT, steps: ['brand'], refusedSteps });
    expect(text).toContain('<https://x.com/sam_works/status/66|See it on X>');
    expect(text).toMatch(/refused _Straight under .*refused _Introduced by the brand_/u);
    expect(blockProblems(blocks, 'message')).toEqual([]);
  });

  it('does not promise an answer under the introduction once another way is taken', () => {
    const { text } = note({ state: 'sending', steps: ['brand'], part: 'answer', introductionId: '55' });
    expect(text).not.toContain('introduction');
  });

  it('that was refused at length still says that the text is kept', () => {
    const { text, blocks } = note({ state: 'refused', reason: '<&>'.repeat(2_000) });
    expect(text).toContain('Your text is kept');
    expect(text).not.toMatch(/&(?!(?:amp|lt|gt);)/u);
    expect(blockProblems(blocks, 'message')).toEqual([]);
  });

  it('rings for its responder only as an outcome', () => {
    const reply = aReply({ state: 'unknown' });
    const view = { kind: 'outcome', reply, accountHandle: 'sam_works' } as const;
    expect(noteMessage(view, LINKS).text).toMatch(/^<@USAM> /u);
    expect(note({ state: 'unknown' }).text).not.toContain('<@');
  });
});

describe("the note of a customer's next post", () => {
  const followup = (ping: string | null) =>
    noteMessage({ kind: 'followup', post: aPost({ text: '<!here> *still* dead' }), ping }, LINKS);

  it('rings for the holder, or for nobody', () => {
    expect(followup('USAM').text).toMatch(/^<@USAM> /u);
    expect(followup(null).text).not.toMatch(/<[@!]/u);
  });

  it('keeps the words as typed where Slack reads no markup', () => {
    const { text, blocks } = followup(null);
    expect(text).not.toContain('still');
    expect(JSON.stringify(blocks)).toContain('<!here> *still* dead');
  });
});

describe("the note of a customer's edit", () => {
  const edited = (ping: string | null) =>
    noteMessage({ kind: 'edited', post: aPost({ text: '<!here> *now* fixed' }), ping }, LINKS);

  it('rings for the holder, or for nobody, and shows the new words as typed', () => {
    expect(edited('USAM').text).toMatch(/^<@USAM> .*edited a post/u);
    const { text, blocks } = edited(null);
    expect(text).not.toMatch(/<[@!]/u);
    expect(JSON.stringify(blocks)).toContain('<!here> *now* fixed');
  });
});

describe('the note of an answer by hand', () => {
  const byHand = (slackUser: string | null) =>
    noteMessage({ kind: 'by-hand', post: aPost(), slackUser }, LINKS).text;

  it('names the colleague, or the account where nobody here owns it', () => {
    expect(byHand('UADA')).toContain('<@UADA> answered by hand');
    expect(byHand(null)).toContain('@customer_one answered by hand');
  });
});

describe('the note of an answer with pictures', () => {
  const files = ['A red light <!here>', ''].map((alt, index) => ({
    id: `F${index}`,
    name: 'a.png',
    kind: 'image' as const,
    alt,
    upload: null,
  }));
  const blocksOf = (over: Partial<Reply>) => JSON.stringify(note({ files, ...over }).blocks);

  it('says what goes out, until it is public', () => {
    expect(blocksOf({})).toMatch(/With 2 pictures: “\u2068?A red light &lt;!here&gt;\u2069?”/u);
    expect(blocksOf(SENT)).not.toContain('With 2 pictures');
    expect(blockProblems(note({ files }).blocks, 'message')).toEqual([]);
  });

  it('says that they must be chosen again when it was refused', () => {
    expect(note({ files, state: 'refused', reason: 'No.' }).text).toContain('Choose 2 pictures again there.');
    expect(note({ state: 'refused', reason: 'No.' }).text).not.toContain('again there');
  });
});

import type { InputBlock } from '@slack/types';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { altTextsSubmitted } from '../../handlers/alt-texts-submitted.ts';
import { onTyping } from '../../handlers/listen.ts';
import { onSubmit, onWindow } from '../../handlers/listen-windows.ts';
import { replySubmitted } from '../../handlers/reply-submitted.ts';
import { replyTyped } from '../../handlers/reply-typed.ts';
import type { DeliveryStep } from '../../src/domain/glossary.ts';
import { RefusedError } from '../../src/errors.ts';
import { VIEW } from '../../src/slack/ids.ts';
import { createModals } from '../../src/slack/modals.ts';
import type { ReplyPlan } from '../../src/usecases/prepare-reply.ts';
import type { SubmitReplyInput, Submitted } from '../../src/usecases/submit-reply.ts';
import { ADA } from '../support/desk.ts';
import { LINKS, LocalSlack } from '../support/local-slack.ts';
import { measureText } from '../support/measure-text.ts';
import { twoPictures } from '../support/picture-desk.ts';
import { aPng } from '../support/pictures.ts';
import { aBrand, anAccount, aReply, aThread, aWordRules } from '../support/samples.ts';
import { silentLog } from '../support/store.ts';

const STEPS: [DeliveryStep] = ['direct'];
const plan = (): ReplyPlan => ({
  thread: aThread(),
  brand: aBrand(),
  account: anAccount(),
  person: { slackUser: ADA, name: 'Ada', firstName: 'Ada', employee: true },
  steps: STEPS,
  verdicts: [{ step: 'direct', open: true, why: '', ground: 'summoned' }],
  draft: null,
  start: null,
  unsigned: false,
  handover: null,
  words: aWordRules(),
});

let local: LocalSlack;
let asked: SubmitReplyInput[];
let planned: { withFiles?: boolean }[];
let answer: (input: SubmitReplyInput) => Submitted;
let view: string;
let ids: string[];

const modals = (over: { takesFiles?: boolean; altText?: 'required' | 'optional' } = {}) =>
  createModals({
    client: local.client(),
    links: LINKS,
    measure: measureText,
    rules: null,
    takesFiles: true,
    altText: 'required',
    ...over,
  });
const accepted = (): Submitted => ({ kind: 'accepted', reply: aReply() });
const files = () => twoPictures().map((file, index) => ({ ...file, id: ids[index] ?? '' }));
const describeThem = (alts: string[]): Submitted => ({
  kind: 'describe',
  plan: plan(),
  text: 'It looks like this:',
  files: files().map((file, index) => ({ ...file, alt: alts[index] ?? '' })),
});
const openViews = () => [...local.slack.workspace.views.values()];
const submit = (fileIds: string[] = ids, viewId = view) =>
  local.slack.person.submitView({
    user: ADA,
    viewId,
    state: { reply_text: { text: 'It looks like this:' } },
    files: { reply_files: { files: fileIds } },
  });
const describedBy = (alts: string[]) =>
  local.slack.person.submitView({
    user: ADA,
    viewId: openViews().at(-1)?.id ?? '',
    state: Object.fromEntries(ids.map((id, index) => [`alt_${id}`, { alt: alts[index] ?? '' }])),
  });

beforeEach(async () => {
  local = await LocalSlack.open();
  [asked, planned] = [[], []];
  answer = accepted;
  const { add } = local.slack.workspace.files;
  const put = add.bind(local.slack.workspace.files);
  ids = [put(ADA, 'router.png', aPng()).id, put(ADA, 'box.png', aPng()).id];
  const { app } = await local.start();
  const deps = {
    log: silentLog,
    inFlight: { run: <T>(work: () => Promise<T>) => work() },
    whisper: async () => undefined,
    tell: async () => undefined,
    noteActivity: async () => undefined,
    noteWriting: async () => undefined,
    stopWriting: async () => undefined,
    clock: { sleep: async () => undefined },
    submitReply: async (input: SubmitReplyInput) => {
      asked.push(input);
      return answer(input);
    },
    prepareReply: async (input: { withFiles?: boolean }) => {
      planned.push(input);
      return plan();
    },
    lookForEcho: async () => ({ echo: null, newest: '' }),
    ...modals(),
  };
  onTyping(app, deps, replyTyped(deps));
  onSubmit(app, deps, replySubmitted(deps));
  onWindow(app, deps, VIEW.altSubmit, altTextsSubmitted(deps));
  const trigger = local.slack.workspace.trigger(ADA);
  await modals().openView(trigger, modals().replyView(plan(), '', null));
  view = openViews()[0]?.id ?? '';
});
afterEach(() => local.close());

describe('the reply window with pictures', () => {
  it('leads to one that asks what they show, and both close when it is said', async () => {
    answer = ({ alts }) => (alts ? accepted() : describeThem([]));
    expect(await submit()).toMatchObject({ ok: true, closed: false });
    expect(openViews()).toHaveLength(2);
    const words = JSON.stringify(openViews()[1]?.view);
    for (const part of [
      'Public, as @sam_works',
      'It looks like this:',
      'What does \\"\u2068F1.png\u2069\\" show?',
    ])
      expect(words).toContain(part);
    expect(await describedBy(['A red light', 'The box'])).toMatchObject({ ok: true, closed: true });
    expect(openViews()).toEqual([]);
    expect(asked[0]).toMatchObject({ replyId: `r-${view}`, fileIds: ids, shownStep: 'direct' });
    // One reply, whichever of the windows is submitted how often.
    expect(asked[1]).toMatchObject({
      replyId: `r-${view}`,
      text: 'It looks like this:',
      fileIds: ids,
      alts: { [ids[0] ?? '']: 'A red light', [ids[1] ?? '']: 'The box' },
    });
  });

  it('says which description is missing, and stays', async () => {
    answer = ({ alts }) => describeThem(Object.values(alts ?? {}));
    await submit();
    const answered = await describedBy(['A red light', '']);
    expect(answered).toMatchObject({ closed: false });
    expect(Object.keys(answered.errors ?? {})).toEqual([`alt_${ids[1]}`]);
    expect(openViews()).toHaveLength(2);
  });

  it('is there again, with what was put into it, when the other is closed', async () => {
    answer = () => describeThem([]);
    await submit();
    await local.slack.person.closeView({ user: ADA, viewId: openViews()[1]?.id ?? '' });
    expect(openViews().map(({ id }) => id)).toEqual([view]);
    answer = accepted;
    expect(await submit([])).toMatchObject({ closed: true });
    expect(asked[1]).toMatchObject({ replyId: `r-${view}`, fileIds: [] });
  });

  it.each([
    ['file-unfit', 'reply_files'],
    ['file-gone', 'reply_files'],
    ['too-long', 'reply_text'],
  ])('says %s under %s, and keeps everything', async (code, block) => {
    answer = () => {
      throw new RefusedError(code, 'This will not do.');
    };
    expect(await submit()).toMatchObject({ closed: false, errors: { [block]: 'This will not do.' } });
    expect(openViews().map(({ id }) => id)).toEqual([view]);
  });

  it('refused late, in the second window, says that nothing is lost', async () => {
    answer = () => describeThem([]);
    await submit();
    answer = () => {
      throw new RefusedError('same-text', 'Say it in your own words.');
    };
    const { errors = {} } = await describedBy(['one', 'two']);
    expect(errors).toEqual({
      [`alt_${ids[0]}`]: 'Say it in your own words. Back keeps your text and files.',
    });
  });

  it('tells the plan of the files while somebody writes', async () => {
    const typed = { actionId: 'text', blockId: 'reply_text', viewId: view, value: 'Like this' };
    await local.slack.person.blockAction({ user: ADA, ...typed, files: { reply_files: { files: ids } } });
    await expect.poll(() => planned.at(-1)).toMatchObject({ withFiles: true });
    await local.slack.person.blockAction({ user: ADA, ...typed, files: { reply_files: { files: [] } } });
    await expect.poll(() => planned.at(-1)).toMatchObject({ withFiles: false });
  });

  it('takes no more files than X does, and none of other kinds', async () => {
    const letter = local.slack.workspace.files.add(ADA, 'letter.pdf', Buffer.from('%PDF')).id;
    expect(await submit([letter])).toMatchObject({ ok: false });
    expect(await submit([...ids, ...ids, ...ids])).toMatchObject({ ok: false });
    expect(asked).toEqual([]);
  });
});

describe('the place for files', () => {
  const placeOf = (account = anAccount(), over = {}) =>
    JSON.stringify(
      modals(over)
        .replyView({ ...plan(), account }, '', null)
        .blocks.find((block) => block.block_id === 'reply_files') ?? null,
    );

  it('is not drawn for an app that Slack lets read no files', async () => {
    expect(placeOf(anAccount(), { takesFiles: false })).toBe('null');
    await local.close();
    local = await LocalSlack.open('socket', { scopes: ['chat:write'] });
    const [trigger, other] = [local.slack.workspace.trigger(ADA), local.slack.workspace.trigger(ADA)];
    const viewOf = (takesFiles: boolean) => modals({ takesFiles }).replyView(plan(), '', null);
    await expect(modals().openView(trigger, viewOf(true))).rejects.toMatchObject({
      slackCode: 'missing_scope',
    });
    await modals().openView(other, viewOf(false));
  });

  it('says beforehand when the link does not cover them', () => {
    expect(placeOf(anAccount())).toContain('does not cover them yet');
    expect(placeOf(anAccount({ uploads: true }))).not.toContain('does not cover');
  });

  it('lets a description be left out only where the desk says so', () => {
    const optional = (altText: 'required' | 'optional') =>
      modals({ altText })
        .altView(plan(), 'Words', files())
        .blocks.filter(({ type }) => type === 'input')
        .map((block) => (block as InputBlock).optional);
    expect(optional('required')).toEqual([false, false]);
    expect(optional('optional')).toEqual([true, true]);
  });

  it('does not carry a text along that Slack would cut', () => {
    const long = 'x'.repeat(2_990);
    expect(() => modals().altView(plan(), long, files())).toThrow(/Shorten an address/u);
  });
});

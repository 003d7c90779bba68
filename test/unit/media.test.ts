import { describe, expect, it } from 'vitest';
import { judgeSteps, openSteps } from '../../src/domain/eligibility.ts';
import {
  altsToSend,
  contentProblem,
  type FileFacts,
  fileProblem,
  kindOfType,
  type MediaKind,
  mediaIdsFor,
  mediaText,
  type ReplyFile,
  togetherProblem,
  typeOfBytes,
  UPLOAD_MS,
} from '../../src/domain/media.ts';
import { replyUpdate } from '../../src/domain/outcome.ts';
import { isElsewhere, isThisReply } from '../../src/domain/reconcile.ts';
import { trustedUrl } from '../../src/slack/files.ts';
import { attachFiles } from '../../src/usecases/attach-files.ts';
import { fewAtOnce } from '../../src/usecases/few-at-once.ts';
import { HeldFiles } from '../support/picture-desk.ts';
import { FIRST_BYTES } from '../support/pictures.ts';
import { aBrand, aBrandAccount, anAccount, aPost, aReply } from '../support/samples.ts';

const MB = 1024 * 1024;
const NOW = 1_700_000_000_000;

const facts = (over: Partial<FileFacts> = {}): FileFacts => ({
  id: 'F1',
  name: 'bill.png',
  mimeType: 'image/png',
  size: 1_000,
  alt: '',
  ...over,
});
const file = (over: Partial<ReplyFile> = {}): ReplyFile => ({
  id: 'F1',
  name: 'bill.png',
  kind: 'image',
  alt: '',
  upload: null,
  ...over,
});
const upload = (over: Partial<NonNullable<ReplyFile['upload']>> = {}) => ({
  mediaId: '1',
  accountId: '701',
  at: NOW,
  ready: true,
  ...over,
});

describe('a file, by what Slack says of it,', () => {
  it.each([
    ['image/jpeg', 5 * MB],
    ['image/png', 5 * MB],
    ['image/webp', 5 * MB],
    ['image/gif', 10 * MB],
    ['video/mp4', 10 * MB],
    ['video/quicktime', 10 * MB],
  ])('of %s may have %i bytes and not one more', (mimeType, most) => {
    expect(fileProblem(facts({ mimeType, size: most }))).toBeNull();
    expect(fileProblem(facts({ mimeType, size: most + 1 }))).toMatch(/^"bill\.png" has \d+\.1 MB, and a/u);
    expect(fileProblem(facts({ mimeType, size: 0 }))).toMatch(/is empty/u);
  });

  it.each(['application/pdf', 'image/svg+xml', 'image/heic', 'video/webm', '', 'toString'])(
    'of "%s" is nothing that X takes',
    (mimeType) => {
      expect(kindOfType(mimeType)).toBeNull();
      expect(fileProblem(facts({ mimeType }))).toMatch(/nothing that X takes/u);
    },
  );
});

describe('the first bytes', () => {
  it.each(Object.entries(FIRST_BYTES))('say that it is %s', (type, bytes) => {
    expect(typeOfBytes(bytes)).toBe(type);
  });

  it.each([
    ['text', 'hello, this is a letter'],
    ['a page', '<!DOCTYPE html><html>'],
    ['a PDF', '%PDF-1.7'],
    ['sound in the same wrapping', 'RIFF\x10\0\0\0WAVEfmt '],
    ['too little', 'GI'],
    ['nothing', ''],
  ])('say that %s is none of these', (_what, text) => {
    expect(typeOfBytes(Buffer.from(text, 'latin1'))).toBeNull();
  });

  it('count, not the name: whatever is another kind than announced is not sent', () => {
    expect(contentProblem(file(), FIRST_BYTES['image/jpeg'])).toBeNull();
    expect(contentProblem(file(), FIRST_BYTES['image/gif'])).toMatch(/says that it is a picture/u);
    expect(contentProblem(file({ kind: 'video' }), FIRST_BYTES['image/png'])).toMatch(/a video/u);
    const large = Buffer.concat([FIRST_BYTES['image/png'], Buffer.alloc(5 * MB)]);
    expect(contentProblem(file(), large)).toMatch(/may have 5 MB/u);
  });
});

describe('together X takes', () => {
  const kinds = (text: string) => text.split(' ').filter(Boolean) as MediaKind[];

  it.each(['', 'image', 'image image image image', 'gif', 'video'])('"%s"', (text) => {
    expect(togetherProblem(kinds(text))).toBeNull();
  });

  it.each(['image image image image image', 'image gif', 'gif gif', 'video image', 'video video'])(
    'not "%s"',
    (text) => {
      expect(togetherProblem(kinds(text))).toMatch(/^X takes up to 4 pictures/u);
    },
  );

  it('and has words for it', () => {
    expect([mediaText([file()]), mediaText([file(), file()]), mediaText([file({ kind: 'gif' })])]).toEqual([
      'a picture',
      '2 pictures',
      'a GIF',
    ]);
  });
});

describe('what is chosen in the window', () => {
  it('is looked at all together, and told by a code of its own', async () => {
    const files = new HeldFiles();
    files.put('F1', Buffer.alloc(1));
    files.put('F2', Buffer.alloc(1), { name: 'tour.mp4', mimeType: 'video/mp4' });
    files.put('F3', Buffer.alloc(1), { name: 'letter.pdf', mimeType: 'application/pdf' });
    const attach = (...ids: string[]) => attachFiles({ files }, ids, null);
    await expect(attach('F1', 'F2')).rejects.toMatchObject({ code: 'file-too-many' });
    await expect(attach('F3')).rejects.toMatchObject({ code: 'file-unfit' });
    await expect(attach('F4')).rejects.toMatchObject({ code: 'file-gone' });
    await expect(attach('F1', 'F1', 'F1', 'F1', 'F1')).rejects.toMatchObject({ code: 'file-too-many' });
  });

  it('has the description that the person gave, or the one in Slack; a video has none', async () => {
    const files = new HeldFiles();
    files.put('F1', Buffer.alloc(1), { alt: ' In Slack ' });
    files.put('F2', Buffer.alloc(1), { mimeType: 'video/mp4', alt: 'In Slack' });
    const altOf = async (id: string, alts: Record<string, string> | null) =>
      (await attachFiles({ files }, [id], alts))[0]?.alt;
    expect(await altOf('F1', null)).toBe('In Slack');
    expect(await altOf('F1', { F1: ' A red light ' })).toBe('A red light');
    expect(await altOf('F1', {})).toBe('');
    expect(await altOf('F2', { F2: 'A tour' })).toBe('');
  });
});

describe('uploads', () => {
  it('may be posted when all of them are ready, by their own account, for 23 hours', () => {
    const files = [file({ upload: upload() }), file({ id: 'F2', upload: upload({ mediaId: '2' }) })];
    expect(mediaIdsFor(files, '701', NOW)).toEqual(['1', '2']);
    expect(mediaIdsFor(files, '900', NOW)).toBeNull();
    expect(mediaIdsFor(files, '701', NOW + UPLOAD_MS - 1)).toEqual(['1', '2']);
    expect(mediaIdsFor(files, '701', NOW + UPLOAD_MS)).toBeNull();
    expect(mediaIdsFor([...files, file({ upload: upload({ ready: false }) })], '701', NOW)).toBeNull();
    expect(mediaIdsFor([], '701', NOW)).toEqual([]);
  });

  it('are paid for by description, once', () => {
    const files = [
      file({ alt: 'one' }),
      file({ alt: 'two', upload: upload({ ready: false }) }),
      file({ alt: 'three', upload: upload() }),
      file({ alt: '' }),
    ];
    expect(altsToSend(files, '701', NOW)).toBe(2);
    expect(altsToSend(files, '900', NOW)).toBe(3);
  });

  it('that X does not take are made again only when they are old', () => {
    const refused = { kind: 'refused', scope: 'reply', code: 'media-invalid', reason: 'No.' } as const;
    const context = { now: NOW, postUrl: () => '', introductions: 1, settleMs: 1_000 };
    const ofText = aReply({ steps: ['direct'], part: 'answer' });
    const become = (at: number) =>
      replyUpdate(refused, { ...context, reply: { ...ofText, files: [file({ upload: upload({ at }) })] } });
    expect(become(NOW - 2 * 60 * 60_000)).toMatchObject({ kind: 'retry', newUploads: true });
    expect(become(NOW - 60_000)).toEqual({ kind: 'refused', reason: 'No.' });
  });
});

describe('the ways of an answer with pictures', () => {
  const known = {
    brand: aBrand({ access: 'enterprise', ladder: ['direct', 'native', 'brand'] }),
    post: aPost(),
    account: anAccount(),
    learned: [],
    now: NOW,
    withFiles: true,
  };

  it('do not go through X’s own window, and say so', () => {
    const verdicts = judgeSteps({ ...known, brandAccount: aBrandAccount({ uploads: true }) });
    expect(openSteps(verdicts)).toEqual(['direct', 'brand']);
    expect(verdicts[1]).toMatchObject({ forText: true, why: expect.stringMatching(/by hand/u) });
  });

  it('go by the brand only when its link covers them', () => {
    const verdicts = judgeSteps({ ...known, brandAccount: aBrandAccount() });
    expect(openSteps(verdicts)).toEqual(['direct']);
    expect(verdicts[2]?.why).toMatch(/\/care link brand/u);
    const textOnly = { ...known, brandAccount: aBrandAccount(), withFiles: false };
    expect(openSteps(judgeSteps(textOnly))).toEqual(['direct', 'native', 'brand']);
  });
});

describe('a post with pictures', () => {
  const reply = aReply({ steps: ['direct'], part: 'answer', text: 'It is the second light.' });
  const wanted = { handle: 'sam_works', text: reply.text };
  const post = aPost({
    inReplyTo: '1001',
    createdAt: NOW,
    text: 'It is the second light. https://t.co/AbCd123456',
  });

  it('is known by its words, whatever link X puts at their end', () => {
    expect(isThisReply(post, reply, wanted)).toBe(true);
    expect(isThisReply({ ...post, text: 'Another. https://t.co/AbCd123456' }, reply, wanted)).toBe(false);
    expect(isElsewhere({ ...post, inReplyTo: '2' }, reply, reply.text)).toBe(true);
  });
});

describe('the bot’s token', () => {
  const SLACK = 'https://slack.com/api/';
  const LOCAL = 'http://127.0.0.1:4000/api/';

  it.each([
    ['https://files.slack.com/files-pri/T0-F1/download/bill.png', SLACK],
    ['https://slack.com/files/F1', SLACK],
    ['https://files.slack-gov.com/files-pri/T0-F1/bill.png', 'https://slack-gov.com/api/'],
    ['http://127.0.0.1:4000/files-pri/T0-F1/download/bill.png', LOCAL],
  ])('goes to %s from %s', (url, api) => {
    expect(trustedUrl(url, api)).toBe(url);
  });

  it.each([
    ['http://files.slack.com/files-pri/F1', SLACK],
    ['https://files.slack.com:8443/F1', SLACK],
    ['https://evilslack.com/F1', SLACK],
    ['https://slack.com.example.com/F1', SLACK],
    ['https://example.com/slack.com/F1', SLACK],
    ['https://slack.com@example.com/F1', SLACK],
    ['https://user:word@files.slack.com/F1', SLACK],
    ['http://127.0.0.1:4001/F1', LOCAL],
    ['file:///etc/passwd', SLACK],
    ['not an address', SLACK],
    [undefined, SLACK],
  ])('never goes to %s from %s', (url, api) => {
    expect(() => trustedUrl(url, api)).toThrow(expect.objectContaining({ code: 'file-address' }));
  });
});

describe('files in memory', () => {
  it('are a few at a time, in turn, also when one of them fails', async () => {
    const few = fewAtOnce(2);
    let [running, most] = [0, 0];
    const done: number[] = [];
    const work = (number: number) =>
      few(async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        if (number === 1) throw new Error('gone');
        done.push(number);
      });
    await Promise.allSettled([1, 2, 3, 4, 5, 6].map(work));
    expect(most).toBe(2);
    expect(done).toEqual([2, 3, 4, 5, 6]);
    await work(7);
    expect(done.at(-1)).toBe(7);
  });
});

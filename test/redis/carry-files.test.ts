import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UPLOAD_MS, type Upload } from '../../src/domain/media.ts';
import { microsOf } from '../../src/domain/prices.ts';
import { UnavailableError } from '../../src/errors.ts';
import { freshStore, twice } from '../support/fresh-store.ts';
import { type LocalX, openLocalX } from '../support/local-x.ts';
import { type PictureDesk, pictureDesk, twoPictures } from '../support/picture-desk.ts';
import { FIRST_BYTES } from '../support/pictures.ts';
import { NOW } from '../support/store.ts';

const fresh = freshStore();
let local: LocalX;
let desk: PictureDesk;
beforeEach(async () => {
  local = await openLocalX(2_000, { clock: fresh.clock });
  local.x.world.media.processingMs = 3_000;
  desk = pictureDesk(fresh, local);
  await desk.link();
  await desk.linkBrand();
});
afterEach(() => local.close());

const CREATE = 'POST /2/tweets';
const calls = (route: string) => local.x.requests.filter((call) => call.route === route);
const altsOf = () => desk.posts().map(({ images }) => images.map(({ alt }) => alt));
const withoutMediaWrite = () => {
  const tokens = local.tokensOf('sam_works');
  const scopes = tokens.scopes.filter((scope) => scope !== 'media.write');
  return { ...tokens, scopes };
};

describe('pictures', () => {
  it('are at X before the answer, which shows them in their order with their descriptions', async () => {
    const reply = await desk.answer();
    expect(await desk.deliver(reply)).toMatchObject({ state: 'sent', attempt: 1 });
    expect(altsOf()).toEqual([['A red light', 'The box on the wall']]);
    expect(desk.files.reads).toEqual(['F1', 'F2']);
  });

  it('are not uploaded before the undo window is over, or once the answer was taken back', async () => {
    const reply = await desk.answer({ notBefore: fresh.clock.now() + 10_000 });
    await desk.deliver(reply);
    await fresh.store.replies.withdraw(reply.id, 'USAM', fresh.clock.now());
    fresh.clock.advance(20_000);
    await desk.deliver(reply);
    expect(desk.uploads()).toEqual([]);
  });

  it('of which X has one already are gone on with: after a crash only the other is fetched', async () => {
    const reply = await desk.answer();
    const away = new UnavailableError('slack-unavailable', 'Slack cannot be reached now.');
    // The process that carried the first one dies with the second one in its hands.
    const read = desk.files.read.bind(desk.files);
    desk.files.read = async (id) => {
      if (id === 'F2') throw new Error('killed');
      return read(id);
    };
    await desk.useCases.deliverReply(reply.id);
    expect(await desk.stored(reply)).toMatchObject({
      state: 'queued',
      reason: expect.stringMatching(/inside Faccia/u),
    });
    desk.files.read = read;
    desk.files.fail = away;
    fresh.clock.advance(60_000);
    expect(await desk.deliver(reply, 1)).toMatchObject({ state: 'queued', reason: away.sentence });
    fresh.clock.advance(60_000);
    expect(await desk.deliver(reply)).toMatchObject({ state: 'sent' });
    expect(desk.files.reads).toEqual(['F1', 'F2']);
    expect(desk.uploads()).toHaveLength(2);
    expect(altsOf()).toEqual([['A red light', 'The box on the wall']]);
  });

  it('whose description X did not take yet are not uploaded again for it', async () => {
    const kind = { do: 'status', status: 503, when: 'before' } as const;
    local.x.faults.arm({ route: 'POST /2/media/metadata', kind, times: 1 });
    const reply = await desk.answer();
    expect(await desk.deliver(reply, 1)).toMatchObject({ state: 'queued' });
    fresh.clock.advance(60_000);
    expect(await desk.deliver(reply)).toMatchObject({ state: 'sent' });
    expect(desk.uploads()).toHaveLength(2);
    expect(altsOf()).toEqual([['A red light', 'The box on the wall']]);
  });

  it('carried by two workers at once stand in one post', async () => {
    const reply = await desk.answer();
    await Promise.all([desk.useCases.deliverReply(reply.id), desk.useCases.deliverReply(reply.id)]);
    expect(await desk.deliver(reply)).toMatchObject({ state: 'sent' });
    expect(altsOf()).toEqual([['A red light', 'The box on the wall']]);
  });

  it('without a description go out as they are', async () => {
    const files = twoPictures().map((file) => ({ ...file, alt: '' }));
    await desk.deliver(await desk.answer({ files }));
    expect(altsOf()).toEqual([['', '']]);
    expect(calls('POST /2/media/metadata')).toEqual([]);
  });

  it('go with the answer, never with the introduction, and are at X before it', async () => {
    const over = { steps: ['introduce'] as const, part: 'introduction' as const };
    const reply = await desk.answer(over, '@acme help');
    expect(await desk.deliver(reply)).toMatchObject({ state: 'sent' });
    expect(altsOf()).toEqual([[], ['A red light', 'The box on the wall']]);
    const order = local.x.requests.map(({ route }) => route);
    expect(order.lastIndexOf('POST /2/media/metadata')).toBeLessThan(order.indexOf(CREATE));
  });

  it("for the brand's post are uploaded by the brand", async () => {
    await desk.deliver(await desk.answer({ steps: ['brand'] }, '@acme help'));
    expect(desk.uploads().map(({ userId }) => userId)).toEqual([desk.idOf('acme'), desk.idOf('acme')]);
    expect(altsOf()).toEqual([['A red light', 'The box on the wall']]);
  });

  it('are uploaded again for the next way when X refuses the first', async () => {
    const reply = await desk.answer({ steps: ['direct', 'brand'] }, '@acme help');
    // Direct is not open here, which is found out when it is sent.
    expect(await desk.deliver(reply)).toMatchObject({ state: 'sent', steps: ['brand'] });
    expect(altsOf()).toEqual([['A red light', 'The box on the wall']]);
  });
});

describe('an answer with pictures of which nobody knows whether it is public', () => {
  it('is found by its words, although X put a link at their end, and not sent again', async () => {
    const reply = await desk.answer();
    local.x.faults.arm({ route: CREATE, kind: { do: 'cut', when: 'after' }, times: 1 });
    expect(await desk.deliver(reply, 1)).toMatchObject({ state: 'unknown' });
    fresh.clock.advance(4_000);
    expect(await desk.deliver(reply)).toMatchObject({ state: 'sent' });
    expect(altsOf()).toEqual([['A red light', 'The box on the wall']]);
  });

  it('is sent again with what X has already when X never took it', async () => {
    const reply = await desk.answer();
    local.x.faults.arm({ route: CREATE, kind: { do: 'cut', when: 'before' }, times: 1 });
    await desk.deliver(reply, 1);
    for (let looks = 0; looks < 4; looks += 1) {
      fresh.clock.advance(4_000);
      await desk.deliver(reply, 1);
    }
    expect(await desk.deliver(reply)).toMatchObject({ state: 'sent' });
    expect(desk.uploads()).toHaveLength(2);
    expect(altsOf()).toEqual([['A red light', 'The box on the wall']]);
  });
});

describe('uploads that X forgets', () => {
  it('after a day are made again', async () => {
    const reply = await desk.answer();
    local.x.limits.overrides.set(CREATE, 0);
    await desk.deliver(reply, 1);
    local.x.limits.overrides.delete(CREATE);
    fresh.clock.advance(UPLOAD_MS);
    expect(await desk.deliver(reply)).toMatchObject({ state: 'sent' });
    expect(desk.uploads()).toHaveLength(4);
  });

  it('before their time are made again too', async () => {
    const reply = await desk.answer();
    local.x.limits.overrides.set(CREATE, 0);
    await desk.deliver(reply, 1);
    local.x.limits.overrides.delete(CREATE);
    local.x.world.media.expireAll();
    fresh.clock.advance(2 * 60 * 60_000);
    expect(await desk.deliver(reply)).toMatchObject({ state: 'sent' });
    expect(desk.uploads()).toHaveLength(4);
  });

  it('at once are not made again for ever', async () => {
    const reply = await desk.answer();
    const body = { errors: [{ parameters: { 'media.media_ids': [] } }], detail: 'Invalid.' };
    local.x.faults.arm({
      route: CREATE,
      kind: { do: 'status', status: 400, when: 'before', body },
      times: 1,
    });
    expect(await desk.deliver(reply)).toMatchObject({
      state: 'refused',
      reason: 'X does not take these pictures or this video.',
    });
    expect(desk.uploads()).toHaveLength(2);
  });
});

describe('a file that cannot go out', () => {
  it('because it was deleted in Slack refuses the answer before anything is public, and keeps its text', async () => {
    desk.files.held.delete('F2');
    const over = { steps: ['introduce'] as const, part: 'introduction' as const };
    const reply = await desk.answer(over, '@acme help');
    expect(await desk.deliver(reply)).toMatchObject({
      state: 'refused',
      reason: expect.stringMatching(/deleted in Slack/u),
    });
    expect(desk.posts()).toEqual([]);
    expect(await fresh.store.replies.draft(reply.threadId, 'USAM')).toBe('It looks like this:');
  });

  it('because its bytes are something else is never offered to X', async () => {
    desk.files.put('F2', Buffer.from('<html>hello</html>'));
    expect(await desk.deliver(await desk.answer())).toMatchObject({
      state: 'refused',
      reason: expect.stringMatching(/"F2\.png" says that it is a picture/u),
    });
    expect(desk.uploads()).toHaveLength(1);
  });

  it('because X does not take it refuses the answer in X’s words', async () => {
    const kind = { do: 'status', status: 400, when: 'before', body: { detail: 'Too many pixels' } } as const;
    local.x.faults.arm({ route: 'POST /2/media/upload/:id/finalize', kind, times: 1 });
    expect(await desk.deliver(await desk.answer())).toMatchObject({
      state: 'refused',
      reason: '"F1.png": X does not take it: "Too many pixels".',
    });
  });
});

describe('a video', () => {
  const files = [{ id: 'F9', name: 'tour.mp4', kind: 'video' as const, alt: '', upload: null }];

  it('is waited for without holding a worker, and posted once X is done with it', async () => {
    desk.files.put('F9', FIRST_BYTES['video/mp4'], { mimeType: 'video/mp4' });
    const reply = await desk.answer({ files });
    const waiting = await desk.deliver(reply, 1);
    expect(waiting).toMatchObject({ state: 'queued', reason: 'X is still preparing it.' });
    expect(waiting.notBefore).toBeGreaterThan(fresh.clock.now());
    fresh.clock.advance(3_000);
    expect(await desk.deliver(reply)).toMatchObject({ state: 'sent' });
    expect(desk.files.reads).toEqual(['F9']);
    expect(desk.posts()[0]?.images).toMatchObject([{ type: 'video' }]);
  });
});

describe('a link that is older than pictures', () => {
  it('parks the answer with its text, and lets it go out after a new link', async () => {
    await desk.link(withoutMediaWrite());
    const reply = await desk.answer();
    const parked = await desk.deliver(reply);
    expect(parked).toMatchObject({ state: 'held', parked: true, attempt: 1, text: 'It looks like this:' });
    expect(parked.reason).toMatch(/link to @sam_works was made before/u);
    // The account works: nothing may try it again and again.
    const due = await fresh.store.outbox.take(fresh.clock.now() + 60_000, 100, 1_000);
    expect(due.map(({ member }) => member).filter((member) => /^(?:account|send):/u.test(member))).toEqual(
      [],
    );
    fresh.clock.advance(1_000);
    await desk.link();
    await fresh.store.replies.unpark(parked.accountId, fresh.clock.now());
    expect(await desk.deliver(reply)).toMatchObject({ state: 'sent' });
    expect(altsOf()).toEqual([['A red light', 'The box on the wall']]);
  });

  it('that was renewed in the very moment is looked at again', async () => {
    await desk.link(withoutMediaWrite());
    const reply = await desk.answer();
    const { linkedAt } = (await fresh.store.accounts.byId(reply.accountId)) ?? { linkedAt: 0 };
    await fresh.store.replies.begin(reply.id, fresh.clock.now());
    fresh.clock.advance(1_000);
    await desk.link();
    const update = { kind: 'parked', reason: 'It does not cover pictures.', linkedAt } as const;
    await fresh.store.replies.finish(reply.id, 1, update, fresh.clock.now());
    const due = await fresh.store.outbox.take(fresh.clock.now(), 100, 1_000);
    expect(due.map(({ member }) => member)).toContain(`account:${reply.accountId}`);
  });

  it('still carries text', async () => {
    await desk.link(withoutMediaWrite());
    expect(await desk.deliver(await desk.answer({ files: [] }))).toMatchObject({ state: 'sent' });
  });
});

describe("the day's budget", () => {
  it('stops an answer with pictures before X is paid for their descriptions', async () => {
    // Enough for the post, not for the two descriptions.
    const budget = { perDay: microsOf(0.02), warnAt: 1 };
    const poor = pictureDesk(fresh, local, { budget });
    const reply = await poor.answer();
    expect(await poor.deliver(reply)).toMatchObject({
      state: 'queued',
      reason: expect.stringMatching(/budget/u),
    });
    expect(poor.uploads()).toEqual([]);
    const words = await poor.answer({ files: [] }, '@sam_works again');
    expect(await poor.deliver(words)).toMatchObject({ state: 'sent' });
  });
});

describe('what is remembered of an upload', () => {
  const upload = (over: Partial<Upload> = {}): Upload => ({
    mediaId: '1',
    accountId: '701',
    at: NOW,
    ready: false,
    ...over,
  });
  const uploaded = (id: string, given: Upload, now = NOW) =>
    twice(fresh.store, () => fresh.store.replies.uploaded(id, 'F1', given, now));

  it('is the first that came for an account, until it is too old', async () => {
    const { id } = await desk.answer();
    expect(await uploaded(id, upload())).toEqual(upload());
    expect(await uploaded(id, upload({ mediaId: '2' }))).toEqual(upload());
    expect(await uploaded(id, upload({ ready: true, at: NOW + 5 }))).toEqual(upload({ ready: true }));
    expect(await uploaded(id, upload())).toEqual(upload({ ready: true }));
    const later = NOW + UPLOAD_MS;
    const next = upload({ mediaId: '3', at: later });
    expect(await uploaded(id, next, later)).toEqual(next);
    const brands = upload({ mediaId: '4', accountId: '900', at: later });
    expect(await uploaded(id, brands, later)).toEqual(brands);
    expect((await fresh.store.replies.get(id))?.files[0]?.upload).toEqual(brands);
  });

  it('is nothing once the reply is with X', async () => {
    const { id } = await desk.answer();
    await fresh.store.replies.begin(id, fresh.clock.now());
    expect(await fresh.store.replies.uploaded(id, 'F1', upload(), NOW)).toBeNull();
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultKind } from '../../sandbox/x/client-api.ts';
import type { MediaKind, MediaType } from '../../src/domain/media.ts';
import { priceText } from '../../src/domain/prices.ts';
import { systemClock } from '../../src/ops/clock.ts';
import type { Tokens } from '../../src/stores.ts';
import { type LocalX, openLocalX } from '../support/local-x.ts';
import { aPng, FIRST_BYTES } from '../support/pictures.ts';

const TIMEOUT_MS = 500;
const PART = 1024 * 1024;
const STEPS = [
  'POST /2/media/upload/initialize',
  'POST /2/media/upload/:id/append',
  'POST /2/media/upload/:id/finalize',
] as const;

let local: LocalX;
let tokens: Tokens;
let counted: [call: string, count: number][];
beforeEach(async () => {
  counted = [];
  const ledger = { add: async (call: string, count: number) => void counted.push([call, count]) };
  local = await openLocalX(TIMEOUT_MS, { ledger });
  tokens = local.tokensOf('sam_works');
});
afterEach(() => local.close());

const picture = (bytes: Uint8Array = aPng()) => ({
  bytes,
  type: 'image/png' as MediaType,
  kind: 'image' as MediaKind,
});
const upload = (file = picture(), as = tokens) => local.network.media.upload(as, file);
const uploaded = async (file = picture(), as = tokens): Promise<string> => {
  const outcome = await upload(file, as);
  if (outcome.kind !== 'done' && outcome.kind !== 'processing') throw new Error(JSON.stringify(outcome));
  return outcome.mediaId;
};
const fail = (route: string, kind: FaultKind) => local.x.faults.arm({ route, kind, times: 1 });
const mention = () =>
  local.x.world.post({
    authorId: local.x.world.userByName('customer_one')?.id ?? '',
    text: '@sam_works help',
  });
const post = (mediaIds: string[], text = 'Like this:') =>
  local.network.createPost(tokens, { text, inReplyTo: mention().id, mediaIds });
const posted = () => [...local.x.world.posts.values()].filter(({ via }) => via !== null);

describe('an upload', () => {
  it('comes to X as it is, in parts, and stands in the post with its description', async () => {
    const large = Buffer.concat([aPng(), Buffer.alloc(2 * PART, 7)]);
    const [one, other] = [await uploaded(picture(large)), await uploaded()];
    expect(local.x.world.media.get(one)?.bytes.equals(large)).toBe(true);
    const parts = local.x.requests.filter(({ route }) => route === STEPS[1]);
    expect(parts.map(({ body }) => (body as { segment_index: number }).segment_index)).toEqual([0, 1, 2, 0]);
    expect(await local.network.media.describe(tokens, one, 'A red light')).toEqual({
      kind: 'done',
      mediaId: one,
    });
    const outcome = await post([one, other]);
    expect(outcome).toMatchObject({ kind: 'sent' });
    expect(posted()[0]?.images.map(({ alt }) => alt)).toEqual(['A red light', '']);
    const { posts } = await local.network.recentPosts(tokens, posted()[0]?.authorId ?? '', 0);
    expect(posts[0]).toMatchObject({ text: expect.stringMatching(/^Like this: https:\/\/t\.co\/\w+$/u) });
    expect(posts[0]?.images.map(({ alt }) => alt)).toEqual(['A red light', null]);
  });

  it('costs nothing itself; its description does, as X bills it', async () => {
    const id = await uploaded();
    expect(counted).toEqual([]);
    await local.network.media.describe(tokens, id, 'A red light');
    expect(counted).toEqual([['media_metadata', 1]]);
    expect(priceText(local.x.bill.today)).toBe('$0.005');
  });

  it.each([
    ['a GIF', 'image/gif', 'gif'],
    ['a video', 'video/mp4', 'video'],
    ['a video of QuickTime', 'video/quicktime', 'video'],
  ] as const)('of %s is waited for while X works on it', async (_what, type, kind) => {
    const begun = await upload({ bytes: FIRST_BYTES[type], type, kind });
    expect(begun).toMatchObject({ kind: 'processing' });
    const { mediaId, at } = begun as { mediaId: string; at: number };
    expect(at - Date.now()).toBeGreaterThan(0);
    expect(await local.network.media.progress(tokens, mediaId)).toMatchObject({
      kind: 'processing',
      mediaId,
    });
    expect(await post([mediaId])).toMatchObject({ kind: 'refused', code: 'media-invalid' });
    local.x.world.media.processingMs = 0;
    const next = await uploaded({ bytes: FIRST_BYTES[type], type, kind });
    expect(await local.network.media.progress(tokens, next)).toEqual({ kind: 'done', mediaId: next });
    expect(await post([next])).toMatchObject({ kind: 'sent' });
  });

  it('of which X has no state any more is left to the post to find out', async () => {
    const id = await uploaded();
    expect(await local.network.media.progress(tokens, id)).toEqual({ kind: 'done', mediaId: id });
    expect(await local.network.media.progress(tokens, '1')).toEqual({ kind: 'done', mediaId: '1' });
    expect(await post(['1'])).toMatchObject({ code: 'media-invalid' });
  });

  it('of a video that X cannot use is refused in its words', async () => {
    Object.assign(local.x.world.media, { processingMs: 0, failure: 'Unsupported codec' });
    const id = await uploaded({ bytes: FIRST_BYTES['video/mp4'], type: 'video/mp4', kind: 'video' });
    expect(await local.network.media.progress(tokens, id)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('Unsupported codec'),
    });
  });

  it('of bytes that are no picture is refused', async () => {
    expect(await upload(picture(Buffer.from('hello, this is text')))).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('UnsupportedMedia'),
    });
  });
});

describe('what goes wrong on the way', () => {
  it.each(STEPS)('at %s is tried again: nothing is public', async (step) => {
    for (const kind of [
      { do: 'status', status: 503, when: 'before' },
      { do: 'cut', when: 'after' },
      { do: 'hang', ms: 60_000, when: 'after' },
      { do: 'malformed', when: 'after' },
    ] as const) {
      fail(step, kind);
      const outcome = await upload();
      expect(outcome).toMatchObject({ kind: 'retry', reason: expect.stringMatching(/\.$/u) });
      expect((outcome as { at: number }).at).toBeGreaterThan(systemClock.now());
    }
    expect(await upload()).toMatchObject({ kind: 'done' });
  });

  it('is waited for as long as X says when it limits the account', async () => {
    local.x.limits.overrides.set(STEPS[0], 0);
    const limited = await upload();
    expect(limited).toMatchObject({ kind: 'retry' });
    expect((limited as { at: number }).at - Date.now()).toBeGreaterThan(800_000);
  });

  it('is a link that does not cover uploads, known before anything is asked of X, or said by X', async () => {
    const old = { ...tokens, scopes: tokens.scopes.filter((scope) => scope !== 'media.write') };
    expect(await upload(picture(), old)).toEqual({ kind: 'no-right' });
    expect(local.x.requests).toEqual([]);
    const session = local.x.tokens.find(tokens.accessToken);
    if (session) session.scopes = old.scopes;
    expect(await upload()).toEqual({ kind: 'no-right' });
  });

  it('is an account that X stopped, or that revoked the link', async () => {
    local.x.world.stop(local.x.world.userByName('sam_works')?.id ?? '', 'suspended');
    expect(await upload()).toMatchObject({ kind: 'token-dead', death: { kind: 'suspended' } });
    local.x.tokens.revoke(tokens.accessToken);
    expect(await upload()).toMatchObject({ kind: 'token-dead' });
  });
});

describe('X refuses a post with an upload', () => {
  it('of another account', async () => {
    const theirs = await uploaded(picture(), local.tokensOf('acme'));
    expect(await post([theirs])).toMatchObject({ kind: 'refused', code: 'media-invalid', scope: 'reply' });
    expect(posted()).toEqual([]);
  });

  it('that is older than a day', async () => {
    const id = await uploaded();
    local.x.world.media.expireAll();
    expect(await post([id])).toMatchObject({ code: 'media-invalid' });
  });

  it('of five pictures, or of a picture and a GIF', async () => {
    local.x.world.media.processingMs = 0;
    const five = [await uploaded(), await uploaded(), await uploaded(), await uploaded(), await uploaded()];
    expect(await post(five)).toMatchObject({ code: 'media-invalid' });
    const gif = await uploaded({ bytes: FIRST_BYTES['image/gif'], type: 'image/gif', kind: 'gif' });
    expect(await post([gif, ...five.slice(0, 1)])).toMatchObject({ code: 'media-invalid' });
    expect(await post(five.slice(0, 4))).toMatchObject({ kind: 'sent' });
  });
});

describe('linking', () => {
  it('asks for the right to upload', () => {
    const { url } = local.network.authorizeUrl({ state: 's', redirectUri: 'https://care.example.com/back' });
    expect(new URL(url).searchParams.get('scope')?.split(' ')).toContain('media.write');
  });
});

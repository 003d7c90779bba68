import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { agree, type LocalX, openLocalX } from '../support/local-x.ts';

let local: LocalX;
beforeEach(async () => {
  local = await openLocalX();
});
afterEach(() => local.close());

const mention = (text: string) =>
  local.x.world.post({ authorId: local.x.world.userByName('customer_one')?.id ?? '', text });
const answer = (inReplyTo: string, text = 'We look into it.') =>
  local.network.createPost(local.tokensOf('sam_works'), { text, inReplyTo });
const fail = (kind: Parameters<LocalX['x']['faults']['arm']>[0]['kind']) =>
  local.x.faults.arm({ route: 'POST /2/tweets', kind, times: 1 });
const answers = () => [...local.x.world.posts.values()].filter(({ via }) => via !== null);

describe('a reply', () => {
  it('is sent to a customer who named the account', async () => {
    const post = mention('@sam_works @acme help');
    const outcome = await answer(post.id);
    expect(outcome).toEqual({ kind: 'sent', postId: answers()[0]?.id });
    expect(answers()[0]).toMatchObject({ inReplyTo: post.id, text: 'We look into it.' });
  });

  it('is refused for good where the customer named somebody else', async () => {
    expect(await answer(mention('@acme help').id)).toMatchObject({
      kind: 'refused',
      scope: 'step',
      code: 'not-mentioned',
    });
    local.x.world.access = 'enterprise';
    expect(await answer(mention('@acme help').id)).toMatchObject({ kind: 'sent' });
  });

  it('is refused when it is a duplicate, too long, or answers a post that is gone', async () => {
    const post = mention('@sam_works one');
    await answer(post.id, 'the same');
    expect(await answer(mention('@sam_works two').id, 'the same')).toMatchObject({ code: 'duplicate-text' });
    expect(await answer(post.id, 'x'.repeat(281))).toMatchObject({ kind: 'refused', scope: 'reply' });
    expect(await answer(post.id, 'x'.repeat(280))).toMatchObject({ kind: 'sent' });
    local.x.world.delete(post.id);
    expect(await answer(post.id, 'too late')).toMatchObject({ kind: 'refused', code: 'post-gone' });
  });

  it('waits as long as X says when the account is limited', async () => {
    local.x.limits.overrides.set('POST /2/tweets', 1);
    const post = mention('@sam_works one');
    await answer(post.id, 'first');
    const limited = await answer(post.id, 'second');
    expect(limited).toMatchObject({ kind: 'retry', code: 'x-limited' });
    const wait = (limited as { at: number }).at - Date.now();
    expect(wait).toBeGreaterThan(800_000);
    expect(wait).toBeLessThanOrEqual(901_000);
  });

  it.each([
    ['the answer is lost', { do: 'cut', when: 'after' }, 1],
    ['the call is cut', { do: 'cut', when: 'before' }, 0],
    ['X fails afterwards', { do: 'status', status: 503, when: 'after' }, 1],
    ['X fails', { do: 'status', status: 500, when: 'before' }, 0],
    ['X is slow beyond the time-out', { do: 'hang', ms: 60_000, when: 'after' }, 1],
    ['the answer cannot be read', { do: 'malformed', when: 'after' }, 1],
  ] as const)('is unknown when %s', async (_what, fault, posted) => {
    const post = mention('@sam_works one');
    fail(fault);
    expect(await answer(post.id)).toMatchObject({ kind: 'unknown' });
    expect(answers()).toHaveLength(posted);
  });

  it('is certainly not sent with a token that X does not take', async () => {
    const post = mention('@sam_works one');
    const tokens = { ...local.tokensOf('sam_works'), accessToken: 'old' };
    expect(await local.network.createPost(tokens, { text: 'a', inReplyTo: post.id })).toMatchObject({
      kind: 'token-dead',
    });
  });

  it('never reached an X that does not listen', async () => {
    const post = mention('@sam_works one');
    const tokens = local.tokensOf('sam_works');
    await local.x.close();
    expect(await local.network.createPost(tokens, { text: 'a', inReplyTo: post.id })).toMatchObject({
      kind: 'retry',
      code: 'x-unreachable',
    });
  });
});

describe('recent posts', () => {
  it('are those of the account, newest first', async () => {
    const post = mention('@sam_works one');
    const since = Date.now() - 60_000;
    await answer(post.id, 'first');
    await answer(post.id, 'second');
    const id = local.x.world.userByName('sam_works')?.id ?? '';
    const { posts } = await local.network.recentPosts(local.tokensOf('sam_works'), id, since);
    expect(posts.map(({ text, inReplyTo }) => [text, inReplyTo])).toEqual([
      ['second', post.id],
      ['first', post.id],
    ]);
  });
});

describe('linking', () => {
  const redirectUri = 'http://127.0.0.1:9/oauth/x/callback';

  it('brings tokens and the account, rotates them, and revokes them', async () => {
    const { network, x } = local;
    const { url, codeVerifier } = network.authorizeUrl({ state: 'state-1', redirectUri });
    const code = await agree(url, 'sam_works');
    const { tokens, account } = await network.exchangeCode({ code, codeVerifier, redirectUri });
    expect(account).toMatchObject({ handle: 'sam_works' });
    expect(tokens.scopes).toContain('tweet.write');
    const next = await network.refresh(tokens);
    expect(next.accessToken).not.toBe(tokens.accessToken);
    await expect(network.refresh(tokens)).rejects.toMatchObject({ code: 'token-dead' });
    expect(await network.revoke(next)).toBe(true);
    expect(x.tokens.live()).toEqual([]);
    await expect(network.refresh(next)).rejects.toMatchObject({ code: 'token-dead' });
  });

  it('fails with a code that was used, or with another verifier', async () => {
    const { network } = local;
    const { url, codeVerifier } = network.authorizeUrl({ state: 's', redirectUri });
    const code = await agree(url, 'sam_works');
    await network.exchangeCode({ code, codeVerifier, redirectUri });
    await expect(network.exchangeCode({ code, codeVerifier, redirectUri })).rejects.toMatchObject({
      code: 'link-refused',
    });
    const other = await agree(url, 'sam_works');
    await expect(
      network.exchangeCode({ code: other, codeVerifier: `${codeVerifier}x`, redirectUri }),
    ).rejects.toMatchObject({ code: 'link-refused' });
  });

  it('is nobody’s fault when X is away: the tokens stay', async () => {
    const tokens = local.tokensOf('sam_works');
    await local.x.close();
    await expect(local.network.refresh(tokens)).rejects.toMatchObject({ code: 'x-unavailable' });
  });
});

describe('a public profile', () => {
  it('is its bio, and whether it has a picture of its own', async () => {
    local.x.world.addUser({ username: 'plain_one', faceless: true });
    local.x.world.addUser({ username: 'proud_one', description: 'R&D at <Acme>' });
    expect(await local.network.profile(local.tokensOf('plain_one'))).toEqual({ bio: '', picture: false });
    expect(await local.network.profile(local.tokensOf('proud_one'))).toEqual({
      bio: 'R&D at <Acme>',
      picture: true,
    });
  });

  it('cannot be read with a token that X does not take', async () => {
    const tokens = { ...local.tokensOf('sam_works'), accessToken: 'old' };
    await expect(local.network.profile(tokens)).rejects.toMatchObject({ code: 'x-token-refused' });
  });
});

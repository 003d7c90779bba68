import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Tokens } from '../../src/stores.ts';
import { testClock } from '../support/clock.ts';
import { agree, type LocalX, openLocalX } from '../support/local-x.ts';

const redirectUri = 'http://127.0.0.1:9/oauth/x/callback';

let local: LocalX;
beforeEach(async () => {
  local = await openLocalX();
});
afterEach(() => local.close());

const idOf = (username: string) => local.x.world.userByName(username)?.id ?? '';
const mention = () =>
  local.x.world.post({ authorId: idOf('customer_one'), text: '@sam_works @acme help me' }).id;
const thrownBy = (work: Promise<unknown>) => work.then(() => null).catch((error: unknown) => error);

describe('an answer', () => {
  it('with two cashtags is refused with what X said', async () => {
    const tokens = local.tokensOf('sam_works');
    const outcome = await local.network.createPost(tokens, { text: '$ACME $BETA', inReplyTo: mention() });
    expect(outcome).toMatchObject({ kind: 'refused', reason: expect.stringContaining('one cashtag') });
  });

  it('from a link that may only read is a dead link, which no refresh mends', async () => {
    const session = local.x.tokens.issue(idOf('sam_works'), ['tweet.read', 'users.read']);
    const outcome = await local.network.createPost(session, { text: 'Hello', inReplyTo: mention() });
    expect(outcome).toMatchObject({ kind: 'token-dead', death: { kind: 'scope' } });
    await expect(local.network.refresh({ ...session, scopes: [] })).rejects.toMatchObject({ kind: 'scope' });
  });

  it.each(['suspended', 'locked'] as const)('from an account that X %s says so', async (standing) => {
    const tokens = local.tokensOf('sam_works');
    local.x.world.stop(idOf('sam_works'), standing);
    const input = { text: 'Hello', inReplyTo: mention() };
    expect(await local.network.createPost(tokens, input)).toMatchObject({
      kind: 'token-dead',
      death: { kind: standing },
    });
    await expect(local.network.recentPosts(tokens, idOf('sam_works'), 0)).rejects.toMatchObject({
      kind: standing,
    });
    local.x.world.stop(idOf('sam_works'), null);
    expect(await local.network.createPost(tokens, input)).toMatchObject({ kind: 'sent' });
  });

  it('waits for the moment that Retry-After names where X gives no other', async () => {
    local.x.faults.arm({
      route: 'POST /2/tweets',
      times: 1,
      kind: { do: 'status', status: 429, when: 'before', headers: { 'retry-after': '120' } },
    });
    const before = Date.now();
    const outcome = await local.network.createPost(local.tokensOf('sam_works'), {
      text: 'Hello',
      inReplyTo: mention(),
    });
    expect(outcome).toMatchObject({ kind: 'retry', at: expect.closeTo(before + 120_000, -4) });
  });

  it('waits by the clock that it is given', async () => {
    const clock = testClock();
    const { x, network, tokensOf, close } = await openLocalX(500, { clock });
    try {
      const headers = { 'retry-after': '120' };
      const kind = { do: 'status', status: 429, when: 'before', headers } as const;
      for (const route of ['POST /2/tweets', 'GET /2/users/:id/tweets'])
        x.faults.arm({ route, times: 1, kind });
      const tokens = tokensOf('sam_works');
      expect(await network.createPost(tokens, { text: 'Hello', inReplyTo: '1' })).toMatchObject({
        kind: 'retry',
        at: clock.now() + 120_000,
      });
      await expect(network.recentPosts(tokens, '1', clock.now())).rejects.toMatchObject({
        retryAfterMs: 120_000,
      });
    } finally {
      await close();
    }
  });

  it('keeps every character on its way', async () => {
    const text = 'Tom & "Ann" <3 日本語 👨‍👩‍👧‍👦 \\ \n two  spaces';
    await local.network.createPost(local.tokensOf('sam_works'), { text, inReplyTo: mention() });
    const tokens = local.tokensOf('sam_works');
    const { posts } = await local.network.recentPosts(tokens, idOf('sam_works'), Date.now() - 60_000);
    expect(posts[0]?.text).toBe(text);
  });

  it('may go out after the access token ran out and was renewed', async () => {
    const tokens = local.tokensOf('sam_works');
    local.x.tokens.expireAccess(idOf('sam_works'));
    const input = { text: 'Hello', inReplyTo: mention() };
    expect(await local.network.createPost(tokens, input)).toMatchObject({ kind: 'token-dead' });
    expect(await local.network.createPost(await local.network.refresh(tokens), input)).toMatchObject({
      kind: 'sent',
    });
  });
});

describe('recent posts', () => {
  const recent = (since: number, tokens = local.tokensOf('sam_works')) =>
    local.network.recentPosts(tokens, idOf('sam_works'), since);

  it('are read over pages, newest first, by old and new names', async () => {
    for (let count = 0; count < 250; count += 1)
      local.x.world.post({ authorId: idOf('sam_works'), text: `number ${count}`, inReplyTo: '7' });
    for (const newNames of [false, true]) {
      local.x.world.newNames = newNames;
      const { posts, complete } = await recent(Date.now() - 60_000);
      expect(posts).toHaveLength(250);
      expect(complete).toBe(true);
      expect(posts[0]).toMatchObject({ text: 'number 249', inReplyTo: '7' });
    }
  });

  it('that are older than asked are left out', async () => {
    local.x.world.post({ authorId: idOf('sam_works'), text: 'old' });
    expect((await recent(Date.now() + 60_000)).posts).toEqual([]);
  });

  it.each([
    [401, 'x-token-refused'],
    [404, 'x-refused'],
    [500, 'x-unavailable'],
    [503, 'x-unavailable'],
  ])('with %i are an error that says what to do', async (status, code) => {
    const route = 'GET /2/users/:id/tweets';
    local.x.faults.arm({ route, times: 1, kind: { do: 'status', status, when: 'before' } });
    await expect(recent(0)).rejects.toMatchObject({ code });
  });

  it('wait as long as X says', async () => {
    local.x.limits.overrides.set('GET /2/users/:id/tweets', 1);
    const tokens = local.tokensOf('sam_works');
    await recent(Date.now() - 60_000, tokens);
    const error = await thrownBy(recent(Date.now() - 60_000, tokens));
    expect(error).toMatchObject({ code: 'x-limited', retryAfterMs: expect.closeTo(900_000, -4) });
  });
});

describe('linking', () => {
  it('asks X with PKCE for what is needed and no more', () => {
    const { url, codeVerifier } = local.network.authorizeUrl({ state: 'state-1', redirectUri });
    const asked = new URL(url);
    expect(asked.origin + asked.pathname).toBe(`${local.x.url}/i/oauth2/authorize`);
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      response_type: 'code',
      state: 'state-1',
      redirect_uri: redirectUri,
      scope: 'tweet.read tweet.write users.read media.write offline.access',
      code_challenge_method: expect.stringMatching(/^s256$/iu),
    });
    expect(url).not.toContain(codeVerifier);
  });

  it('ends with the redirect address that it began with', async () => {
    const { url, codeVerifier } = local.network.authorizeUrl({ state: 's', redirectUri });
    const code = await agree(url, 'sam_works');
    const other = { code, codeVerifier, redirectUri: `${redirectUri}/other` };
    await expect(local.network.exchangeCode(other)).rejects.toMatchObject({ code: 'link-refused' });
  });

  it('that the person ended at X is dead', async () => {
    const tokens = local.tokensOf('sam_works');
    local.x.tokens.revokeUser(idOf('sam_works'));
    await expect(local.network.refresh(tokens)).rejects.toMatchObject({ code: 'token-dead' });
    await expect(local.network.refresh({ ...tokens, refreshToken: null })).rejects.toMatchObject({
      code: 'token-dead',
    });
  });

  it('is not dead because X was cut off while it was asked', async () => {
    const tokens = local.tokensOf('sam_works');
    const cut = { do: 'cut', when: 'before' } as const;
    local.x.faults.arm({ route: 'POST /2/oauth2/token', times: 1, kind: cut });
    await expect(local.network.refresh(tokens)).rejects.toMatchObject({ code: 'x-unavailable' });
    expect((await local.network.refresh(tokens)).refreshToken).not.toBe(tokens.refreshToken);
  });

  it('says when X could not confirm its end', async () => {
    const tokens = local.tokensOf('sam_works');
    await local.x.close();
    expect(await local.network.revoke(tokens)).toBe(false);
  });
});

describe('an error', () => {
  it('never shows a token, a code or a secret', async () => {
    const tokens: Tokens = local.tokensOf('sam_works');
    const { url, codeVerifier } = local.network.authorizeUrl({ state: 's', redirectUri });
    const code = await agree(url, 'sam_works');
    local.x.faults.arm({
      route: 'GET /2/users/:id/tweets',
      times: 1,
      kind: { do: 'cut', when: 'before' },
    });
    const errors = [
      await thrownBy(local.network.exchangeCode({ code, codeVerifier: `${codeVerifier}x`, redirectUri })),
      await thrownBy(local.network.recentPosts(tokens, idOf('sam_works'), 0)),
      await thrownBy(local.network.recentPosts({ ...tokens, accessToken: 'old-access' }, '1', 0)),
      await thrownBy(local.network.refresh({ ...tokens, refreshToken: 'old-refresh' })),
    ];
    await local.x.close();
    errors.push(await thrownBy(local.network.refresh(tokens)));
    expect(errors.filter((error) => !(error instanceof Error))).toEqual([]);
    const shown = inspect(errors, { depth: 12, showHidden: true });
    const basic = Buffer.from('client:client-secret').toString('base64');
    const secrets = [tokens.accessToken, tokens.refreshToken ?? '', codeVerifier, code, basic];
    for (const secret of [...secrets, 'client-secret', 'old-access', 'old-refresh'])
      expect(shown).not.toContain(secret);
  });
});

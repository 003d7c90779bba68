import type { SendTweetV2Params } from 'twitter-api-v2';
import { deathIn, stoppedByX, TokenDeadError } from '../../domain/death.ts';
import type { DeleteOutcome } from '../../domain/deletion.ts';
import type { Author, DeathKind, Post } from '../../domain/glossary.ts';
import type { SeenLimits } from '../../domain/limits.ts';
import type { PostOutcome } from '../../domain/outcome.ts';
import { AppError, UnavailableError } from '../../errors.ts';
import type { Clock, SocialNetwork } from '../../ports.ts';
import type { Tokens } from '../../stores.ts';
import type { OnAnswer, XClients } from './client.ts';
import { deletionAnswer, deletionFailure } from './deletions.ts';
import { failureOf, isClientRefused, reading, readingError } from './failures.ts';
import { outcomeOf } from './outcomes.ts';
import { POST_FIELDS, readPosts, readUser } from './posts.ts';
import { readProfile } from './profile.ts';
import { seenLimits } from './seen-limits.ts';
import { createUploads, mayUpload } from './uploads.ts';
import { composeUrl, messageUrl, postUrl, profileUrl } from './urls.ts';

/** What a linked account grants: read, post, upload, and stay linked. */
const SCOPES = ['tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access'];
const PAGES = 10;

interface Granted {
  accessToken: string;
  refreshToken?: string;
  /** Seconds. */
  expiresIn: number;
  scope: string[];
}

export function createXNetwork(clients: XClients, clock: Clock): SocialNetwork {
  const tokensFrom = (granted: Granted): Tokens => ({
    accessToken: granted.accessToken,
    refreshToken: granted.refreshToken ?? null,
    expiresAt: clock.now() + granted.expiresIn * 1000,
    scopes: granted.scope,
  });
  return {
    id: 'x',
    postUrl,
    profileUrl,
    composeUrl,
    messageUrl,
    media: createUploads(clients, clock),
    async createPost(tokens, { text, inReplyTo, mediaIds = [], onLimits }): Promise<PostOutcome> {
      try {
        const { data } = await clients
          .user(tokens.accessToken, tellLimits(onLimits))
          .v2.tweet(text, { reply: { in_reply_to_tweet_id: inReplyTo }, ...withMedia(mediaIds) });
        if (typeof data?.id === 'string') return { kind: 'sent', postId: data.id };
        return {
          kind: 'unknown',
          code: 'no-id',
          reason: 'X answered without saying whether it has the post.',
        };
      } catch (error) {
        return outcomeOf(failureOf(error, clock.now()), clock.now());
      }
    },
    async deletePost(tokens, postId): Promise<DeleteOutcome> {
      try {
        return deletionAnswer(await clients.user(tokens.accessToken).v2.deleteTweet(postId));
      } catch (error) {
        return deletionFailure(failureOf(error, clock.now()), clock.now());
      }
    },
    async recentPosts(tokens, accountId, since) {
      const { v2 } = clients.user(tokens.accessToken);
      const start = new Date(since).toISOString().replace(/\.\d+Z$/u, 'Z');
      return reading(clock, async () => {
        const posts: Post[] = [];
        let pagination: { pagination_token?: string } = {};
        for (let page = 0; page < PAGES; page += 1) {
          const query = { ...joined(POST_FIELDS), max_results: 100, start_time: start, ...pagination };
          const answer = await v2.get<{ meta?: { next_token?: string } }>(`users/${accountId}/tweets`, query);
          posts.push(...readPosts(answer).posts);
          if (!answer.meta?.next_token) return { posts, complete: true };
          pagination = { pagination_token: answer.meta.next_token };
        }
        return { posts, complete: false };
      });
    },
    profile: (tokens) => readProfile(clients, clock, tokens),
    authorizeUrl({ state, redirectUri }) {
      const { url, codeVerifier } = clients.oauth.generateOAuth2AuthLink(redirectUri, {
        scope: SCOPES,
        state,
      });
      return { url: `${clients.authorizeUrl}${new URL(url).search}`, codeVerifier };
    },
    async exchangeCode({ code, codeVerifier, redirectUri }) {
      try {
        const granted = await clients.oauth.loginWithOAuth2({ code, codeVerifier, redirectUri });
        const tokens = tokensFrom(granted);
        if (!mayPost(tokens.scopes)) throw notAllowedToPost();
        return { tokens, account: await whoIs(clients, tokens), uploads: mayUpload(tokens.scopes) };
      } catch (error) {
        throw linkError(error, clock.now());
      }
    },
    refresh: (tokens) => refresh(clients, clock, tokens, tokensFrom),
    async revoke(tokens) {
      try {
        await clients.oauth.revokeOAuth2Token(tokens.accessToken, 'access_token');
        if (tokens.refreshToken !== null)
          await clients.oauth.revokeOAuth2Token(tokens.refreshToken, 'refresh_token');
        return true;
      } catch (error) {
        // Best effort by contract: the caller says what the person can do themselves.
        return failureOf(error, clock.now()).status === 200;
      }
    },
  };
}

async function refresh(
  clients: XClients,
  clock: Clock,
  tokens: Tokens,
  tokensFrom: (granted: Granted) => Tokens,
): Promise<Tokens> {
  const dead = (detail: string) =>
    new TokenDeadError(
      refreshDeath(detail),
      `X does not accept the link to this account any more${detail === '' ? '' : ` ("${detail}")`}.`,
      detail,
    );
  if (tokens.refreshToken === null) throw dead('');
  try {
    const fresh = tokensFrom(await clients.oauth.refreshOAuth2Token(tokens.refreshToken));
    if (mayPost(fresh.scopes)) return fresh;
    throw new TokenDeadError('scope', 'The link to this account may not post on X any more.');
  } catch (error) {
    if (error instanceof AppError) throw error;
    const failure = failureOf(error, clock.now());
    if (isClientRefused(failure)) throw clientRefused();
    if (failure.status === 400 || failure.status === 401 || failure.status === 403)
      throw dead(failure.detail);
    throw readingError(error, clock.now());
  }
}

/** A refused refresh says nothing of the right to post: only the account itself can be the cause. */
function refreshDeath(detail: string): DeathKind {
  const death = deathIn(detail);
  return death === null || death === 'scope' ? 'revoked' : death;
}

/** The library wants to know how many they are. */
function withMedia(mediaIds: readonly string[]): Pick<SendTweetV2Params, 'media'> {
  if (mediaIds.length === 0) return {};
  return {
    media: { media_ids: [...mediaIds] as NonNullable<SendTweetV2Params['media']>['media_ids'] & object },
  };
}

/** X may leave the scopes out: then they are as before. */
function mayPost(scopes: readonly string[]): boolean {
  return scopes.length === 0 || scopes.includes('tweet.write');
}

function tellLimits(onLimits: ((seen: SeenLimits) => void) | undefined): OnAnswer {
  return (headers) => {
    const seen = seenLimits(headers);
    if (seen) onLimits?.(seen);
  };
}

async function whoIs(clients: XClients, tokens: Tokens): Promise<Author> {
  const answer = await clients.user(tokens.accessToken).v2.get<{ data?: unknown }>('users/me', {
    'user.fields': 'name,profile_image_url,username',
  });
  return readUser(answer.data);
}

/** A mistake of the configuration: answers wait until it is mended, and nobody has to link again. */
function clientRefused(): UnavailableError {
  return new UnavailableError(
    'x-client-refused',
    'X does not accept X_CLIENT_ID and X_CLIENT_SECRET: operations must correct them.',
  );
}

function notAllowedToPost(): AppError {
  return new AppError({
    code: 'link-refused',
    sentence:
      'X gave Faccia no right to post, so nothing was linked. Operations set the X app to "Read and write" on developer.x.com; then type /care link again.',
    level: 'warn',
  });
}

function linkError(error: unknown, now: number): AppError {
  if (error instanceof AppError) return error;
  const failure = failureOf(error, now);
  if (isClientRefused(failure)) return clientRefused();
  if (failure.status !== null && failure.status < 500) {
    const death = deathIn(failure.detail);
    const stopped = death !== null && stoppedByX(death);
    return new AppError({
      code: 'link-refused',
      sentence: stopped
        ? `X does not let this account do anything ("${failure.detail}"), so nothing was linked. Sign in at https://x.com, do what X asks for, and type /care link again.`
        : 'X did not accept this sign-in, so nothing was linked. Type /care link to try again.',
      level: 'warn',
      cause: new Error(`X ${failure.status}: ${failure.detail}`),
    });
  }
  return readingError(error, now);
}

export function joined(fields: Record<string, readonly string[]>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, values.join(',')]));
}

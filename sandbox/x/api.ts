import { Router } from 'express';
import { type Answer, type Api, type Call, ok, problem, route } from './call.ts';
import { DETAIL, mediaFor, problemWith } from './rules.ts';
import { compileQuery, QueryError } from './search.ts';
import { apiIncludes, apiPost, apiUser } from './shape.ts';
import type { StoredPost, World } from './world.ts';

/** A timeline of mentions goes back no further. */
const MENTIONS_REACH = 800;
const READ = ['tweet.read', 'users.read'];

/** The part of X API v2 that care desks use. */
export function apiRouter(api: Api): Router {
  const { world } = api;
  const router = Router();
  const get = (path: string, work: (call: Call) => Answer, app = true) =>
    router.get(path, route(api, { route: `GET ${path}`, scopes: READ, app }, work));

  router.post(
    '/2/tweets',
    route(api, { route: 'POST /2/tweets', scopes: ['tweet.write', ...READ], app: false }, (call) =>
      create(world, call),
    ),
  );
  router.delete(
    '/2/tweets/:id',
    route(api, { route: 'DELETE /2/tweets/:id', scopes: ['tweet.write', ...READ], app: false }, (call) =>
      remove(world, call),
    ),
  );
  get('/2/tweets/search/recent', (call) => search(world, call));
  get('/2/tweets/:id', (call) => lookup(world, [call.params.id ?? ''], call, true));
  get('/2/tweets', (call) => lookup(world, call.query.list('ids'), call, false));
  get(
    '/2/users/me',
    ({ caller, query }) => {
      const user = caller.kind === 'user' ? world.users.get(caller.session.userId) : undefined;
      return user ? ok({ data: apiUser(user, query.list('user.fields')) }) : notFound('user');
    },
    false,
  );
  get('/2/users/by/username/:username', ({ params }) => {
    const user = world.userByName(params.username ?? '');
    return user ? ok({ data: apiUser(user) }) : notFound('user');
  });
  get('/2/users/:id/mentions', (call) =>
    page(
      world,
      call,
      (post) => post.authorId !== call.params.id && post.mentions.some(({ id }) => id === call.params.id),
      MENTIONS_REACH,
    ),
  );
  get('/2/users/:id/tweets', (call) =>
    page(world, call, (post) => post.authorId === call.params.id && world.shown(post)),
  );
  return router;
}

function create(world: World, { caller, body }: Call): Answer {
  const userId = caller.kind === 'user' ? caller.session.userId : '';
  const reply = body.reply as { in_reply_to_tweet_id?: string } | undefined;
  const inReplyTo = reply?.in_reply_to_tweet_id ?? null;
  const wrong = problemWith(world, userId, body.text, inReplyTo);
  if (wrong) return problem(wrong);
  const asked = (body.media as { media_ids?: unknown } | undefined)?.media_ids;
  const media = asked === undefined ? [] : mediaFor(world, userId, asked);
  if (media === null) return invalidMedia(asked);
  const post = world.post({ authorId: userId, text: String(body.text), inReplyTo, media, via: 'Faccia' });
  return ok({ data: { id: post.id, text: post.text, edit_history_tweet_ids: [post.id] } }, 201);
}

/** As X says it, with the parameter's name beside. */
function invalidMedia(ids: unknown): Answer {
  return {
    status: 400,
    body: {
      errors: [{ parameters: { 'media.media_ids': ids }, message: DETAIL.mediaIds }],
      title: 'Invalid Request',
      detail: 'One or more parameters to your request was invalid.',
      type: 'https://api.x.com/2/problems/invalid-request',
    },
  };
}

function remove(world: World, { caller, params }: Call): Answer {
  const id = params.id ?? '';
  const post = world.posts.get(id);
  if (!post || post.deleted) {
    const detail = `Could not find tweet with id: [${id}].`;
    return problem({ status: 404, title: 'Not Found Error', detail });
  }
  if (caller.kind !== 'user' || post.authorId !== caller.session.userId)
    return problem({
      status: 403,
      title: 'Forbidden',
      detail: 'You are not authorized to delete this Tweet.',
    });
  world.delete(post.id);
  return ok({ data: { deleted: true } });
}

function lookup(world: World, ids: string[], { query, caller }: Call, single: boolean): Answer {
  if (ids.length > 100) {
    const detail = 'The `ids` query parameter must have between 1 and 100 values.';
    return problem({ status: 400, title: 'Invalid Request', detail });
  }
  const reader = caller.kind === 'user' ? caller.session.userId : null;
  const there = ids.flatMap((id) => {
    const post = world.posts.get(id);
    return post && !post.deleted ? [post] : [];
  });
  const found = there.filter((post) => world.mayRead(post, reader));
  const errors = ids
    .filter((id) => !found.some((post) => post.id === id))
    .map((id) => (there.some((post) => post.id === id) ? hidden(id) : missing(id)));
  const data = found.map((post) => apiPost(world, post, query.fields()));
  return ok({
    ...(data.length > 0 ? { data: single ? data[0] : data } : {}),
    ...(found.length > 0 ? { includes: apiIncludes(world, found, query) } : {}),
    ...(errors.length > 0 ? { errors } : {}),
  });
}

function missing(id: string) {
  return {
    value: id,
    resource_id: id,
    resource_type: 'tweet',
    parameter: 'ids',
    title: 'Not Found Error',
    detail: `Could not find tweet with ids: [${id}].`,
    type: 'https://api.x.com/2/problems/resource-not-found',
  };
}

/** Its author shows their posts only to people whom they approved. */
function hidden(id: string) {
  return {
    value: id,
    resource_id: id,
    resource_type: 'tweet',
    parameter: 'ids',
    section: 'data',
    title: 'Authorization Error',
    detail: `Sorry, you are not authorized to see the Tweet with ids: [${id}].`,
    type: 'https://api.x.com/2/problems/not-authorized-for-resource',
  };
}

function search(world: World, call: Call): Answer {
  try {
    return page(world, call, compileQuery(world, call.query.text('query') ?? ''));
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    return problem({ status: 400, title: 'Invalid Request', detail: error.message });
  }
}

/** Newest first, by `since_id`, `start_time` and X's pages. */
function page(
  world: World,
  { query, caller }: Call,
  wanted: (post: StoredPost) => boolean,
  reach = Number.POSITIVE_INFINITY,
): Answer {
  const since = BigInt(query.text('since_id') ?? '0');
  const until = BigInt(query.text('until_id') ?? '9'.repeat(19));
  const start = Date.parse(query.text('start_time') ?? '1970-01-01T00:00:00Z');
  const size = Math.min(100, Math.max(5, Number(query.text('max_results') ?? '10')));
  const from = Number(query.text('pagination_token') ?? query.text('next_token') ?? '0');
  const all = world
    .visible()
    .filter(
      (post) => BigInt(post.id) > since && BigInt(post.id) < until && post.createdAt >= start && wanted(post),
    )
    .filter((post) => world.mayRead(post, caller.kind === 'user' ? caller.session.userId : null));
  const posts = all.slice(from, from + size);
  const more = from + size < Math.min(reach, all.length);
  const meta = {
    result_count: posts.length,
    ...(posts[0] ? { newest_id: posts[0].id, oldest_id: posts.at(-1)?.id } : {}),
    ...(more ? { next_token: String(from + size) } : {}),
  };
  if (posts.length === 0) return ok({ meta });
  return ok({
    data: posts.map((post) => apiPost(world, post, query.fields())),
    includes: apiIncludes(world, posts, query),
    meta,
  });
}

function notFound(what: string): Answer {
  const detail = `Could not find ${what}.`;
  return ok({
    errors: [{ title: 'Not Found Error', detail, type: 'https://api.x.com/2/problems/resource-not-found' }],
  });
}

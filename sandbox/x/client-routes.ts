import { type Request, type Response, Router } from 'express';
import type { Api } from './call.ts';
import type {
  AccountInput,
  AccountStanding,
  FaultInput,
  HandEditInput,
  HandPostInput,
  LimitInput,
} from './client-api.ts';
import { editProblem } from './editing.ts';
import type { Tokens } from './tokens.ts';
import type { World } from './world.ts';

const CREATE = 'POST /2/tweets';
const X_WINDOW_SECONDS = 15 * 60;

/** The part that X's own site plays: what the sandbox page says to us. */
export function clientRouter({ world, tokens, faults, limits, bill }: Api): Router {
  const router = Router();
  router.get('/timeline', (request, response) => {
    const limit = Number(request.query.limit ?? 200);
    const newest = [...world.posts.values()].filter((post) => post.replacedBy === null);
    const posts = newest.reverse().slice(0, limit);
    response.json({
      users: [...world.users.values()],
      posts: posts.map((post) => world.forPage(post)),
      access: world.access,
      accounts: [...world.users.values()]
        .filter(({ kind }) => kind !== 'customer')
        .map(({ id }) => ({ userId: id, standing: standingOf(world, tokens, id) })),
      postLimit: limits.overrides.get(CREATE) ?? null,
      billedToday: bill.today / 1_000_000,
    });
  });
  router.get('/conversation/:id', (request, response) => {
    const posts = [...world.posts.values()].filter((post) => post.conversationId === request.params.id);
    response.json({ users: [...world.users.values()], posts: posts.map((post) => world.forPage(post)) });
  });
  router.get('/events', (request, response) => events(world, request, response));
  router.post('/post', (request, response) => {
    const input = request.body as HandPostInput;
    const username = (input.username ?? '').replace(/^@/u, '');
    if (input.userId === undefined && !/^\w{1,15}$/u.test(username)) {
      return void response.json({ ok: false, error: 'A handle has 1 to 15 letters, digits or _.' });
    }
    if (input.text.trim() === '') return void response.json({ ok: false, error: 'Write something first.' });
    const user = input.userId
      ? world.users.get(input.userId)
      : world.addUser({ username, ...(input.name ? { name: input.name } : {}) });
    if (!user) return void response.json({ ok: false, error: 'There is no such account.' });
    const post = world.post({
      authorId: user.id,
      text: input.text,
      inReplyTo: input.inReplyTo ?? null,
      quotes: input.quotes ?? null,
      via: input.via ?? null,
    });
    response.json({ ok: true, post: world.forPage(post) });
  });
  router.post('/edit', (request, response) => {
    const { postId, text } = request.body as HandEditInput;
    const post = world.posts.get(String(postId));
    const error = post ? editProblem(world, post) : 'There is no such post.';
    if (!post || error !== null) return void response.json({ ok: false, error });
    if (text.trim() === '') return void response.json({ ok: false, error: 'Write something first.' });
    response.json({ ok: true, post: world.forPage(world.edit(post.id, text)) });
  });
  router.post('/delete', (request, response) => {
    response.json({ ok: world.delete(String((request.body as { postId?: string }).postId)) });
  });
  router.post('/access', (request, response) => {
    world.access =
      (request.body as { access?: string }).access === 'enterprise' ? 'enterprise' : 'self-serve';
    world.changed(null);
    response.json({ ok: true, access: world.access });
  });
  router.post('/account', (request, response) => {
    const { userId, standing } = request.body as AccountInput;
    if (standing === 'none') tokens.revokeUser(userId);
    if (standing === 'reads') tokens.loseWriting(userId);
    world.stop(userId, standing === 'locked' || standing === 'suspended' ? standing : null);
    response.json({ ok: true });
  });
  router.post('/limit', (request, response) => {
    const { posts, seconds } = request.body as LimitInput;
    if (posts === null) limits.overrides.delete(CREATE);
    else limits.overrides.set(CREATE, posts);
    limits.windowMs = (posts === null ? X_WINDOW_SECONDS : seconds) * 1000;
    world.changed(null);
    response.json({ ok: true });
  });
  router.post('/fault', (request, response) => {
    faults.arm(request.body as FaultInput);
    response.json({ ok: true });
  });
  router.post('/lag', (request, response) => {
    const ms = Number((request.body as { ms?: number }).ms);
    world.lagMs = () => ms;
    response.json({ ok: true });
  });
  return router;
}

function standingOf(world: World, tokens: Tokens, userId: string): AccountStanding {
  const stopped = world.stopped.get(userId);
  if (stopped) return stopped;
  const sessions = tokens.live().filter((session) => session.userId === userId);
  if (sessions.length === 0) return 'none';
  return sessions.some(({ scopes }) => scopes.includes('tweet.write')) ? 'works' : 'reads';
}

function events(world: World, request: Request, response: Response): void {
  response.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).flushHeaders();
  const say = () => response.write(`data: ${JSON.stringify({ version: world.version })}\n\n`);
  say();
  const forget = world.onChange(say);
  request.once('close', forget);
}

import { type Request, type Response, Router } from 'express';
import { type Api, ok, problem, route } from './call.ts';
import { failWith } from './faults.ts';
import { compileQuery } from './search.ts';
import { apiIncludes, apiPost, Query } from './shape.ts';

interface Rule {
  id: string;
  value: string;
  tag?: string;
}

export interface StreamControl {
  /** As if X dropped the connection. */
  drop(): void;
  connected(): boolean;
}

const HEARTBEAT_MS = 20_000;

/** X's filtered stream: rules, one connection for an app, a blank line every 20 s. */
export function streamRouter(api: Api): { router: Router; control: StreamControl } {
  const { world } = api;
  const rules = new Map<string, Rule>();
  let open: Response | null = null;
  let nextRule = 9_000_000;
  const router = Router();

  router.get(
    '/2/tweets/search/stream/rules',
    route(api, { route: 'GET rules', scopes: [], app: true }, () =>
      ok({ data: [...rules.values()], meta: { sent: new Date(world.now()).toISOString() } }),
    ),
  );
  router.post(
    '/2/tweets/search/stream/rules',
    route(api, { route: 'POST rules', scopes: [], app: true }, ({ body }) => {
      const { add = [], delete: gone } = body as {
        add?: { value: string; tag?: string }[];
        delete?: { ids: string[] };
      };
      for (const id of gone?.ids ?? []) rules.delete(id);
      for (const rule of add) {
        nextRule += 1;
        const id = String(nextRule);
        rules.set(id, { id, ...rule });
      }
      return ok(
        { data: [...rules.values()], meta: { summary: { created: add.length } } },
        add.length > 0 ? 201 : 200,
      );
    }),
  );
  router.get('/2/tweets/search/stream', (request: Request, response: Response) => {
    const fault = api.faults.take({ route: 'GET /2/tweets/search/stream', userId: null, body: null });
    if (fault === null || fault.do === 'expire') return connect(request, response);
    return failWith(
      fault,
      { request, response },
      () => undefined,
      () => connect(request, response),
    );
  });

  function connect(request: Request, response: Response): void {
    const token = /^Bearer (.+)$/iu.exec(request.headers.authorization ?? '')?.[1];
    if (token !== api.bearerToken)
      return void response
        .status(401)
        .json(problem({ status: 401, title: 'Unauthorized', detail: 'Unauthorized' }).body);
    if (api.limits.use('GET /2/tweets/search/stream', 'app').exceeded || open) {
      const detail = 'This stream is currently at the maximum allowed connection limit.';
      return void response
        .status(429)
        .json(problem({ status: 429, title: 'ConnectionException', detail }).body);
    }
    if (rules.size === 0) {
      return void response
        .status(409)
        .json(problem({ status: 409, title: 'RulesMissing', detail: 'There are no rules.' }).body);
    }
    open = response;
    hold(request, response);
  }

  function hold(request: Request, response: Response): void {
    const query = new Query(new URL(request.originalUrl, 'http://x').searchParams);
    response.type('json').status(200).flushHeaders();
    response.write('\r\n');
    const heart = setInterval(() => response.write('\r\n'), HEARTBEAT_MS);
    const forget = world.onChange((post) => {
      if (!post) return;
      const matching = [...rules.values()].filter((rule) => compileQuery(world, rule.value)(post));
      if (matching.length === 0) return;
      const record = {
        data: apiPost(world, post, query.fields()),
        includes: apiIncludes(world, [post], query),
        matching_rules: matching.map(({ id, tag }) => ({ id, tag })),
      };
      response.write(`${JSON.stringify(record)}\r\n`);
      api.bill.chargeStreamed(post.id);
    });
    response.once('close', () => {
      clearInterval(heart);
      forget();
      open = null;
    });
  }

  return { router, control: { drop: () => open?.destroy(), connected: () => open !== null } };
}

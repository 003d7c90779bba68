import { Router } from 'express';
import { registerBoard } from '../../handlers/register-board.ts';
import { freePort } from '../../sandbox/launch/product.ts';
import { createSandboxSlack, type SandboxSlack } from '../../sandbox/slack/server.ts';
import { boardPages } from '../../src/ops/board-pages.ts';
import { createHealth } from '../../src/ops/health.ts';
import { type HttpServer, startHttpServer } from '../../src/ops/http-server.ts';
import { createSessions, SESSION_MS } from '../../src/ops/sessions.ts';
import { createJobQueue, type OpenQueue } from '../../src/queue/job-queue.ts';
import { createInteractiveClient } from '../../src/slack/clients.ts';
import { createPeople } from '../../src/slack/people.ts';
import { createSignIn } from '../../src/slack/sign-in.ts';
import { queueConnections } from '../../src/store/redis.ts';
import { lookAtQueues } from '../../src/usecases/look-at-queues.ts';
import { aUser } from './desk.ts';
import { startRedis, type TestRedis } from './redis-server.ts';
import { aDesk } from './samples.ts';
import { KEY, silentLog } from './store.ts';

export const TEAM = 'T0BOARD';
const APP = { clientId: '10.20', clientSecret: 'board-client-secret' };
const OPS = 'U0OPS';
const LEAD = 'U0LEA';

/** The queue board on a port of its own, with a real queue and a local Slack to sign in with. */
export interface BoardHouse {
  url: string;
  slack: SandboxSlack;
  queue: OpenQueue;
  redis: TestRedis;
  /** Signs in as this person, and answers the cookies that the browser has then, and the last page. */
  signIn(user: string): Promise<{ cookie: string; status: number; text: string }>;
  close(): Promise<void>;
}

export async function openBoardHouse(
  options: { on?: boolean; clientSecret?: string } = {},
): Promise<BoardHouse> {
  const redis = await startRedis();
  const queue = createJobQueue({ connect: queueConnections(redis.url), workspace: TEAM, log: silentLog });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const http = await startHttpServer({
    port,
    serving: aDesk().serving,
    publicUrl: url,
    formTarget: 'https://x.com/',
    health: createHealth(),
    log: silentLog,
  });
  const slack = await createSandboxSlack({
    port: 0,
    team: { id: TEAM, name: 'Board' },
    users: [aUser('U0ADA'), aUser(LEAD), aUser(OPS), aUser('U0GUEST', { guest: true })],
    channels: [],
    userGroups: [],
    botToken: 'xoxb-board',
    appToken: 'xapp-board',
    signingSecret: 'board-signing',
    openId: { ...APP, redirectUrls: [`${url}/queues/signed-in`] },
    scopes: ['users:read'],
  });
  mount(http, slack, queue, url, options);
  return {
    url,
    slack,
    queue,
    redis,
    signIn: (user) => signIn(url, user),
    async close() {
      await Promise.all([http.close(), slack.close(), queue.close()]);
      await redis.close();
    },
  };
}

function mount(
  http: HttpServer,
  slack: SandboxSlack,
  queue: OpenQueue,
  url: string,
  { on = true, clientSecret = APP.clientSecret }: { on?: boolean; clientSecret?: string },
): void {
  const clock = { now: Date.now, sleep: () => Promise.resolve() };
  const client = createInteractiveClient({ token: 'xoxb-board', apiUrl: slack.apiUrl, log: silentLog });
  const settings = { leads: [LEAD], ops: [OPS], responders: 'everyone' as const };
  const groups = { stamp: async () => '' };
  const people = createPeople({ client, settings, groups, clock });
  const redirectUri = `${url}/queues/signed-in`;
  const app = { apiUrl: slack.apiUrl, clientId: APP.clientId, clientSecret, redirectUri };
  const privateRouter = Router();
  registerBoard(privateRouter, {
    sessions: createSessions([KEY], clock),
    sessionMs: SESSION_MS,
    lookAtQueues: lookAtQueues({ people }),
    board: () => queue.board('/queues'),
    boardPages,
    publicUrl: url,
    https: false,
    log: silentLog,
    signIn: on ? createSignIn({ ...app, team: TEAM, log: silentLog }) : null,
  });
  const metrics = { text: async () => '', contentType: 'text/plain' };
  http.mount({ metrics, router: Router(), privateRouter, slackEvents: null });
}

/** What a browser does: to Slack, its page, and back. */
export async function signIn(
  url: string,
  user: string,
): Promise<{ cookie: string; status: number; text: string }> {
  const begun = await fetch(`${url}/queues/sign-in`, { redirect: 'manual' });
  const attempt = cookiesOf(begun);
  const asked = new URL(begun.headers.get('location') ?? '');
  const allowed = await fetch(new URL(asked.pathname, asked.origin), {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams([...asked.searchParams, ['user', user]]),
  });
  const back = allowed.headers.get('location') ?? '';
  const returned = await fetch(back, { redirect: 'manual', headers: { cookie: attempt } });
  const cookie = cookiesOf(returned);
  const page = await fetch(`${url}/queues/`, { headers: { cookie } });
  const told = returned.status === 303 ? page : returned;
  return { cookie, status: told.status, text: await told.text() };
}

export function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .filter((pair) => !pair.endsWith('='))
    .join('; ');
}

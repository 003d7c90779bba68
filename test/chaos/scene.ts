import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { untilReady } from '../../sandbox/launch/product.ts';
import { Random } from '../../sandbox/launch/random.ts';
import { createStage, type Stage } from '../../sandbox/launch/stage.ts';
import type { SandboxUser } from '../../sandbox/slack/client-api.ts';
import type { StoredPost } from '../../sandbox/x/world.ts';
import { aUser } from '../support/desk.ts';
import { startRedis, type TestRedis } from '../support/redis-server.ts';
import { LONGEST_LAG_MS } from './faults.ts';
import { Messages } from './messages.ts';
import { type ChaosOptions, type ReplyPlan, ZONES } from './plan.ts';
import type { StrikeKind } from './plan-strikes.ts';

export const LEA = 'U0LEA';
const INTRODUCING = ['direct', 'introduce', 'brand'];
/** The first three introduce their people: several, because X lets none post without end. */
export const BRANDS = [
  { id: 'acme', name: 'Acme', handle: 'acme', ladder: INTRODUCING },
  { id: 'coil', name: 'Coil', handle: 'coilcare', ladder: INTRODUCING },
  { id: 'dyna', name: 'Dyna', handle: 'dynacare', ladder: INTRODUCING },
  // Answers itself.
  { id: 'bolt', name: 'Bolt', handle: 'boltcare', ladder: ['brand', 'direct'] },
  // Its people post by hand.
  { id: 'evo', name: 'Evo', handle: 'evocare', ladder: ['direct', 'native'] },
] as const;
const INTRODUCERS = BRANDS.filter(({ ladder }) => ladder === INTRODUCING);
export const WORKSPACE = 'T0SANDBOX';

const PRELOAD = pathToFileURL(new URL('./clock-jumps.mjs', import.meta.url).pathname).href;
const SETTLE_S = 4;
const FAR_ABOVE_X = 1_000_000;

export interface Responder {
  slackUser: string;
  handle: string;
  xId: string;
}

/** The whole desk: the product as a process, a real Redis, a local Slack and a local X, and its people. */
export interface Scene {
  stage: Stage;
  redis: TestRedis;
  responders: Responder[];
  messages: Messages;
  /** Every line that any of the product's processes printed. */
  printed: string[];
  clock: SceneClock;
  /** What struck the whole desk, by our clock. */
  struck: { kind: StrikeKind; from: number; to: number }[];
  close(): Promise<void>;
}

export interface SceneOptions extends Pick<ChaosOptions, 'seed' | 'responders'> {
  /** Of the process that people's browsers reach; left out: all of them. */
  roles?: string;
}

/** The product's time of day, against ours. */
export interface SceneClock {
  shift(): number;
  /** The furthest that it ever was ahead. */
  furthest(): number;
  set(shiftMs: number): void;
}

/** The handle of the brand that this reply's customer writes to. */
export function brandOf({ way, zone }: Pick<ReplyPlan, 'way' | 'zone'>): string {
  if (way === 'brand') return 'boltcare';
  return way === 'native' ? 'evocare' : (INTRODUCERS[zone % INTRODUCERS.length]?.handle ?? '');
}

export const responderUser = (index: number): string => `U0R${String(index).padStart(2, '0')}`;
export const channelOf = (zone: number): string => `C0ZONE${String(zone).padStart(2, '0')}`;
export const zoneWord = (zone: number): string => `zone${String(zone).padStart(2, '0')}`;

const zones = Array.from({ length: ZONES }, (_, zone) => zone);

function deskFile(): object {
  return {
    undo_seconds: 1,
    // Each answer is followed from its own card: nobody here opens what a surge folded.
    surges: { fold_above: 600 },
    // Over the latest moment at which X does and shows what was asked of it.
    delivery: { settle_seconds: SETTLE_S },
    people: { leads: [LEA], responders: 'everyone' },
    brands: BRANDS.map(({ id, name, handle, ladder }) => ({
      id,
      name,
      handle,
      access: 'self-serve',
      // X allows one stream: the other brands are read by their mentions alone.
      sources: [
        ...(id === 'acme' ? [{ kind: 'stream', rules: ['@acme'] }] : []),
        { kind: 'mentions', every_seconds: 3 },
      ],
      ladder,
      signature: '– {first_name}',
      introductions: [
        '{customer} {responder} from our team answers you here.',
        '{customer} meet {responder} of our team, who answers you here.',
        '{customer} here is {responder}, who knows this best.',
        '{customer} this one is for {responder} of our team.',
      ],
      channels: {
        default: channelOf(0),
        rules: zones.map((zone) => ({ keywords: [zoneWord(zone)], channel: channelOf(zone) })),
      },
    })),
  };
}

export async function openScene({ seed, responders: count, roles }: SceneOptions): Promise<Scene> {
  const people = Array.from({ length: count }, (_, index) => ({
    slackUser: responderUser(index),
    handle: `agent_${String(index).padStart(2, '0')}`,
  }));
  const dir = mkdtempSync(join(tmpdir(), 'faccia-chaos-'));
  const redis = await startRedis();
  const clock = sceneClock(join(dir, 'clock'));
  const printed: string[] = [];
  let stage: Stage | null = null;
  const close = async () => {
    await stage?.close();
    await redis.close();
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    stage = await createStage({
      dir,
      users: [...people.map(asUser), aUser(LEA, { lead: true })],
      channels: zones.map((zone) => ({ id: channelOf(zone), name: zoneWord(zone) })),
      desk: deskFile(),
      env: {
        REDIS_URL: redis.url,
        LOG_LEVEL: 'debug',
        NODE_OPTIONS: `--import ${PRELOAD}`,
        CHAOS_CLOCK: join(dir, 'clock'),
        ...(roles === undefined ? {} : { ROLES: roles }),
      },
      onLine: (line) => void printed.push(line),
      prepare: ({ world, limits }) => {
        for (const { handle, name } of BRANDS) world.addUser({ username: handle, name, kind: 'brand' });
        for (const { handle } of people) world.addUser({ username: handle, kind: 'employee' });
        // One brand posts here in minutes what it may post in hours; limits strike where the plan says so.
        for (const route of ['POST /2/tweets', 'GET /2/users/:id/tweets', 'GET /2/users/:id/mentions'])
          limits.overrides.set(route, FAR_ABOVE_X);
        for (const route of ['GET /2/tweets/search/stream', 'GET /2/tweets/search/recent', 'GET /2/users/me'])
          limits.overrides.set(route, FAR_ABOVE_X);
        world.lagMs = (post) => lagOf(seed, post);
      },
    });
    const messages = new Messages(stage.slack.workspace);
    await untilReady(stage.product);
    for (const { id, handle } of BRANDS) await stage.link(LEA, handle, id);
    for (const { slackUser, handle } of people) await stage.link(slackUser, handle);
    const { world } = stage.x;
    const responders = people.map((person) => ({
      ...person,
      xId: world.userByName(person.handle)?.id ?? '',
    }));
    return { stage, redis, responders, messages, printed, clock, struck: [], close };
  } catch (error) {
    await close();
    throw error;
  }
}

const asUser = ({ slackUser, handle }: { slackUser: string; handle: string }): SandboxUser =>
  aUser(slackUser, { realName: `${handle} Person` });

/** Most posts are there at once. */
function lagOf(seed: number, post: StoredPost): number {
  const random = Random.of(seed, `lag ${post.text}`);
  return random.chance(0.4) ? random.int(0, LONGEST_LAG_MS) : 0;
}

function sceneClock(file: string): SceneClock {
  let shift = 0;
  let furthest = 0;
  return {
    shift: () => shift,
    furthest: () => furthest,
    set(shiftMs) {
      shift = shiftMs;
      furthest = Math.max(furthest, shift);
      writeFileSync(`${file}.new`, String(shift));
      renameSync(`${file}.new`, file);
    },
  };
}

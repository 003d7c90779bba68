import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../../sandbox/launch/product.ts';
import { findServer } from '../../src/store/embedded-redis.ts';
import { startRedis, type TestRedis } from './redis-server.ts';
import { until } from './until.ts';

const SLOTS = 16_384;
const MASTERS = 3;
const NODE_TIMEOUT_MS = 1_500;
const DOWN_MS = 800;
export const MASTER_NAME = 'care';

export interface TestCluster {
  /** For REDIS_URL; `replicas`: what it asks for. */
  url(replicas?: number): string;
  masters: TestRedis[];
  /** Which of the masters has the keys of this workspace. */
  ownerOf(workspace: string): Promise<TestRedis>;
  /** One more server, which copies this master. */
  addReplica(master: TestRedis): Promise<TestRedis>;
  close(): Promise<void>;
}

/** A real cluster of three masters on loopback. */
export async function startCluster(): Promise<TestCluster> {
  const nodes = await Promise.all(Array.from({ length: MASTERS }, startNode));
  const masters = [...nodes];
  const ends = masters.map((_, index) => Math.ceil((SLOTS / MASTERS) * (index + 1)) - 1);
  for (const [index, node] of masters.entries()) {
    const from = index === 0 ? 0 : (ends[index - 1] ?? 0) + 1;
    await node.command('cluster', 'SET-CONFIG-EPOCH', String(index + 1));
    await node.command('cluster', 'ADDSLOTSRANGE', String(from), String(ends[index]));
    await meet(node, masters[0]);
  }
  await until(async () => (await Promise.all(masters.map(isWhole))).every(Boolean), 20_000);
  return {
    url: (replicas = 0) =>
      `redis+cluster://${masters.map(({ port }) => `127.0.0.1:${port}`).join(',')}?replicas=${replicas}`,
    masters,
    async ownerOf(workspace) {
      const slot = Number(await masters[0]?.command('cluster', 'KEYSLOT', `{${workspace}}:mark`));
      const owner = masters[ends.findIndex((end) => slot <= end)];
      if (!owner) throw new Error(`Nobody has the slot ${slot}.`);
      return owner;
    },
    async addReplica(master) {
      const node = await startNode();
      nodes.push(node);
      await meet(node, master);
      const id = String(await master.command('cluster', 'MYID'));
      await until(async () => String(await node.command('cluster', 'NODES')).includes(id), 20_000);
      await node.command('cluster', 'REPLICATE', id);
      await until(async () => /slave0:.*state=online/u.test(await replication(master)), 20_000);
      // Whoever does not know it does not vote for it, and it asks only those whom it knows.
      const own = String(await node.command('cluster', 'MYID'));
      const knows = async (other: TestRedis) =>
        String(await other.command('cluster', 'NODES')).match(new RegExp(`${own}.*slave`, 'u'));
      await until(async () => (await Promise.all(masters.map(knows))).every(Boolean), 20_000);
      await until(
        async () => String(await node.command('cluster', 'INFO')).includes('known_nodes:4'),
        20_000,
      );
      return node;
    },
    async close() {
      await Promise.all(nodes.map((node) => node.close()));
    },
  };
}

async function startNode(): Promise<TestRedis> {
  return startRedis({
    'cluster-enabled': 'yes',
    'cluster-config-file': 'nodes.conf',
    'cluster-node-timeout': String(NODE_TIMEOUT_MS),
    'cluster-port': String(await freePort()),
    'repl-diskless-sync-delay': '0',
  });
}

async function meet(node: TestRedis, other: TestRedis | undefined): Promise<void> {
  if (!other || other === node) return;
  const bus = /:\d+@(\d+)/u.exec(String(await other.command('cluster', 'NODES')))?.[1] ?? '';
  await node.command('cluster', 'MEET', '127.0.0.1', String(other.port), bus);
}

async function isWhole(node: TestRedis): Promise<boolean> {
  const info = String(await node.command('cluster', 'INFO'));
  return /cluster_state:ok/u.test(info) && info.includes(`cluster_known_nodes:${MASTERS}`);
}

export const replication = async (server: TestRedis): Promise<string> =>
  String(await server.command('info', 'replication'));

export interface TestSentinels {
  /** For REDIS_URL. */
  url: string;
  master: TestRedis;
  replica: TestRedis;
  /** The port of the master, by the sentinels. */
  masterPort(): Promise<number>;
  close(): Promise<void>;
}

/** A real master, its replica, and three sentinels that replace a dead master. */
export async function startSentinels(): Promise<TestSentinels> {
  const dir = mkdtempSync(join(tmpdir(), 'faccia-sentinels-'));
  const quick = { 'repl-diskless-sync-delay': '0' };
  const master = await startRedis(quick);
  const replica = await startRedis({ ...quick, replicaof: `127.0.0.1 ${master.port}` });
  await until(async () => /slave0:.*state=online/u.test(await replication(master)), 20_000);
  const ports = await Promise.all(Array.from({ length: 3 }, freePort));
  const stops = ports.map((port, index) => startSentinel(join(dir, `${index}.conf`), port, master.port));
  const first = new Redis(ports[0] ?? 0, '127.0.0.1');
  first.on('error', () => undefined);
  const ask = async (...command: string[]): Promise<unknown> => first.call('SENTINEL', ...command);
  await until(async () => /^OK 3/u.test(String(await ask('CKQUORUM', MASTER_NAME))), 20_000);
  await until(async () => ((await ask('REPLICAS', MASTER_NAME)) as unknown[]).length === 1, 20_000);
  return {
    url: `redis+sentinel://${ports.map((port) => `127.0.0.1:${port}`).join(',')}/${MASTER_NAME}`,
    master,
    replica,
    masterPort: async () =>
      Number(((await ask('GET-MASTER-ADDR-BY-NAME', MASTER_NAME)) as string[] | null)?.[1]),
    async close() {
      first.disconnect();
      await Promise.all(stops.map((stop) => stop()));
      await Promise.all([master.close(), replica.close()]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function startSentinel(file: string, port: number, masterPort: number): () => Promise<void> {
  writeFileSync(
    file,
    [
      `port ${port}`,
      'bind 127.0.0.1',
      `sentinel monitor ${MASTER_NAME} 127.0.0.1 ${masterPort} 2`,
      `sentinel down-after-milliseconds ${MASTER_NAME} ${DOWN_MS}`,
      `sentinel failover-timeout ${MASTER_NAME} 4000`,
    ].join('\n'),
  );
  const child = spawn(findServer().name, [file, '--sentinel'], { stdio: 'ignore' });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return () => {
    child.kill('SIGKILL');
    return exited;
  };
}

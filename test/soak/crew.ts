import { freePort, type Product, untilReady } from '../../sandbox/launch/product.ts';
import { Random } from '../../sandbox/launch/random.ts';
import type { Stage } from '../../sandbox/launch/stage.ts';
import { pause } from '../chaos/waiting.ts';

export type Role = 'ingest' | 'slack' | 'worker';

/** One of the desk's processes: it dies and is started again, on the same port. */
interface Member {
  role: Role;
  product: Product;
  start(): Product;
}

export interface Killed {
  role: Role;
  pid: number;
  at: number;
}

export interface Crew {
  killed: Killed[];
  /** kill -9 for one at random, and the next time another draw; it is started again at once. */
  strike(): Promise<void>;
  untilReady(): Promise<void>;
  /** Asks all of them to stop. Answers what each said for that: its exit code (null: it had to be killed). */
  stop(): Promise<(number | null)[]>;
}

const ROLES: readonly Role[] = ['ingest', 'ingest', 'slack', 'slack', 'worker', 'worker'];

/** Two processes of each role. The stage's own one is the first for Slack: browsers reach it. */
export async function openCrew(stage: Stage, seed: number): Promise<Crew> {
  const random = Random.of(seed, 'kills');
  const killed: Killed[] = [];
  const members: Member[] = [];
  for (const [index, role] of ROLES.entries()) {
    if (index === ROLES.indexOf('slack')) {
      const start = () => {
        stage.launch();
        return stage.product;
      };
      members.push({ role, product: stage.product, start });
      continue;
    }
    const port = await freePort();
    const start = () => stage.join(port, { ROLES: role });
    members.push({ role, product: start(), start });
  }
  const crew: Crew = {
    killed,
    async strike() {
      const member = random.pick(members);
      const { pid } = member.product;
      member.product.kill('SIGKILL');
      killed.push({ role: member.role, pid, at: Date.now() });
      await member.product.exited;
      member.product = member.start();
    },
    async untilReady() {
      await Promise.all(members.map(({ product }) => untilReady(product)));
    },
    async stop() {
      for (const { product } of members) product.kill('SIGTERM');
      const late = pause(15_000).then(() => members.forEach(({ product }) => void product.kill('SIGKILL')));
      const codes = Promise.all(members.map(({ product }) => product.exited));
      await Promise.race([codes, late]);
      return codes;
    },
  };
  return crew;
}

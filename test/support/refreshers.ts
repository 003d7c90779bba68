import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface RefreshOrder {
  /** What its clock shows. */
  now: number;
  /** Not before this moment of the real clock. */
  at: number;
  /** Stands still just before X is asked, or just after it answered. */
  freeze?: 'before' | 'after';
  /** Dies just after X answered. */
  crash?: boolean;
}

export type RefreshReport =
  | { kind: 'ready' }
  | { kind: 'frozen' }
  | { kind: 'got'; accessToken: string }
  | { kind: 'failed'; code: string };

export interface Refresher {
  /** Gives the order and answers the first thing that it says. */
  want(order: RefreshOrder): Promise<RefreshReport>;
  /** The next thing that it says. */
  next(): Promise<RefreshReport>;
  thaw(): void;
  exited: Promise<unknown>;
  stop(): Promise<void>;
}

const SCRIPT = fileURLToPath(new URL('./refresher.ts', import.meta.url));

/** A process of its own that gets tokens of this account when it is told to. */
export async function startRefresher(redisUrl: string, xUrl: string, accountId: string): Promise<Refresher> {
  const execArgv = ['--import', import.meta.resolve('tsx')];
  const child = fork(SCRIPT, [redisUrl, xUrl, accountId], { execArgv });
  const exited = once(child, 'exit');
  const refresher: Refresher = {
    want(order) {
      const said = refresher.next();
      child.send(order);
      return said;
    },
    next: () => said(child),
    thaw() {
      // It says that it stands still just before it does: a signal in between would be lost.
      const again = setInterval(() => child.kill('SIGCONT'), 50);
      for (const event of ['message', 'exit']) child.once(event, () => clearInterval(again));
    },
    exited,
    async stop() {
      child.kill('SIGKILL');
      await exited;
    },
  };
  await refresher.next();
  return refresher;
}

async function said(child: ChildProcess): Promise<RefreshReport> {
  const [report] = (await once(child, 'message')) as [RefreshReport];
  return report;
}

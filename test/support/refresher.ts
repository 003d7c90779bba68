import { createXClients } from '../../src/networks/x/client.ts';
import { createXNetwork } from '../../src/networks/x/x-network.ts';
import { systemClock } from '../../src/ops/clock.ts';
import type { Clock, SocialNetwork } from '../../src/ports.ts';
import { connectRedis, type Server } from '../../src/store/redis.ts';
import { freshTokens } from '../../src/usecases/fresh-tokens.ts';
import { X_APP } from './local-x.ts';
import type { RefreshOrder, RefreshReport } from './refreshers.ts';
import { silentLog, storeOn } from './store.ts';

// A process of its own that wants tokens of one account whenever it is told to, with the real store and the real network.
const [redisUrl = '', xUrl = '', accountId = ''] = process.argv.slice(2);
let now = 0;
let order: RefreshOrder = { now, at: 0 };
const clock: Clock = { now: () => now, sleep: systemClock.sleep };
const { accounts } = storeOn(connectRedis(redisUrl, silentLog) as Server, clock);
const clients = createXClients({ ...X_APP, apiUrl: xUrl, authorizeUrl: xUrl, timeoutMs: 5_000 });
const real = createXNetwork(clients, clock);
const report = (said: RefreshReport) => process.send?.(said);

const network: SocialNetwork = {
  ...real,
  async refresh(tokens) {
    if (order.freeze === 'before') await freeze();
    const fresh = await real.refresh(tokens);
    if (order.freeze === 'after') await freeze();
    if (order.crash) process.kill(process.pid, 'SIGKILL');
    return fresh;
  },
};

/** Says so, then the whole process stands still until somebody lets it go on. */
async function freeze(): Promise<void> {
  await new Promise<void>((resolve) => process.send?.({ kind: 'frozen' }, () => resolve()));
  process.kill(process.pid, 'SIGSTOP');
}

const tokens = freshTokens({ accounts, network, clock });

process.on('message', async (told: RefreshOrder) => {
  order = told;
  now = told.now;
  // Whoever was told first waits for the other here.
  while (Date.now() < told.at);
  try {
    report({ kind: 'got', accessToken: (await tokens.get(accountId)).accessToken });
  } catch (error) {
    report({ kind: 'failed', code: String((error as { code?: unknown }).code) });
  }
});
report({ kind: 'ready' });

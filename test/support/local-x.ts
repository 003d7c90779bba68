import { createSandboxX, type SandboxX } from '../../sandbox/x/server.ts';
import { createXClients, type XClients } from '../../src/networks/x/client.ts';
import { createXNetwork } from '../../src/networks/x/x-network.ts';
import { systemClock } from '../../src/ops/clock.ts';
import type { Clock, Ledger, SocialNetwork } from '../../src/ports.ts';
import type { Tokens } from '../../src/stores.ts';

export const X_APP = { clientId: 'client', clientSecret: 'client-secret', bearerToken: 'bearer' };
const SCOPES = ['tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access'];

export interface LocalX {
  x: SandboxX;
  clients: XClients;
  network: SocialNetwork;
  /** Tokens of this account, as X would have given them. */
  tokensOf(username: string): Tokens;
  close(): Promise<void>;
}

/** A local X with a brand, a responder and a customer, and our own adapter to it. */
export async function openLocalX(
  timeoutMs = 500,
  { clock = systemClock, ledger }: { clock?: Clock; ledger?: Ledger } = {},
): Promise<LocalX> {
  const x = await createSandboxX({ port: 0, ...X_APP, now: clock.now });
  const authorizeUrl = `${x.url}/i/oauth2/authorize`;
  const clients = createXClients({
    ...X_APP,
    apiUrl: x.url,
    authorizeUrl,
    timeoutMs,
    repliesAreSummoned: true,
    ...(ledger ? { ledger } : {}),
  });
  x.world.addUser({ username: 'acme', kind: 'brand' });
  x.world.addUser({ username: 'sam_works', kind: 'employee' });
  x.world.addUser({ username: 'customer_one' });
  return {
    x,
    clients,
    network: createXNetwork(clients, clock),
    tokensOf(username) {
      const session = x.tokens.issue(x.world.userByName(username)?.id ?? '', SCOPES);
      return { ...session, scopes: SCOPES };
    },
    close: () => x.close(),
  };
}

/** What X's consent page does when the person agrees: the code comes back. */
export async function agree(authorizeUrl: string, username: string): Promise<string> {
  const url = new URL(authorizeUrl);
  const answer = await fetch(url.origin + url.pathname, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ request: url.search.slice(1), username, decision: 'allow' }),
  });
  return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
}

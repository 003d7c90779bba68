import { createHash, randomBytes } from 'node:crypto';

export interface Session {
  userId: string;
  scopes: string[];
  accessToken: string;
  refreshToken: string;
  expiresAt: number;
}

interface Grant {
  userId: string;
  scopes: string[];
  challenge: string;
  redirectUri: string;
}

const ACCESS_MS = 2 * 60 * 60 * 1000;

/** OAuth 2.0 as X does it: codes and refresh tokens work once, each refresh gives a new pair. */
export class Tokens {
  readonly now: () => number;
  readonly #codes = new Map<string, Grant>();
  readonly #byAccess = new Map<string, Session>();
  readonly #byRefresh = new Map<string, Session>();
  /** How often tokens were renewed. */
  refreshes = 0;
  /** Every token that was ever given away, good or not any more. */
  readonly issued: string[] = [];
  /** How often somebody came with a refresh token that is not good any more. */
  refusedRefreshes = 0;

  constructor(now: () => number) {
    this.now = now;
  }

  grant(grant: Grant): string {
    const code = randomBytes(24).toString('base64url');
    this.#codes.set(code, grant);
    return code;
  }

  exchange(code: string, verifier: string, redirectUri: string): Session | null {
    const grant = this.#codes.get(code);
    this.#codes.delete(code);
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    if (!grant || grant.challenge !== challenge || grant.redirectUri !== redirectUri) return null;
    return this.issue(grant.userId, grant.scopes);
  }

  refresh(refreshToken: string): Session | null {
    const session = this.#byRefresh.get(refreshToken);
    if (!session) {
      this.refusedRefreshes += 1;
      return null;
    }
    this.#forget(session);
    this.refreshes += 1;
    return this.issue(session.userId, session.scopes);
  }

  issue(userId: string, scopes: string[]): Session {
    const session: Session = {
      userId,
      scopes,
      accessToken: randomBytes(32).toString('base64url'),
      refreshToken: randomBytes(32).toString('base64url'),
      expiresAt: this.now() + ACCESS_MS,
    };
    this.issued.push(session.accessToken, session.refreshToken);
    this.#byAccess.set(session.accessToken, session);
    this.#byRefresh.set(session.refreshToken, session);
    return session;
  }

  find(accessToken: string): Session | null {
    const session = this.#byAccess.get(accessToken);
    return session && session.expiresAt > this.now() ? session : null;
  }

  /** Whose pair this refresh token belongs to, while it is good. */
  ownerOf(refreshToken: string): string | null {
    return this.#byRefresh.get(refreshToken)?.userId ?? null;
  }

  /** Every pair that is good now. */
  live(): Session[] {
    return [...this.#byAccess.values()];
  }

  revoke(token: string): void {
    const session = this.#byAccess.get(token) ?? this.#byRefresh.get(token);
    if (session) this.#forget(session);
  }

  /** The user removes the app at X. */
  revokeUser(userId: string): void {
    for (const session of [...this.#byAccess.values()]) if (session.userId === userId) this.#forget(session);
  }

  /** The app may only read for this user from now on, until it is linked again. */
  loseWriting(userId: string): void {
    for (const session of this.#byAccess.values())
      if (session.userId === userId)
        session.scopes = session.scopes.filter((scope) => scope !== 'tweet.write');
  }

  /** As if two hours had gone by. */
  expireAccess(userId: string): void {
    for (const session of this.#byAccess.values()) if (session.userId === userId) session.expiresAt = 0;
  }

  #forget(session: Session): void {
    this.#byAccess.delete(session.accessToken);
    this.#byRefresh.delete(session.refreshToken);
  }
}

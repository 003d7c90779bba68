import { hkdfSync, randomBytes } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../ports.ts';

/** A sign-in that was begun in this browser. */
export interface SignInAttempt {
  state: string;
  nonce: string;
}

/** Signed cookies: nothing is stored, and nobody can make one. Who may do what is asked anew at each request. */
export interface Sessions {
  begin(): Promise<{ attempt: SignInAttempt; cookie: string }>;
  /** Null: it is not ours, or too old. */
  attempt(cookie: string | null): Promise<SignInAttempt | null>;
  open(slackUser: string): Promise<string>;
  /** The Slack user id; null: nobody is signed in. */
  user(cookie: string | null): Promise<string | null>;
}

export const ATTEMPT_MS = 10 * 60 * 1000;
export const SESSION_MS = 8 * 60 * 60 * 1000;

/** The first key signs, every key confirms: so keys can be changed. */
export function createSessions(keys: readonly { key: Buffer }[], clock: Clock): Sessions {
  const secrets = keys.map(({ key }) => new Uint8Array(hkdfSync('sha256', key, '', 'faccia sessions', 32)));
  const seal = (kind: string, claims: Record<string, string>, ms: number) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(kind)
      .setExpirationTime(new Date(clock.now() + ms))
      .sign(secrets[0] as Uint8Array);
  const open = async (kind: string, cookie: string | null): Promise<Record<string, unknown> | null> => {
    for (const secret of cookie === null ? [] : secrets) {
      try {
        const rules = { audience: kind, algorithms: ['HS256'], currentDate: new Date(clock.now()) };
        return (await jwtVerify(cookie as string, secret, rules)).payload;
      } catch {
        // Another key may have signed it; else it is worth nothing.
      }
    }
    return null;
  };
  return {
    async begin() {
      const attempt = { state: random(), nonce: random() };
      return { attempt, cookie: await seal('attempt', attempt, ATTEMPT_MS) };
    },
    async attempt(cookie) {
      const found = await open('attempt', cookie);
      return found ? { state: String(found.state), nonce: String(found.nonce) } : null;
    },
    open: (slackUser) => seal('session', { sub: slackUser }, SESSION_MS),
    async user(cookie) {
      const found = await open('session', cookie);
      return typeof found?.sub === 'string' ? found.sub : null;
    },
  };
}

function random(): string {
  return randomBytes(24).toString('base64url');
}

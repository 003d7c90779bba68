import type { CookieOptions } from 'express';

export const ATTEMPT_COOKIE = 'faccia_sign_in';
export const SESSION_COOKIE = 'faccia_session';

/** No script reads them, and no other site sends them with what changes something. */
export function boardCookie(https: boolean, maxAge: number): CookieOptions {
  return { httpOnly: true, sameSite: 'lax', secure: https, path: '/queues', maxAge };
}

export function cookieIn(header: string | undefined, name: string): string | null {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  const found = pairs.find((pair) => pair.startsWith(`${name}=`));
  return found === undefined ? null : found.slice(name.length + 1);
}

import type { ClientAnswer } from '../slack/client-api.ts';
import type { LiveState } from './live-state.ts';

/** What a person waited for and saw. */
export interface Seen<T> {
  value: T;
  /** The words, in one line. */
  saw: string;
}

/** What should have been seen was not. */
export class NotSeenError extends Error {
  readonly instead: string;

  constructor(awaited: string, instead: string) {
    super(awaited);
    this.name = 'NotSeenError';
    this.instead = instead;
  }
}

export const PATIENCE_MS = 20_000;

/** Looks again at every change, until it is there. Throws NotSeenError with what is there instead. */
export async function untilSeen<T>(
  live: LiveState,
  awaited: string,
  look: () => Promise<Seen<T> | { instead: string }>,
  patienceMs = PATIENCE_MS,
): Promise<Seen<T>> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if ('value' in found) return found;
    const left = end - Date.now();
    if (left <= 0) throw new NotSeenError(awaited, found.instead);
    await live.changed(Math.min(left, 1_000));
  }
}

/** What the page in the browser sends too. Throws with what the other side objected to. */
export async function post<T extends ClientAnswer>(address: string, body: object): Promise<T> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as T;
  if (!answer.ok) throw new NotSeenError('an answer of the app', answer.error ?? 'no reason given');
  return answer;
}

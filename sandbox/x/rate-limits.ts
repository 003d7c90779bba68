export interface Allowance {
  limit: number;
  remaining: number;
  /** Seconds since 1970. */
  reset: number;
}

export interface Use {
  /** Of this user (or the app), in 15 minutes. */
  own: Allowance;
  /** Of the whole app, in 24 hours; null where X has no such limit. */
  appDay: Allowance | null;
  exceeded: boolean;
}

const WINDOW_MS = 15 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
const LIMITS: Record<string, number> = {
  'POST /2/tweets': 100,
  'DELETE /2/tweets/:id': 50,
  'GET /2/users/:id/mentions': 300,
  'GET /2/users/:id/tweets': 900,
  'GET /2/users/me': 75,
  'GET /2/tweets/search/recent': 300,
  'GET /2/tweets/search/stream': 50,
};
const DAY_LIMITS: Record<string, number> = { 'POST /2/tweets': 10_000 };
const OTHERS = 900;

interface Window {
  started: number;
  used: number;
}

/** Calls in 15 minutes, by user (or app) and route, and in 24 hours by route. */
export class RateLimits {
  readonly now: () => number;
  readonly #windows = new Map<string, Window>();
  /** By route, or by route and user: `POST /2/tweets 1000013`. The user's own goes first. */
  readonly overrides = new Map<string, number>();
  /** By route. */
  readonly dayOverrides = new Map<string, number>();
  /** X's 15 minutes, for those who cannot wait so long. */
  windowMs = WINDOW_MS;

  constructor(now: () => number) {
    this.now = now;
  }

  use(route: string, who: string): Use {
    const limit =
      this.overrides.get(`${route} ${who}`) ?? this.overrides.get(route) ?? LIMITS[route] ?? OTHERS;
    const dayLimit = this.dayOverrides.get(route) ?? DAY_LIMITS[route];
    const own = this.#window(`${route} ${who}`, this.windowMs);
    const day = dayLimit === undefined ? null : this.#window(route, DAY_MS);
    const exceeded = own.used >= limit || (day !== null && day.used >= (dayLimit ?? 0));
    if (!exceeded) {
      own.used += 1;
      if (day) day.used += 1;
    }
    return {
      own: allowance(own, limit, this.windowMs),
      appDay: day && allowance(day, dayLimit ?? 0, DAY_MS),
      exceeded,
    };
  }

  #window(key: string, length: number): Window {
    const known = this.#windows.get(key);
    const window = known && this.now() - known.started < length ? known : { started: this.now(), used: 0 };
    this.#windows.set(key, window);
    return window;
  }
}

function allowance({ started, used }: Window, limit: number, length: number): Allowance {
  return { limit, remaining: Math.max(0, limit - used), reset: Math.ceil((started + length) / 1000) };
}

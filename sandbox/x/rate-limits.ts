export interface Allowance {
  limit: number;
  remaining: number;
  /** Seconds since 1970. */
  reset: number;
}

const WINDOW_MS = 15 * 60_000;
const LIMITS: Record<string, number> = {
  'POST /2/tweets': 100,
  'DELETE /2/tweets/:id': 50,
  'GET /2/users/:id/mentions': 300,
  'GET /2/users/:id/tweets': 900,
  'GET /2/users/me': 75,
  'GET /2/tweets/search/recent': 300,
  'GET /2/tweets/search/stream': 50,
};
const OTHERS = 900;

/** Calls in 15 minutes, by user (or app) and route. */
export class RateLimits {
  readonly now: () => number;
  readonly #windows = new Map<string, { started: number; used: number }>();
  readonly overrides = new Map<string, number>();

  constructor(now: () => number) {
    this.now = now;
  }

  use(route: string, who: string): Allowance & { exceeded: boolean } {
    const key = `${route} ${who}`;
    const limit = this.overrides.get(route) ?? LIMITS[route] ?? OTHERS;
    const known = this.#windows.get(key);
    const window = known && this.now() - known.started < WINDOW_MS ? known : { started: this.now(), used: 0 };
    this.#windows.set(key, window);
    const exceeded = window.used >= limit;
    if (!exceeded) window.used += 1;
    return {
      limit,
      remaining: limit - window.used,
      reset: Math.ceil((window.started + WINDOW_MS) / 1000),
      exceeded,
    };
  }
}

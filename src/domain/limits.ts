/** How many posts X lets be created through the API. */
export interface PostLimits {
  /** By one account in 15 minutes. */
  perAccount: number;
  /** By all accounts together in 24 hours. */
  perApp: number;
}

export const ACCOUNT_WINDOW_MS = 15 * 60 * 1000;
export const APP_WINDOW_MS = 24 * 60 * 60 * 1000;

/** What is left of one of X's limits, by X's own words. */
export interface Allowance {
  remaining: number;
  /** Milliseconds since 1970: the limit starts anew. */
  resetAt: number;
}

/** What the headers of one answer say; null: nothing. */
export interface SeenLimits {
  /** Of the account, in 15 minutes. */
  account: Allowance | null;
  /** Of the account, in 24 hours. */
  accountDay: Allowance | null;
  /** Of the app, in 24 hours. */
  appDay: Allowance | null;
}

/** X said no without saying how long: this account is taken to have nothing left until then. */
export function withNothingLeft(seen: SeenLimits | null, resetAt: number): SeenLimits {
  const known = seen ?? { account: null, accountDay: null, appDay: null };
  const told = [known.account, known.accountDay, known.appDay];
  if (told.some((allowance) => allowance?.remaining === 0)) return known;
  return { ...known, account: { remaining: 0, resetAt } };
}

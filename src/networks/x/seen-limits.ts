import type { IncomingHttpHeaders } from 'node:http';
import type { Allowance, SeenLimits } from '../../domain/limits.ts';

/** What X's headers say of its limits; null where they say nothing that can be understood. */
export function seenLimits(headers: IncomingHttpHeaders): SeenLimits | null {
  const seen = {
    account: allowance(headers, 'x-rate-limit'),
    accountDay: allowance(headers, 'x-user-limit-24hour'),
    appDay: allowance(headers, 'x-app-limit-24hour'),
  };
  return Object.values(seen).some((value) => value !== null) ? seen : null;
}

function allowance(headers: IncomingHttpHeaders, name: string): Allowance | null {
  const remaining = wholeNumber(headers[`${name}-remaining`]);
  const reset = wholeNumber(headers[`${name}-reset`]);
  return remaining === null || reset === null ? null : { remaining, resetAt: reset * 1000 };
}

function wholeNumber(header: string | string[] | undefined): number | null {
  return typeof header === 'string' && /^\d{1,12}$/u.test(header.trim()) ? Number(header) : null;
}

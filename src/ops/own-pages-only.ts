import type { RequestHandler } from 'express';

const READING = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses what a page of somebody else makes a browser send here. Browsers say it in `Sec-Fetch-Site` (all since 2023);
 * older ones name the page in `Origin`. Who sends neither is no browser, and nobody's cookies travel along.
 */
export function ownPagesOnly(addresses: readonly string[]): RequestHandler {
  const origins = addresses.map((address) => new URL(address).origin);
  return (request, response, next) => {
    if (READING.includes(request.method) || isOwn(request.headers, origins)) return next();
    response
      .status(403)
      .type('text')
      .send(
        'This was sent from a page that is not of Faccia. Open the link from Slack again, in a new tab.\n',
      );
  };
}

function isOwn(
  headers: { 'sec-fetch-site'?: string | string[]; origin?: string },
  origins: readonly string[],
): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  return headers.origin === undefined || origins.includes(headers.origin);
}

import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { PAGE_STYLE } from './page.ts';

const NOWHERE = ["'none'"];

/**
 * For our own pages: nothing runs, nothing is loaded, nobody frames them. Forms go to us and on from there to
 * `formTargets`, because browsers hold redirects of a form to the same rule.
 */
export function strictHeaders(formTargets: readonly string[]): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: NOWHERE,
        styleSrc: [`'sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}'`],
        formAction: ["'self'", ...formTargets],
        baseUri: NOWHERE,
        frameAncestors: NOWHERE,
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
}

/** For the queue board, which runs its own scripts and sets styles from them. Nothing from anywhere else. */
export function boardHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: NOWHERE,
        formAction: ["'self'"],
        baseUri: ["'self'"],
        frameAncestors: NOWHERE,
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
}

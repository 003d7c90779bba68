import { createServer, type RequestListener, type Server } from 'node:http';
import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { Log } from '../ports.ts';

/** How long and how much a client may take before its connection is cut. Times in ms. */
export interface ServerLimits {
  headersMs: number;
  requestMs: number;
  /** Longer than load balancers keep an idle connection (60 s), else they meet one that closes. */
  idleMs: number;
  /** How often connections are looked at. */
  lookEveryMs: number;
  headerBytes: number;
  connections: number;
}

export const SERVER_LIMITS: ServerLimits = {
  headersMs: 10_000,
  requestMs: 20_000,
  idleMs: 65_000,
  lookEveryMs: 2_000,
  headerBytes: 16_384,
  connections: 2_000,
};

/** A server that nobody holds up by sending slowly, or without end. */
export function limitedServer(limits: ServerLimits, listener: RequestListener): Server {
  const server = createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.idleMs,
      connectionsCheckingInterval: limits.lookEveryMs,
      maxHeaderSize: limits.headerBytes,
    },
    listener,
  );
  server.maxConnections = limits.connections;
  return server;
}

/**
 * So many requests of one address in a minute, counted in this process. Which address it is depends on whom
 * `trust proxy` believes.
 */
export function limitedRate(perMinute: number, log: Log): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // Its checks write to the console, not into the log; ours is forwardedUnbelieved.
    validate: false,
    handler(request, response, _next, { limit }) {
      const { used } = (request as unknown as { rateLimit: { used: number } }).rateLimit;
      if (used === (limit as number) + 1) log.warn('http-rate-limited', { path: request.path, perMinute });
      response.status(429).type('text').send('Too many requests from your address. Try again in a minute.\n');
    },
  });
}

/** Says once that a proxy stands before us whom nobody told us to believe: all people count as one address then. */
export function forwardedUnbelieved(log: Log): RequestHandler {
  let told = false;
  return (request, _response, next) => {
    if (!told && request.headers['x-forwarded-for'] !== undefined && request.ips.length === 0) {
      told = true;
      log.warn('proxy-not-trusted', {
        remedy: 'If a proxy or load balancer stands before Faccia, name it in the YAML: http.trust_proxy.',
      });
    }
    next();
  };
}

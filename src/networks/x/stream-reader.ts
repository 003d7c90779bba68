import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { StringDecoder } from 'node:string_decoder';

export interface StreamRequest {
  url: string;
  bearerToken: string;
  signal: AbortSignal;
  /** No headers for this long: the connection is given up. */
  headersMs?: number;
  /** Not a single byte for this long: X sends a blank line every 20 s. */
  silenceMs?: number;
}

export type StreamFailure =
  | { kind: 'http'; status: number; resetAt: number | null }
  | { kind: 'network'; reason: string };

/** Why a stream ended or never began. */
export class StreamError extends Error {
  readonly failure: StreamFailure;

  constructor(failure: StreamFailure) {
    super(failure.kind === 'http' ? `HTTP ${failure.status}` : failure.reason);
    this.failure = failure;
  }
}

const HEADERS_MS = 10_000;
const SILENCE_MS = 22_000;
/** About so many lines wait in here; the rest with X. */
const MOST_AHEAD = 500;

/**
 * Connects to X's filtered stream; answers its lines without the heartbeats, those together that came together. Uncompressed, because a compressed stream
 * that breaks goes unnoticed; decoded over chunk borders; `\r\n` and `\n` alike. Both connecting and reading throw
 * {@link StreamError}; an aborted stream ends quietly.
 */
export async function openStream(options: StreamRequest): Promise<AsyncIterable<string[]>> {
  const response = await connect(options);
  response.setTimeout(0);
  response.socket.setTimeout(options.silenceMs ?? SILENCE_MS, () => {
    response.destroy(new Error('silence'));
  });
  // Listened to from the first moment: what ends before somebody asks for lines would be waited for without an end.
  return linesOf(response, readAhead(response), options);
}

/** In characters. The largest post with all that is asked of it has a hundredth of this. */
const LONGEST_LINE = 4_000_000;

/** Bytes in, cut anywhere; the whole lines that they end out, without the heartbeats. Throws on a line that does not end. */
export function lineSplitter(): (chunk: Buffer) => string[] {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  return (chunk) => {
    const lines = (rest + decoder.write(chunk)).split(/\r?\n/u);
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_LINE) throw new Error('a line without end');
    return lines.filter((line) => line.trim() !== '');
  };
}

/** Reads ahead while what came before is worked on: the more comes in, the more is handed on at once. */
async function* linesOf(
  response: IncomingMessage,
  ahead: () => Promise<string[] | null>,
  options: StreamRequest,
): AsyncIterable<string[]> {
  try {
    for (let said = await ahead(); said !== null; said = await ahead()) yield said;
  } catch (error) {
    if (options.signal.aborted) return;
    throw new StreamError({
      kind: 'network',
      reason: error instanceof Error ? error.message : String(error),
    });
  } finally {
    response.destroy();
  }
  if (!options.signal.aborted) throw new StreamError({ kind: 'network', reason: 'X closed the stream' });
}

/** Each call answers the lines that have come since, at least one; null: it is over. Throws when it broke. */
function readAhead(response: IncomingMessage): () => Promise<string[] | null> {
  const split = lineSplitter();
  let ahead: string[] = [];
  let over: { error: Error | null } | null = null;
  let wake: () => void = () => undefined;
  const end = (error: Error | null): void => {
    over ??= { error };
    wake();
  };
  response.on('data', (chunk: Buffer) => {
    try {
      ahead.push(...split(chunk));
    } catch (error) {
      response.destroy(error as Error);
    }
    if (ahead.length >= MOST_AHEAD) response.pause();
    if (ahead.length > 0) wake();
  });
  response.once('end', () => end(null));
  response.once('error', end);
  response.once('close', () => end(new Error('aborted')));
  return async () => {
    while (ahead.length === 0 && over === null)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    if (ahead.length > 0) {
      const said = ahead;
      ahead = [];
      response.resume();
      return said;
    }
    if (over?.error) throw over.error;
    return null;
  };
}

function connect({
  url,
  bearerToken,
  signal,
  headersMs = HEADERS_MS,
}: StreamRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const send = url.startsWith('http:') ? requestHttp : requestHttps;
    const request: ClientRequest = send(url, {
      signal,
      agent: false,
      headers: { authorization: `Bearer ${bearerToken}`, 'accept-encoding': 'identity' },
    });
    const late = setTimeout(() => request.destroy(new Error('no headers')), headersMs);
    request.once('error', (error) => {
      clearTimeout(late);
      reject(new StreamError({ kind: 'network', reason: error.message }));
    });
    request.once('response', (response) => {
      clearTimeout(late);
      if (response.statusCode === 200) return resolve(response);
      const reset = Number(response.headers['x-rate-limit-reset']);
      response.resume();
      request.destroy();
      reject(
        new StreamError({
          kind: 'http',
          status: response.statusCode ?? 0,
          resetAt: Number.isFinite(reset) ? reset * 1000 : null,
        }),
      );
    });
    request.end();
  });
}

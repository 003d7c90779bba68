import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openStream, StreamError } from '../../src/networks/x/stream-reader.ts';
import { type Pieces, servePieces } from '../support/pieces.ts';

let server: Pieces;
afterEach(() => server.close());

const open = (over: object = {}) =>
  openStream({ url: server.url, bearerToken: 'bearer', signal: new AbortController().signal, ...over });

/** All lines until it ends, and how it ended. */
async function readAll(lines: AsyncIterable<string[]>): Promise<{ lines: string[]; end: unknown }> {
  const read: string[] = [];
  try {
    for await (const together of lines) read.push(...together);
    return { lines: read, end: null };
  } catch (error) {
    return { lines: read, end: error };
  }
}

/** One write for each piece, each in a packet of its own. */
const inPieces =
  (...pieces: (string | Buffer)[]) =>
  (response: ServerResponse) => {
    response.flushHeaders();
    const next = () => {
      const piece = pieces.shift();
      if (piece === undefined) response.end();
      else response.write(piece, () => setImmediate(next));
    };
    next();
  };

describe('a stream', () => {
  it('is asked for uncompressed, with the bearer token', async () => {
    server = await servePieces((response) => response.end());
    await readAll(await open());
    expect(server.seen[0]).toMatchObject({
      'accept-encoding': 'identity',
      authorization: 'Bearer bearer',
    });
  });

  it('keeps every line over broken characters, both line ends and heartbeats', async () => {
    const smile = Buffer.from('{"a":"😀é"}\r\n');
    const pieces = [...smile].map((byte) => Buffer.from([byte]));
    server = await servePieces(
      inPieces('\r\n', ...pieces, '{"b":1}\n{"c":2}\r', '\n', '\r\n', '{"d":', '3}\r\n', '{"half'),
    );
    const { lines, end } = await readAll(await open());
    expect(lines).toEqual(['{"a":"😀é"}', '{"b":1}', '{"c":2}', '{"d":3}']);
    expect(end).toMatchObject({ failure: { kind: 'network' } });
  });

  it('loses none of 20,000 posts that come in pieces of any size', async () => {
    const all = Buffer.from(
      Array.from({ length: 20_000 }, (_, index) => `${JSON.stringify({ index, text: '日本語😀' })}\r\n`).join(
        '',
      ),
    );
    const pieces: Buffer[] = [];
    for (let at = 0, size = 1; at < all.length; at += size, size = (size * 7919 + 13) % 65_521)
      pieces.push(all.subarray(at, at + size));
    server = await servePieces(inPieces(...pieces));
    const { lines } = await readAll(await open());
    expect(lines.map((line) => (JSON.parse(line) as { index: number }).index)).toEqual(
      Array.from({ length: 20_000 }, (_, index) => index),
    );
  });

  it('that falls silent is over', async () => {
    server = await servePieces((response) => response.write('{"a":1}\r\n'));
    const { lines, end } = await readAll(await open({ silenceMs: 100 }));
    expect(lines).toEqual(['{"a":1}']);
    expect(end).toBeInstanceOf(StreamError);
    expect(end).toMatchObject({ failure: { kind: 'network', reason: 'silence' } });
  });

  it('without headers is given up', async () => {
    server = await servePieces(() => undefined);
    await expect(open({ headersMs: 100 })).rejects.toMatchObject({
      failure: { kind: 'network', reason: 'no headers' },
    });
  });

  it('that X refuses says with what, and until when', async () => {
    server = await servePieces((response) =>
      response.writeHead(429, { 'x-rate-limit-reset': '1700000000' }).end('{}'),
    );
    await expect(open()).rejects.toMatchObject({
      failure: { kind: 'http', status: 429, resetAt: 1_700_000_000_000 },
    });
  });

  it('that is cut in the middle of a post says so', async () => {
    server = await servePieces((response) => {
      response.write('{"a":1}\r\n{"b":', () => response.destroy());
    });
    const { lines, end } = await readAll(await open());
    expect(lines).toEqual(['{"a":1}']);
    expect(end).toMatchObject({ failure: { kind: 'network' } });
  });

  it('that ends before anybody asks for its lines is over, and not waited for', async () => {
    let gone = false;
    server = await servePieces((response) => {
      response.flushHeaders();
      response.once('close', () => {
        gone = true;
      });
    });
    const stop = new AbortController();
    const lines = await open({ signal: stop.signal });
    stop.abort();
    await vi.waitFor(() => expect(gone).toBe(true));
    expect(await readAll(lines)).toEqual({ lines: [], end: null });
  });

  it('that we end is quiet', async () => {
    const stop = new AbortController();
    server = await servePieces((response) => response.write('{"a":1}\r\n'));
    const lines = await open({ signal: stop.signal });
    const read: string[] = [];
    for await (const together of lines) {
      read.push(...together);
      stop.abort();
    }
    expect(read).toEqual(['{"a":1}']);
  });
});

import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Pieces {
  url: string;
  /** Headers of each connection so far. */
  seen: IncomingHttpHeaders[];
  close(): Promise<void>;
}

/** A server that answers each connection as the next of these says; the last one for all that follow. */
export async function servePieces(...answers: ((response: ServerResponse) => void)[]): Promise<Pieces> {
  const seen: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    const answer = answers[Math.min(seen.length, answers.length - 1)];
    seen.push(request.headers);
    answer?.(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

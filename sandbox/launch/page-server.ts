import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, type Rolldown } from 'vite';

export interface PageServerOptions {
  port: number;
  slackUrl: string;
  xUrl: string;
  info(): object;
  /** Called when `info` has changed. */
  onChange(listener: () => void): () => void;
  restart(): void;
}

const ROOT = fileURLToPath(new URL('../page', import.meta.url));

/** The page, and behind it what it asks of the local Slack and the local X: one address for everything. */
export async function startPageServer(options: PageServerOptions): Promise<{ url: string; close(): void }> {
  const files = await buildPage();
  const server = createServer((incoming, response) => {
    const path = incoming.url ?? '/';
    if (path.startsWith('/slack-client/'))
      proxy(`${options.slackUrl}/client/${path.slice(14)}`, incoming, response);
    else if (path.startsWith('/x-client/'))
      proxy(`${options.xUrl}/client/${path.slice(10)}`, incoming, response);
    else if (path.startsWith('/sandbox/')) sandbox(options, path, response);
    else serveFile(files, path, response);
  });
  const port = await listen(server, options.port);
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

type Files = Map<string, string | Uint8Array>;

/** Built once, in memory: nothing to keep fresh, and no development client that asks for a socket. */
async function buildPage(): Promise<Files> {
  const built = (await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: { write: false, chunkSizeWarningLimit: 4_000 },
  })) as Rolldown.RolldownOutput;
  return new Map(
    built.output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]),
  );
}

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

function serveFile(files: Files, path: string, response: ServerResponse): void {
  const name = path.split('?', 1)[0] === '/' ? '/index.html' : (path.split('?', 1)[0] ?? '');
  const file = files.get(name);
  if (file === undefined) {
    response.writeHead(404).end();
    return;
  }
  const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  response.writeHead(200, { 'content-type': type }).end(file);
}

function sandbox(
  { info, onChange, restart }: PageServerOptions,
  path: string,
  response: ServerResponse,
): void {
  if (path === '/sandbox/events') {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const say = () => response.write('data: {}\n\n');
    say();
    response.once('close', onChange(say));
    return;
  }
  if (path === '/sandbox/restart') restart();
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(info()));
}

function proxy(target: string, incoming: IncomingMessage, response: ServerResponse): void {
  const outgoing = request(target, { method: incoming.method, headers: incoming.headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
    response.once('close', () => answer.destroy());
  });
  outgoing.once('error', () => {
    if (!response.headersSent) response.writeHead(502).end();
  });
  incoming.pipe(outgoing);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

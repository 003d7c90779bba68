import { createHmac, randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Json } from './refusal.ts';

export interface Envelope {
  type: 'interactive' | 'slash_commands' | 'events_api';
  payload: Json;
}

/** What the app answered when it acknowledged: empty, or text or a view's answer. */
export type AckBody = Json | string | null;

/** Slack sends an event again that was not acknowledged in time, as it thinks. */
export interface Retry {
  /** 1 to 3. */
  num: number;
  reason: string;
}

export interface Delivery {
  /** Resolves when the app acknowledged; rejects when it did not, or nobody is connected. */
  send(envelope: Envelope, retry?: Retry): Promise<AckBody>;
  /** As if Slack closed every socket. */
  disconnect(): void;
  /**
   * As Slack renews its connections. `warning`: all are told, and events still come there for `ms`. `refresh_requested`:
   * the oldest one is told, and gets no event any more. Each is closed `ms` after its last event.
   */
  renew(reason: 'warning' | 'refresh_requested', ms: number): void;
  connections(): number;
  /** For apps.connections.open. */
  socketUrl(): string;
  close(): void;
}

/** Slack's own patience is 3 s; ours is longer, so that a late answer is seen as late and not as missing. */
const PATIENCE_MS = 6_000;

/** Socket Mode: each payload goes to one of the connections, which acknowledges by its envelope's id. */
export function socketDelivery(server: Server, url: () => string): Delivery {
  const sockets = new WebSocketServer({ noServer: true });
  const open: WebSocket[] = [];
  /** Told to go: no event goes there any more. */
  const going = new Set<WebSocket>();
  const tickets = new Set<string>();
  const waiting = new Map<string, (body: AckBody) => void>();
  let turn = 0;
  server.on('upgrade', (request, socket, head) => {
    const ticket = new URL(request.url ?? '/', 'http://x').searchParams.get('ticket') ?? '';
    if (!tickets.delete(ticket)) return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, (client) => {
      open.push(client);
      client.send(
        JSON.stringify({
          type: 'hello',
          num_connections: open.length,
          connection_info: { app_id: 'A0FACCIA' },
        }),
      );
      client.on('message', (data) => {
        const { envelope_id: id, payload } = JSON.parse(String(data)) as {
          envelope_id?: string;
          payload?: AckBody;
        };
        waiting.get(id ?? '')?.(payload ?? null);
      });
      client.on('close', () => open.splice(open.indexOf(client), 1));
    });
  });
  return {
    send({ type, payload }, retry) {
      const able = open.filter((each) => !going.has(each));
      const client = able[turn++ % Math.max(1, able.length)];
      if (!client) return Promise.reject(new Error('nobody is connected'));
      const id = randomUUID();
      const again = retry ? { retry_attempt: retry.num, retry_reason: retry.reason } : {};
      client.send(
        JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: true, ...again }),
      );
      return patiently(waiting, id);
    },
    disconnect() {
      for (const client of [...open]) {
        client.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
        client.close();
      }
    },
    renew(reason, ms) {
      const told = reason === 'warning' ? [...open] : open.filter((each) => !going.has(each)).slice(0, 1);
      for (const client of told) {
        client.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink' } }));
        const end = () => {
          going.add(client);
          setTimeout(() => client.close(), ms).unref();
        };
        if (reason === 'refresh_requested') end();
        else setTimeout(end, ms).unref();
      }
    },
    connections: () => open.length,
    socketUrl() {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `${url().replace('http:', 'ws:')}/link/?ticket=${ticket}`;
    },
    close() {
      for (const client of open) client.terminate();
      sockets.close();
    },
  };
}

function patiently(waiting: Map<string, (body: AckBody) => void>, id: string): Promise<AckBody> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      waiting.delete(id);
      reject(new Error('not acknowledged'));
    }, PATIENCE_MS);
    waiting.set(id, (body) => {
      clearTimeout(timer);
      waiting.delete(id);
      resolve(body);
    });
  });
}

/** Signed HTTP, as Slack sends it to a request URL; behind it one address after the other takes a request. */
export function httpDelivery(urls: readonly string[], signingSecret: string, now: () => number): Delivery {
  let turn = 0;
  return {
    async send({ type, payload }, retry) {
      const isEvent = type === 'events_api';
      const body = isEvent
        ? JSON.stringify(payload)
        : type === 'interactive'
          ? new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
          : new URLSearchParams(payload as Record<string, string>).toString();
      const timestamp = String(Math.floor(now() / 1000));
      const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
      const response = await fetch(urls[turn++ % urls.length] ?? '', {
        method: 'POST',
        signal: AbortSignal.timeout(PATIENCE_MS),
        headers: {
          'content-type': isEvent ? 'application/json' : 'application/x-www-form-urlencoded',
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': `v0=${signature}`,
          ...(retry ? { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason } : {}),
        },
        body,
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`answered ${response.status}`);
      return text === '' ? null : text.startsWith('{') ? (JSON.parse(text) as Json) : text;
    },
    disconnect: () => undefined,
    renew: () => undefined,
    connections: () => 1,
    socketUrl: () => 'ws://127.0.0.1:1/none',
    close: () => undefined,
  };
}

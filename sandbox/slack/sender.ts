import type { ClientAnswer } from './client-api.ts';
import type { AckBody, Delivery, Envelope, Retry } from './delivery.ts';
import type { Json } from './refusal.ts';
import type { Workspace } from './workspace.ts';

const PATIENCE_MS = 3_000;

export interface Sent {
  answer: ClientAnswer;
  /** What the app said when it acknowledged. */
  body: AckBody;
}

/** Brings payloads to the app, and tells people of an app that does not answer in time. */
export class Sender {
  readonly workspace: Workspace;
  readonly #delivery: Delivery;
  readonly #url: () => string;
  /** Sent last: Slack and networks send things twice. */
  last: Envelope | null = null;

  constructor(workspace: Workspace, delivery: Delivery, url: () => string) {
    this.workspace = workspace;
    this.#delivery = delivery;
    this.#url = url;
  }

  responseUrl(target: { channel: string; user: string; ts: string | null }): string {
    return `${this.#url()}/response/${this.workspace.responseUrl(target)}`;
  }

  interactive(payload: Json, user: string, type: string): Promise<Sent> {
    return this.send({ type: 'interactive', payload }, user, type);
  }

  /** Nobody waits for an event: a late answer to it is counted and shown to nobody. */
  async send(envelope: Envelope, user: string, type: string, retry?: Retry): Promise<Sent> {
    this.last = envelope;
    const started = performance.now();
    try {
      const body = await this.#delivery.send(envelope, retry);
      const ms = performance.now() - started;
      this.workspace.acks.push({ type, user, ms });
      if (ms > PATIENCE_MS) return { answer: this.#late(type, user, ms), body: null };
      return { answer: { ok: true, ackMs: ms }, body };
    } catch {
      return { answer: this.#late(type, user, null), body: null };
    }
  }

  #late(type: string, user: string, ms: number | null): ClientAnswer {
    this.workspace.lateAcks.push({ type, user, ms });
    const error = 'Faccia did not respond in time. Try again.';
    if (this.workspace.users.has(user)) this.workspace.notice(user, error);
    return { ok: false, error };
  }
}

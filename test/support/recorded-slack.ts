import type { WebClient } from '@slack/web-api';
import type { ClickedView } from '../../handlers/click.ts';
import type { Listening } from '../../handlers/listen-by-id.ts';
import { registerSlack, type SlackDeps } from '../../handlers/register.ts';
import type { WindowSent } from '../../handlers/window.ts';
import { AppError } from '../../src/errors.ts';
import { createInFlight } from '../../src/ops/in-flight.ts';
import type { Log } from '../../src/ports.ts';

/** What somebody does in Slack. */
export type Act =
  | { kind: 'click'; id: string; value?: string; view?: ClickedView | null }
  | { kind: 'window' | 'closed'; id: string; metadata?: string; values?: WindowSent['values'] }
  | { kind: 'command'; text: string }
  | { kind: 'shortcut'; id: string; threadTs: string; author: string; text: string }
  | { kind: 'event'; id: string; event: Readonly<Record<string, unknown>> };

/** What this person saw of it. */
export interface Seen {
  /** Windows that opened or changed, and the home. */
  views: number;
  /** Sentences for their eyes, and what stood at a field. */
  said: string[];
  /** The code of what was refused; null: nothing was. */
  refused: string | null;
}

type Listener = (given: Record<string, unknown>) => Promise<void>;

const CHANNEL = 'C0CARE';
const VIEW_ID = 'V0WINDOW';

/** A Slack without wires: it only knows who listens to what, and calls them as Bolt does. */
export class RecordedSlack {
  readonly #listeners = new Map<string, Listener>();
  #seen: Seen = { views: 0, said: [], refused: null };
  #commands: readonly string[] = [];

  /** Everything that somebody listens to: `click take_it`, `window join_submit`, `command join`, `event message`, … */
  get names(): string[] {
    return [...this.#listeners.keys(), ...this.#commands.map((verb) => `command ${verb}`)]
      .filter((name) => name !== 'command /care')
      .sort();
  }

  readonly client = {
    views: { open: this.#shown(), push: this.#shown(), update: this.#shown(), publish: this.#shown() },
  } as unknown as WebClient;

  /** What the listeners need of Slack itself. */
  get deps() {
    const say = async (sentence: string) => void this.#seen.said.push(sentence);
    return {
      inFlight: createInFlight(),
      log: this.log,
      whisper: (_channel: string, _slackUser: string, sentence: string) => say(sentence),
      tell: (_slackUser: string, sentence: string) => say(sentence),
    };
  }

  /** What goes wrong for people stands in the log. */
  get log(): Log {
    const note = (_event: string, fields?: Record<string, unknown>) => {
      const error = fields?.error;
      if (error !== undefined) this.#seen.refused = error instanceof AppError ? error.code : String(error);
    };
    return { debug: note, info: note, warn: note, error: note };
  }

  listen(deps: SlackDeps, commands: readonly string[]): void {
    this.#commands = commands;
    const on = (kind: string) => (what: unknown, listener: Listener) => {
      const id = typeof what === 'object' ? (what as { callback_id?: string }).callback_id : what;
      // The one for buttons that nobody knows.
      if (what instanceof RegExp) return;
      const closed = (what as { type?: string }).type === 'view_closed';
      this.#listeners.set(`${closed ? 'closed' : kind} ${id}`, listener);
    };
    const app = {
      action: on('click'),
      view: on('window'),
      shortcut: on('shortcut'),
      command: on('command'),
      event: on('event'),
    };
    registerSlack(app as unknown as Listening, deps);
  }

  /** This person does it. */
  async does(slackUser: string, act: Act): Promise<Seen> {
    this.#seen = { views: 0, said: [], refused: null };
    const name = act.kind === 'command' ? 'command /care' : `${act.kind} ${act.id}`;
    const listener = this.#listeners.get(name);
    if (!listener) throw new Error(`Nobody listens to "${name}".`);
    await listener(this.#given(slackUser, act));
    return this.#seen;
  }

  #shown() {
    return async () => {
      this.#seen.views += 1;
      return { ok: true };
    };
  }

  #given(slackUser: string, act: Act): Record<string, unknown> {
    const user = { id: slackUser };
    const common = { user, trigger_id: 'T1' };
    const ack = async (answer?: { response_action?: string; errors?: Record<string, string> }) => {
      this.#seen.said.push(...Object.values(answer?.errors ?? {}));
      if (answer?.response_action === 'update' || answer?.response_action === 'push') this.#seen.views += 1;
      if (answer?.response_action === 'update') this.#seen.said.push(JSON.stringify(answer));
    };
    switch (act.kind) {
      case 'click': {
        const view = act.view && slackView(act.view.privateMetadata, act.view.values, act.view.type);
        const where = view ? { view } : { channel: { id: CHANNEL }, message: { ts: '1.1' } };
        const action = { value: act.value ?? '', selected_option: { value: act.value ?? '' } };
        return { ack, action, body: { ...common, ...where } };
      }
      case 'window':
      case 'closed':
        return { ack, body: common, view: slackView(act.metadata ?? '', act.values ?? {}, 'modal') };
      case 'command': {
        const command = { user_id: slackUser, text: act.text, channel_id: CHANNEL, trigger_id: 'T1' };
        const respond = async ({ text }: { text: string }) => {
          this.#seen.said.push(text);
          if (this.#seen.refused === null) this.#seen.views += 1;
        };
        return { ack, command, respond };
      }
      case 'shortcut': {
        const { threadTs: thread_ts, author, text } = act;
        const message = { ts: '9.9', thread_ts, user: author, text };
        return { ack, body: { ...common, channel: { id: CHANNEL }, message } };
      }
      case 'event':
        return { event: { user: slackUser, channel: CHANNEL, ...act.event } };
    }
  }
}

function slackView(private_metadata: string, values: WindowSent['values'], type: string) {
  return { id: VIEW_ID, type, private_metadata, state: { values }, blocks: [] };
}

import type {
  BlockActionInput,
  ClientAnswer,
  CommandInput,
  MessageInput,
  SandboxMessage,
  ViewSubmitInput,
} from './client-api.ts';
import type { AckBody, Delivery, Envelope } from './delivery.ts';
import { filesProblem } from './file-inputs.ts';
import { base, values } from './payloads.ts';
import type { Json } from './refusal.ts';
import { picked, selectOf } from './selects.ts';
import { apiView, clearViews, pushView } from './views.ts';
import type { Workspace } from './workspace.ts';

const PATIENCE_MS = 3_000;

/** What a person does in Slack's own apps, as the payloads that Slack sends to the app. */
export class Person {
  readonly #workspace: Workspace;
  readonly #delivery: Delivery;
  readonly #url: () => string;
  /** Sent last: Slack and networks send things twice. */
  last: Envelope | null = null;

  constructor(workspace: Workspace, delivery: Delivery, url: () => string) {
    this.#workspace = workspace;
    this.#delivery = delivery;
    this.#url = url;
  }

  async blockAction(input: BlockActionInput): Promise<ClientAnswer> {
    const message = input.message && this.#workspace.message(input.message.channel, input.message.ts);
    const view = input.viewId === undefined ? undefined : this.#viewOf(input.viewId);
    if (!message && !view) return { ok: false, error: 'There is no such message or window.' };
    const select = view && selectOf(view, input.blockId, input.actionId);
    if (view && select)
      view.picked = { ...view.picked, [`${input.blockId}/${input.actionId}`]: input.value ?? '' };
    if (view && input.state) view.typed = input.state;
    if (view && input.files) view.chosen = input.files;
    const type = view && input.value !== undefined ? 'plain_text_input' : 'button';
    const action = {
      type,
      action_id: input.actionId,
      block_id: input.blockId,
      value: input.value,
      ...(view && select ? picked(view, input.blockId, select) : {}),
      action_ts: this.#workspace.nextTs(),
    };
    const payload: Json = {
      ...base(this.#workspace, 'block_actions', input.user),
      trigger_id: this.#workspace.trigger(input.user),
      actions: [action],
    };
    if (message) Object.assign(payload, this.#messagePart(message, input.user));
    if (view) {
      payload.container = { type: 'view', view_id: view.id };
      payload.view = apiView(this.#workspace, view, values(this.#workspace, view.typed, view.chosen));
    }
    return (await this.#send({ type: 'interactive', payload }, input.user, 'block_actions')).answer;
  }

  async submitView(input: ViewSubmitInput): Promise<ClientAnswer> {
    const view = this.#workspace.views.get(input.viewId);
    if (!view) return { ok: false, error: 'This window is closed.' };
    const problem = filesProblem(this.#workspace, view, input.files);
    if (problem !== null) return { ok: false, error: problem };
    const payload = {
      ...base(this.#workspace, 'view_submission', input.user),
      trigger_id: this.#workspace.trigger(input.user),
      view: apiView(this.#workspace, view, values(this.#workspace, input.state, input.files)),
      response_urls: [],
    };
    const { answer, body } = await this.#send(
      { type: 'interactive', payload },
      input.user,
      'view_submission',
    );
    if (!answer.ok) return answer;
    const said = (typeof body === 'object' ? body : null) as {
      response_action?: string;
      errors?: Record<string, string>;
      view?: Json;
    } | null;
    view.errors = said?.errors ?? {};
    if (said?.response_action === 'update' && said.view) view.view = said.view;
    if (said?.response_action === 'push' && said.view) pushView(this.#workspace, view, said.view);
    const closed = said?.response_action === undefined || said.response_action === 'clear';
    if (said?.response_action === 'clear') clearViews(this.#workspace, view);
    else if (closed) this.#workspace.views.delete(view.id);
    this.#workspace.changed();
    return { ...answer, closed, errors: view.errors };
  }

  /** The app hears of it only where the window asked for it. */
  async closeView({ user, viewId }: { user: string; viewId: string }): Promise<ClientAnswer> {
    const view = this.#workspace.views.get(viewId);
    this.#workspace.views.delete(viewId);
    this.#workspace.changed();
    if (view?.view.notify_on_close !== true) return { ok: true };
    const payload = {
      ...base(this.#workspace, 'view_closed', user),
      view: apiView(this.#workspace, view),
      is_cleared: false,
    };
    return (await this.#send({ type: 'interactive', payload }, user, 'view_closed')).answer;
  }

  async command({ user, channel, command, text }: CommandInput): Promise<ClientAnswer> {
    const payload = {
      command,
      text,
      user_id: user,
      user_name: this.#workspace.users.get(user)?.name,
      team_id: this.#workspace.team.id,
      team_domain: 'sandbox',
      channel_id: channel,
      channel_name: this.#workspace.channels.get(channel)?.name ?? 'directmessage',
      api_app_id: this.#workspace.bot.appId,
      is_enterprise_install: 'false',
      trigger_id: this.#workspace.trigger(user),
      response_url: this.#responseUrl({ channel, user, ts: null }),
    };
    const { answer, body } = await this.#send({ type: 'slash_commands', payload }, user, 'command');
    const said =
      typeof body === 'string' ? { text: body } : (body as { text?: string; blocks?: unknown[] } | null);
    if (said?.text) {
      this.#workspace.addMessage({
        channel,
        user: this.#workspace.bot.id,
        text: said.text,
        blocks: said.blocks ?? [],
        threadTs: null,
        ephemeralFor: user,
        metadata: null,
      });
    }
    return answer;
  }

  async message({ user, channel, threadTs, text }: MessageInput): Promise<ClientAnswer> {
    this.#workspace.addMessage({
      channel,
      user,
      text,
      blocks: [],
      threadTs: threadTs ?? null,
      ephemeralFor: null,
      metadata: null,
    });
    return { ok: true };
  }

  async openHome(user: string): Promise<ClientAnswer> {
    const payload = {
      type: 'event_callback',
      team_id: this.#workspace.team.id,
      api_app_id: this.#workspace.bot.appId,
      event_id: this.#workspace.nextId('Ev'),
      event_time: Math.floor(this.#workspace.now() / 1000),
      authorizations: [
        {
          team_id: this.#workspace.team.id,
          user_id: this.#workspace.bot.id,
          is_bot: true,
          is_enterprise_install: false,
          enterprise_id: null,
        },
      ],
      event: {
        type: 'app_home_opened',
        user,
        channel: `D${user.slice(1)}`,
        tab: 'home',
        event_ts: this.#workspace.nextTs(),
      },
    };
    return (await this.#send({ type: 'events_api', payload }, user, 'event')).answer;
  }

  /** The last payload, once more. */
  async again(): Promise<ClientAnswer> {
    if (!this.last) return { ok: false, error: 'Nothing was sent yet.' };
    return (await this.#send(this.last, 'again', 'again')).answer;
  }

  #viewOf(id: string) {
    return (
      this.#workspace.views.get(id) ?? [...this.#workspace.homes.values()].find((home) => home.id === id)
    );
  }

  #messagePart(message: SandboxMessage, user: string): Json {
    return {
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: message.channel,
        is_ephemeral: message.ephemeralFor !== null,
        thread_ts: message.threadTs ?? undefined,
      },
      channel: {
        id: message.channel,
        name: this.#workspace.channels.get(message.channel)?.name ?? 'directmessage',
      },
      message: {
        type: 'message',
        ts: message.ts,
        thread_ts: message.threadTs ?? undefined,
        text: message.text,
        blocks: message.blocks,
        bot_id: this.#workspace.bot.botId,
      },
      response_url: this.#responseUrl({ channel: message.channel, user, ts: message.ts }),
    };
  }

  #responseUrl(target: { channel: string; user: string; ts: string | null }): string {
    return `${this.#url()}/response/${this.#workspace.responseUrl(target)}`;
  }

  async #send(
    envelope: Envelope,
    user: string,
    type: string,
  ): Promise<{ answer: ClientAnswer; body: AckBody }> {
    this.last = envelope;
    const started = performance.now();
    try {
      const body = await this.#delivery.send(envelope);
      const ms = performance.now() - started;
      this.#workspace.acks.push({ type, user, ms });
      if (ms > PATIENCE_MS) return { answer: this.#late(type, user, ms), body: null };
      return { answer: { ok: true, ackMs: ms }, body };
    } catch {
      return { answer: this.#late(type, user, null), body: null };
    }
  }

  #late(type: string, user: string, ms: number | null): ClientAnswer {
    this.#workspace.lateAcks.push({ type, user, ms });
    const error = 'Faccia did not respond in time. Try again.';
    if (this.#workspace.users.has(user)) this.#workspace.notice(user, error);
    return { ok: false, error };
  }
}

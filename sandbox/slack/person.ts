import { blockAction, shortcut, suggest } from './acts.ts';
import { changeGroup, changeMembers, changeProfile, setPresence, type Tell } from './changes.ts';
import type {
  BlockActionInput,
  ClientAnswer,
  CommandInput,
  GroupInput,
  MembersInput,
  MessageInput,
  PresenceInput,
  ProfileInput,
  ShortcutInput,
  SuggestInput,
  ViewCloseInput,
  ViewSubmitInput,
} from './client-api.ts';
import type { Retry } from './delivery.ts';
import { type Subscriptions, tellEvent } from './events.ts';
import type { Sender } from './sender.ts';
import { escapedCommand, escapedMessage } from './typed.ts';
import { closeView, submitView } from './windows.ts';
import type { Workspace } from './workspace.ts';

export interface AppSettings extends Subscriptions {
  /** Commands whose text Slack escapes: `should_escape` in the manifest. */
  escaped: readonly string[];
}

/** What a person does in Slack's own apps, as the payloads that Slack sends to the app. */
export class Person {
  readonly #workspace: Workspace;
  readonly #sender: Sender;
  readonly #app: AppSettings;

  constructor(sender: Sender, app: AppSettings) {
    this.#workspace = sender.workspace;
    this.#sender = sender;
    this.#app = app;
  }

  blockAction(input: BlockActionInput): Promise<ClientAnswer> {
    return blockAction(this.#sender, input);
  }

  suggest(input: SuggestInput): Promise<ClientAnswer> {
    return suggest(this.#sender, input);
  }

  shortcut(input: ShortcutInput): Promise<ClientAnswer> {
    return shortcut(this.#sender, input);
  }

  submitView(input: ViewSubmitInput): Promise<ClientAnswer> {
    return submitView(this.#sender, input);
  }

  closeView(input: ViewCloseInput): Promise<ClientAnswer> {
    return closeView(this.#sender, input);
  }

  async command({ user, channel, command, text }: CommandInput): Promise<ClientAnswer> {
    const payload = {
      command,
      text: this.#app.escaped.includes(command) ? escapedCommand(this.#workspace, text) : text,
      user_id: user,
      user_name: this.#workspace.users.get(user)?.name,
      team_id: this.#workspace.team.id,
      team_domain: 'sandbox',
      channel_id: channel,
      channel_name: this.#workspace.channels.get(channel)?.name ?? 'directmessage',
      api_app_id: this.#workspace.bot.appId,
      is_enterprise_install: 'false',
      trigger_id: this.#workspace.trigger(user),
      response_url: this.#sender.responseUrl({ channel, user, ts: null }),
    };
    const { answer, body } = await this.#sender.send({ type: 'slash_commands', payload }, user, 'command');
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

  /** The app hears of it where it is a member, if it asked for messages. */
  async message({ user, channel, threadTs, text }: MessageInput): Promise<ClientAnswer> {
    const parent = threadTs === undefined ? undefined : this.#workspace.message(channel, threadTs);
    const message = this.#workspace.addMessage({
      channel,
      user,
      text: escapedMessage(this.#workspace, text),
      blocks: [],
      threadTs: threadTs ?? null,
      ephemeralFor: null,
      metadata: null,
    });
    const direct = channel.startsWith('D');
    if (!direct && !this.#workspace.isMember(channel, this.#workspace.bot.id)) return { ok: true };
    const hidden = this.#workspace.channels.get(channel)?.private;
    const [name, kind] = direct
      ? ['message.im', 'im']
      : hidden
        ? ['message.groups', 'group']
        : ['message.channels', 'channel'];
    return this.#tell(name, {
      type: 'message',
      channel,
      channel_type: kind,
      user,
      text: message.text,
      ts: message.ts,
      event_ts: message.ts,
      team: this.#workspace.team.id,
      client_msg_id: this.#workspace.nextId('m'),
      ...(threadTs === undefined ? {} : { thread_ts: threadTs, parent_user_id: parent?.user }),
    });
  }

  openHome(user: string): Promise<ClientAnswer> {
    return this.#tell(
      'app_home_opened',
      { type: 'app_home_opened', user, channel: `D${user.slice(1)}`, tab: 'home' },
      user,
    );
  }

  setPresence(input: PresenceInput): Promise<ClientAnswer> {
    return setPresence(this.#workspace, input);
  }

  changeProfile(input: ProfileInput): Promise<ClientAnswer> {
    return changeProfile(this.#workspace, input, this.#tell);
  }

  changeGroup(input: GroupInput): Promise<ClientAnswer> {
    return changeGroup(this.#workspace, input, this.#tell);
  }

  changeMembers(input: MembersInput): Promise<ClientAnswer> {
    return changeMembers(this.#workspace, input, this.#tell);
  }

  /** The last payload, once more; as Slack does, it may say which time it is. */
  async again(retry?: Retry): Promise<ClientAnswer> {
    const { last } = this.#sender;
    if (!last) return { ok: false, error: 'Nothing was sent yet.' };
    return (await this.#sender.send(last, 'again', 'again', retry)).answer;
  }

  /** Nobody waits for most events: only who is named is told that the app is late. */
  readonly #tell: Tell = async (name, event, waits = 'nobody') => {
    const sent = await tellEvent(this.#sender, this.#app, name, waits, event);
    return sent?.answer ?? { ok: true };
  };
}

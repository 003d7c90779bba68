import type {
  ClientAnswer,
  Drafts,
  Given,
  Place,
  SandboxMessage,
  SandboxSlackState,
  SandboxView,
} from '../slack/client-api.ts';
import { placedElements } from '../slack/surface.ts';
import type { LiveState } from './live-state.ts';
import { NotSeenError, post, type Seen, untilSeen } from './stage-hands.ts';
import { lineWith, type Names, oneLine, plainWords } from './words.ts';

/** A window, as it stood when it was looked at. */
export interface Window {
  id: string;
  words: string;
  view: SandboxView['view'];
}

type Where = SandboxMessage | Window | 'home';

export interface Workplace {
  /** Of the local Slack, for people: `…/client`. */
  url: string;
  live: LiveState;
  names: Names;
}

/** Somebody at work, who does only what Slack's own apps let people do. */
export class Colleague {
  readonly id: string;
  readonly name: string;
  /** The own account on X, without the @. */
  readonly onX: string;
  readonly #work: Workplace;

  constructor(work: Workplace, { id, name, onX }: { id: string; name: string; onX: string }) {
    this.#work = work;
    this.id = id;
    this.name = name;
    this.onX = onX;
  }

  state(): Promise<SandboxSlackState> {
    return this.#work.live.read(`${this.#work.url}/state?user=${this.id}`);
  }

  words(shown: unknown): string {
    return plainWords(shown, this.#work.names);
  }

  wordsOf({ blocks, text }: SandboxMessage): string {
    return blocks.length > 0 ? this.words(blocks) : this.words(text);
  }

  /** Types a command. */
  care(text: string, channel = 'C0CARE'): Promise<ClientAnswer> {
    return this.#send('command', { channel, command: '/care', text });
  }

  /** Writes a message in the Slack thread of a card. */
  write(card: SandboxMessage, text: string): Promise<ClientAnswer> {
    return this.#send('message', { channel: card.channel, threadTs: card.ts, text });
  }

  useMenu({ channel, ts }: SandboxMessage, callbackId: string): Promise<ClientAnswer> {
    return this.#send('shortcut', { message: { channel, ts }, callbackId });
  }

  presence(presence: 'active' | 'away'): Promise<ClientAnswer> {
    return this.#send('presence', { presence });
  }

  /** Presses a button, or chooses or types `value` in another element. */
  async press(where: Where, actionId: string, value?: Given): Promise<ClientAnswer> {
    const { place, blocks } = await this.#placeOf(where);
    const named = placedElements(blocks).filter(({ element }) => element.action_id === actionId);
    const found = named.find(({ element }) => element.value === value) ?? named[0];
    if (!found) throw new NotSeenError(`a button ${actionId}`, oneLine(this.words(blocks)));
    const { element, blockId } = found;
    const given = element.type === 'button' ? element.value : value;
    return this.#send('block-action', {
      ...place,
      actionId,
      blockId,
      ...(given === undefined ? {} : { value: given }),
    });
  }

  /** Fills in what is given (block_id, then action_id) and sends the window. */
  submit({ id }: Window, state: Drafts = {}): Promise<ClientAnswer> {
    return this.#send('view-submit', { viewId: id, state });
  }

  close({ id }: Window): Promise<ClientAnswer> {
    return this.#send('view-close', { viewId: id, all: true });
  }

  openHome(): Promise<ClientAnswer> {
    return this.#send('open-home', {});
  }

  /** Does this, and waits for the window that opens. */
  async opens(act: () => Promise<unknown>, says = /./su): Promise<Seen<Window>> {
    const before = new Set((await this.state()).modals.map(({ id }) => id));
    await act();
    return this.until(`a window that says ${says}`, (state) => {
      const view = state.modals.findLast(({ id }) => !before.has(id));
      return view ? this.#matched(this.#window(view), this.#windowWords(view), says) : this.#whispered(state);
    });
  }

  /** The window as it stands later. */
  sees(window: Window, says: RegExp): Promise<Seen<Window>> {
    return this.until(`the window says ${says}`, ({ modals }) => {
      const view = modals.find(({ id }) => id === window.id);
      return view
        ? this.#matched(this.#window(view), this.#windowWords(view), says)
        : { instead: 'it is closed' };
    });
  }

  closed({ id }: Window): Promise<Seen<null>> {
    return this.until<null>('the window closes', ({ modals }) => {
      const open = modals.find((view) => view.id === id);
      return open
        ? { instead: oneLine(Object.values(open.errors).join(' ') || this.#windowWords(open)) }
        : { value: null, saw: 'the window is closed' };
    });
  }

  /** What the window objects to under one of its fields. */
  objects(window: Window, says: RegExp): Promise<Seen<Window>> {
    return this.until(`an objection ${says}`, ({ modals }) => {
      const view = modals.find(({ id }) => id === window.id);
      if (!view) return { instead: 'it is closed' };
      return this.#matched(this.#window(view), Object.values(view.errors).join('\n'), says);
    });
  }

  /** A card, found by the customer's post. */
  card(postId: string, says = /./su, patienceMs?: number): Promise<Seen<SandboxMessage>> {
    const key = `card:x-${postId}`;
    return this.until(
      `a card that says ${says}`,
      ({ messages }) => {
        const cards = messages.filter(({ metadata }) => keyOf(metadata).startsWith(key));
        return this.#newest(cards, says);
      },
      patienceMs,
    );
  }

  /** A message that all see, in a channel. */
  message(says: RegExp): Promise<Seen<SandboxMessage>> {
    return this.until(`a message that says ${says}`, ({ messages }) =>
      this.#newest(
        messages.filter(({ threadTs, channel }) => threadTs === null && !channel.startsWith('D')),
        says,
      ),
    );
  }

  /** A note in the Slack thread of a card. */
  note(card: SandboxMessage, says: RegExp, patienceMs?: number): Promise<Seen<SandboxMessage>> {
    return this.until(
      `a note that says ${says}`,
      ({ messages }) =>
        this.#newest(
          messages.filter(({ threadTs, channel }) => threadTs === card.ts && channel === card.channel),
          says,
        ),
      patienceMs,
    );
  }

  /** What only this person sees. */
  whisper(says: RegExp): Promise<Seen<SandboxMessage>> {
    return this.until(`a private answer that says ${says}`, ({ messages }) =>
      this.#newest(
        messages.filter(({ ephemeralFor }) => ephemeralFor === this.id),
        says,
      ),
    );
  }

  /** A direct message from the app. */
  told(says: RegExp, patienceMs?: number): Promise<Seen<SandboxMessage>> {
    return this.until(
      `a direct message that says ${says}`,
      ({ messages }) =>
        this.#newest(
          messages.filter(({ channel }) => channel === `D${this.id.slice(1)}`),
          says,
        ),
      patienceMs,
    );
  }

  home(says: RegExp): Promise<Seen<null>> {
    return this.until(`a home that says ${says}`, ({ home }) =>
      home ? this.#matched(null, this.words(home.view), says) : { instead: 'there is none yet' },
    );
  }

  until<T>(
    awaited: string,
    look: (state: SandboxSlackState) => Seen<T> | { instead: string },
    patienceMs?: number,
  ): Promise<Seen<T>> {
    return untilSeen(this.#work.live, awaited, async () => look(await this.state()), patienceMs);
  }

  #newest(messages: SandboxMessage[], says: RegExp): Seen<SandboxMessage> | { instead: string } {
    const found = messages.findLast((message) => says.test(this.wordsOf(message)));
    if (found) return this.#matched(found, this.wordsOf(found), says);
    const last = messages.at(-1);
    return { instead: last ? oneLine(this.wordsOf(last)) : 'nothing' };
  }

  #matched<T>(value: T, words: string, says: RegExp): Seen<T> | { instead: string } {
    const saw = lineWith(words, says);
    return saw === null ? { instead: oneLine(words) || 'nothing' } : { value, saw };
  }

  #whispered({ messages }: SandboxSlackState): { instead: string } {
    const last = messages.findLast(({ ephemeralFor }) => ephemeralFor === this.id);
    return { instead: `no window; told in private: ${last ? oneLine(this.wordsOf(last)) : 'nothing'}` };
  }

  #window(view: SandboxView): Window {
    return { id: view.id, words: this.#windowWords(view), view: view.view };
  }

  #windowWords({ view }: SandboxView): string {
    return this.words([{ text: view.title }, view.blocks]);
  }

  async #placeOf(where: Where): Promise<{ place: Place; blocks: unknown }> {
    const { messages, modals, home } = await this.state();
    if (where === 'home') return { place: { viewId: home?.id ?? '' }, blocks: home?.view.blocks };
    if ('view' in where) {
      const now = modals.find(({ id }) => id === where.id);
      return { place: { viewId: where.id }, blocks: (now ?? where).view.blocks };
    }
    const { channel, ts } = where;
    const now = messages.find((message) => message.channel === channel && message.ts === ts);
    return { place: { message: { channel, ts } }, blocks: (now ?? where).blocks };
  }

  #send(path: string, body: object): Promise<ClientAnswer> {
    return post(`${this.#work.url}/${path}`, { user: this.id, ...body });
  }
}

function keyOf(metadata: unknown): string {
  return (metadata as { event_payload?: { key?: string } } | null)?.event_payload?.key ?? '';
}

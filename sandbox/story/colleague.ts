import type { ClientAnswer, Drafts, Given, Place, SandboxMessage } from '../slack/client-api.ts';
import { placedElements } from '../slack/surface.ts';
import { Eyes, type Window, type Workplace } from './eyes.ts';
import { NotSeenError, PATIENCE_MS, post, type Seen } from './stage-hands.ts';
import { lineWith, oneLine } from './words.ts';

type Where = SandboxMessage | Window | 'home';

/** Somebody at work, who does only what Slack's own apps let people do. */
export class Colleague extends Eyes {
  readonly name: string;
  /** The own account on X, without the @. */
  readonly onX: string;

  constructor(work: Workplace, { id, name, onX }: { id: string; name: string; onX: string }) {
    super(work, id);
    this.name = name;
    this.onX = onX;
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

  /** Who is in a user group from now on, as an owner of the workspace sets it. */
  setsGroup(group: string, users: readonly string[]): Promise<ClientAnswer> {
    return this.#send('group', { group, users });
  }

  /** Presses a button, or chooses or types `value` in another element; `state` is what else was chosen there. */
  async press(where: Where, actionId: string, value?: Given, state?: Drafts): Promise<ClientAnswer> {
    const { place, blocks } = await this.#placeOf(where);
    const of = (shown: unknown) =>
      placedElements(shown).filter(({ element }) => element.action_id === actionId);
    const now = of(blocks);
    // Whoever is a moment late presses what stood there before.
    const named = now.length > 0 || typeof where === 'string' || 'view' in where ? now : of(where.blocks);
    const found = named.find(({ element }) => element.value === value) ?? named[0];
    if (!found) throw new NotSeenError(`a button ${actionId}`, oneLine(this.words(blocks)));
    const { element, blockId } = found;
    const given = element.type === 'button' ? element.value : value;
    return this.#send('block-action', {
      ...place,
      actionId,
      blockId,
      ...(given === undefined ? {} : { value: given }),
      ...(state === undefined ? {} : { state }),
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
      return view ? this.matched(this.window(view), this.windowWords(view), says) : this.whispered(state);
    });
  }

  /** Opens it again and again until it says this: such a window does not follow what happens. */
  async opensUntil(act: () => Promise<unknown>, says: RegExp): Promise<Seen<Window>> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const seen = await this.opens(act);
      const saw = lineWith(seen.value.words, says);
      if (saw !== null) return { ...seen, saw };
      if (Date.now() > end) throw new NotSeenError(`a window that says ${says}`, oneLine(seen.value.words));
      await this.close(seen.value);
      await this.work.live.changed(500);
    }
  }

  /** Closes all windows. */
  async closesAll(): Promise<void> {
    for (const { id } of (await this.state()).modals)
      await this.#send('view-close', { viewId: id, all: true });
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
    return post(`${this.work.url}/${path}`, { user: this.id, ...body });
  }
}

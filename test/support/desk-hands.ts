import type {
  ClientAnswer,
  Drafts,
  Given,
  Place,
  SandboxMessage,
  SandboxView,
} from '../../sandbox/slack/client-api.ts';
import { wordsIn } from '../../sandbox/slack/message-words.ts';
import type { SandboxSlack } from '../../sandbox/slack/server.ts';
import { findOption, type Placed, placedElements } from '../../sandbox/slack/surface.ts';
import { until } from './until.ts';

/** A window or a home, as it stood when it was looked at. */
export interface Seen {
  id: string;
  /** Everything that people read in it. */
  words: string;
  view: SandboxView['view'];
}

/** Where something is pressed: a message, a window by its id, or the person's own home. */
export type Where = SandboxMessage | string | 'home';

/** What people do in Slack with windows, homes and every kind of element. */
export class DeskHands {
  readonly slack: SandboxSlack;

  constructor(slack: SandboxSlack) {
    this.slack = slack;
  }

  /**
   * Presses a button, or chooses or types `value` in another element. Of several of one name, the one that has this
   * value (a button's own, an option's) is meant, or the one in `blockId`.
   */
  async press(
    user: string,
    where: Where,
    actionId: string,
    value?: Given,
    blockId?: string,
  ): Promise<ClientAnswer> {
    const { place, blocks } = this.#placeOf(user, where);
    const named = placedElements(blocks).filter(
      (placed) =>
        placed.element.action_id === actionId && (blockId === undefined || placed.blockId === blockId),
    );
    const found = named.length > 1 ? named.find((placed) => this.#has(placed, value)) : named[0];
    if (!found) throw new Error(`There is no ${actionId} (${String(value)}) in: ${wordsIn(blocks)}`);
    const at = { user, ...place, actionId, blockId: found.blockId };
    await this.#learnOptions(found, at, value);
    const pressed = found.element.type === 'button' ? found.element.value : value;
    return this.slack.person.blockAction({
      ...at,
      ...(pressed === undefined ? {} : { value: pressed as Given }),
    });
  }

  /** Fills in what is given (block_id, then action_id) and sends the window; the rest stays as it stands. */
  submitWindow(user: string, viewId: string, values: Drafts = {}): Promise<ClientAnswer> {
    const { blocks } = this.#placeOf(user, viewId);
    const places = placedElements(blocks);
    for (const [blockId, actions] of Object.entries(values))
      for (const actionId of Object.keys(actions))
        if (!places.some((one) => one.blockId === blockId && one.element.action_id === actionId))
          throw new Error(`There is no ${blockId}/${actionId} in: ${wordsIn(blocks)}`);
    return this.slack.person.submitView({ user, viewId, state: values });
  }

  closeWindow(user: string, viewId: string, all = false): Promise<ClientAnswer> {
    return this.slack.person.closeView({ user, viewId, all });
  }

  /** Does this, and answers the window that opens for this person. */
  async openWindow(user: string, act: () => Promise<unknown>): Promise<Seen> {
    const { views } = this.slack.workspace;
    const before = new Set(views.keys());
    await act();
    const opened = await until(() => {
      const found = [...views.values()].find((view) => view.user === user && !before.has(view.id));
      if (!found) throw new Error(`No window opened for ${user}; said: ${this.#lastWhisper(user)}`);
      return found;
    });
    return seen(opened);
  }

  /** The window as it stands now. Undefined: it is closed. */
  windowNow(viewId: string): Seen | undefined {
    const view = this.slack.workspace.views.get(viewId);
    return view && seen(view);
  }

  untilWindow(viewId: string, says: RegExp): Promise<Seen> {
    return until(() => {
      const now = this.windowNow(viewId);
      if (!now || !says.test(now.words)) throw new Error(`The window does not say ${says}: ${now?.words}`);
      return now;
    });
  }

  /** Uses an entry in the menu of a message. */
  shortcut(user: string, message: SandboxMessage, callbackId: string): Promise<ClientAnswer> {
    const { channel, ts } = message;
    return this.slack.person.shortcut({ user, message: { channel, ts }, callbackId });
  }

  /** Opens the app's home and answers it, drawn anew. */
  async home(user: string): Promise<Seen> {
    const { homes } = this.slack.workspace;
    const before = homes.get(user)?.hash;
    await this.slack.person.openHome(user);
    return until(() => {
      const home = homes.get(user);
      return home && home.hash !== before && seen(home);
    });
  }

  untilHome(user: string, says: RegExp): Promise<Seen> {
    return until(() => {
      const home = this.slack.workspace.homes.get(user);
      const now = home && seen(home);
      if (!now || !says.test(now.words)) throw new Error(`The home does not say ${says}: ${now?.words}`);
      return now;
    });
  }

  /** Direct messages that this person has from the app, oldest first. */
  direct(user: string): SandboxMessage[] {
    return this.slack.workspace.messages.filter(({ channel }) => channel === `D${user.slice(1)}`);
  }

  #placeOf(user: string, where: Where): { place: Place; blocks: unknown } {
    if (typeof where !== 'string') {
      const { channel, ts, blocks } = where;
      return { place: { message: { channel, ts } }, blocks };
    }
    const { homes, views } = this.slack.workspace;
    const view = where === 'home' ? homes.get(user) : views.get(where);
    if (!view) throw new Error(`There is no ${where} for ${user}`);
    return { place: { viewId: view.id }, blocks: view.view.blocks };
  }

  #has({ blockId, element }: Placed, value: Given | undefined): boolean {
    if (typeof value !== 'string') return false;
    return (
      element.value === value ||
      findOption(element, blockId, this.slack.workspace.suggested)(value) !== undefined
    );
  }

  /** An external select knows nothing before somebody searches in it. */
  async #learnOptions(
    { blockId, element }: Placed,
    at: Place & { user: string; actionId: string; blockId: string },
    value: Given | undefined,
  ): Promise<void> {
    if (!element.type.endsWith('external_select')) return;
    const find = findOption(element, blockId, this.slack.workspace.suggested);
    const unknown = (typeof value === 'string' ? [value] : (value ?? [])).filter((one) => !find(one));
    for (const one of unknown)
      await this.slack.person.suggest({ ...at, value: element.min_query_length === 0 ? '' : one });
  }

  #lastWhisper(user: string): string | undefined {
    return this.slack.workspace.messages.findLast(({ ephemeralFor }) => ephemeralFor === user)?.text;
  }
}

function seen({ id, view }: SandboxView): Seen {
  return { id, view, words: wordsIn(view) };
}

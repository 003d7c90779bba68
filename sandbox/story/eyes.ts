import type { SandboxMessage, SandboxSlackState, SandboxView } from '../slack/client-api.ts';
import type { LiveState } from './live-state.ts';
import { type Seen, untilSeen } from './stage-hands.ts';
import { lineWith, type Names, oneLine, plainWords } from './words.ts';

/** A window, as it stood when it was looked at. */
export interface Window {
  id: string;
  words: string;
  view: SandboxView['view'];
}

export interface Workplace {
  /** Of the local Slack, for people: `…/client`. */
  url: string;
  live: LiveState;
  names: Names;
}

/** What somebody sees in Slack, and waits to see. */
export class Eyes {
  readonly id: string;
  readonly work: Workplace;

  constructor(work: Workplace, id: string) {
    this.work = work;
    this.id = id;
  }

  state(): Promise<SandboxSlackState> {
    return this.work.live.read(`${this.work.url}/state?user=${this.id}`);
  }

  words(shown: unknown): string {
    return plainWords(shown, this.work.names);
  }

  wordsOf({ blocks, text }: SandboxMessage): string {
    return blocks.length > 0 ? this.words(blocks) : this.words(text);
  }

  /** The window as it stands later. */
  sees(window: Window, says: RegExp): Promise<Seen<Window>> {
    return this.until(`the window says ${says}`, ({ modals }) => {
      const view = modals.find(({ id }) => id === window.id);
      return view
        ? this.matched(this.window(view), this.windowWords(view), says)
        : { instead: 'it is closed' };
    });
  }

  closed({ id }: Window): Promise<Seen<null>> {
    return this.until<null>('the window closes', ({ modals }) => {
      const open = modals.find((view) => view.id === id);
      return open
        ? { instead: oneLine(Object.values(open.errors).join(' ') || this.windowWords(open)) }
        : { value: null, saw: 'the window is closed' };
    });
  }

  /** What the window objects to under one of its fields. */
  objects(window: Window, says: RegExp): Promise<Seen<Window>> {
    return this.until(`an objection ${says}`, ({ modals }) => {
      const view = modals.find(({ id }) => id === window.id);
      if (!view) return { instead: 'it is closed' };
      return this.matched(this.window(view), Object.values(view.errors).join('\n'), says);
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
      home ? this.matched(null, this.words(home.view), says) : { instead: 'there is none yet' },
    );
  }

  until<T>(
    awaited: string,
    look: (state: SandboxSlackState) => Seen<T> | { instead: string },
    patienceMs?: number,
  ): Promise<Seen<T>> {
    return untilSeen(this.work.live, awaited, async () => look(await this.state()), patienceMs);
  }

  #newest(messages: SandboxMessage[], says: RegExp): Seen<SandboxMessage> | { instead: string } {
    const found = messages.findLast((message) => says.test(this.wordsOf(message)));
    if (found) return this.matched(found, this.wordsOf(found), says);
    const last = messages.slice(-3).map((message) => oneLine(this.wordsOf(message)));
    return { instead: last.length === 0 ? 'nothing' : last.join(' | ') };
  }

  matched<T>(value: T, words: string, says: RegExp): Seen<T> | { instead: string } {
    const saw = lineWith(words, says);
    return saw === null ? { instead: oneLine(words) || 'nothing' } : { value, saw };
  }

  whispered({ messages }: SandboxSlackState): { instead: string } {
    const last = messages.findLast(({ ephemeralFor }) => ephemeralFor === this.id);
    return { instead: `no window; told in private: ${last ? oneLine(this.wordsOf(last)) : 'nothing'}` };
  }

  window(view: SandboxView): Window {
    return { id: view.id, words: this.windowWords(view), view: view.view };
  }

  windowWords({ view }: SandboxView): string {
    return this.words([{ text: view.title }, view.blocks]);
  }
}

function keyOf(metadata: unknown): string {
  return (metadata as { event_payload?: { key?: string } } | null)?.event_payload?.key ?? '';
}

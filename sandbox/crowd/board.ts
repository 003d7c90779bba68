import type { SandboxMessage } from '../slack/client-api.ts';
import { keyOf, wordsOf } from '../slack/message-words.ts';
import type { Workspace } from '../slack/workspace.ts';

export type CardState = 'waiting' | 'held' | 'answered' | 'closed';

export interface Card {
  threadId: string;
  channel: string;
  state: CardState;
  /** Slack user id; null: nobody. */
  holder: string | null;
  message: SandboxMessage;
}

/** The cards as everybody sees them in the channels, looked at anew now and then. */
export class Board {
  readonly #workspace: Workspace;
  #cards: Card[] = [];
  #seen = 0;
  readonly #messages: SandboxMessage[] = [];

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  get cards(): readonly Card[] {
    return this.#cards;
  }

  look(): void {
    const { messages } = this.#workspace;
    for (; this.#seen < messages.length; this.#seen += 1) {
      const message = messages[this.#seen];
      if (message?.threadTs === null && keyOf(message)?.startsWith('card:')) this.#messages.push(message);
    }
    this.#cards = this.#messages.map(readCard);
  }

  in(channels: readonly string[], state: CardState): Card[] {
    return this.#cards.filter((card) => card.state === state && channels.includes(card.channel));
  }

  heldBy(slackUser: string): Card[] {
    return this.#cards.filter(({ holder }) => holder === slackUser);
  }

  /** As it stands at this moment. */
  now({ message }: Card): Card {
    return readCard(message);
  }
}

function readCard(message: SandboxMessage): Card {
  const words = wordsOf(message);
  const holder = /\*<@(\w+)> has it\*/u.exec(words)?.[1] ?? null;
  const { channel } = message;
  return {
    threadId: (keyOf(message) ?? '').slice('card:'.length),
    channel,
    state: stateOf(words, holder),
    holder,
    message,
  };
}

function stateOf(words: string, holder: string | null): CardState {
  if (holder !== null) return 'held';
  if (/\*Answered\*/u.test(words)) return 'answered';
  return /\*(?:Waiting|Waits again|The customer wrote again)\*/u.test(words) ? 'waiting' : 'closed';
}

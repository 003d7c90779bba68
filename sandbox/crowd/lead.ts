import type { Random } from '../launch/random.ts';
import type { Card } from './board.ts';
import type { Desk } from './employee.ts';
import type { Hands } from './hands.ts';

const PAUSE_MS = [2_000, 5_000] as const;

/** A lead moves what lies with somebody who is not there, and now and then what does not. */
export class Lead {
  readonly hands: Hands;
  readonly #random: Random;
  readonly #desk: Desk;
  readonly #people: readonly string[];

  constructor(hands: Hands, random: Random, desk: Desk, people: readonly string[]) {
    this.hands = hands;
    this.#random = random;
    this.#desk = desk;
    this.#people = people;
  }

  pauseMs(): number {
    return this.#random.int(...PAUSE_MS) * this.#desk.pace;
  }

  async turn(): Promise<void> {
    const { board, diary } = this.#desk;
    const held = board.cards.filter(({ state }) => state === 'held');
    const lying = held.filter(({ holder }) => holder !== null && diary.isAway(holder));
    const some = lying.length > 0 && this.#random.chance(0.8) ? lying : held;
    if (some.length === 0) return;
    const card = this.#random.pick(some);
    if (this.#random.chance(0.75)) await this.#reassign(card);
    else await this.#release(card);
  }

  async #reassign(card: Card): Promise<void> {
    const { diary } = this.#desk;
    const window = await this.hands.window(() => this.hands.press(card.message, 'reassign'));
    if (window === null) return;
    const to = this.#random.pick(this.#people);
    const refused = await this.hands.send(window, { person: { user: to } });
    // "Given" stands in the same window; a refusal stands at the field.
    diary.count(refused === null || refused === '' ? 'lead gave' : 'lead was refused');
    await this.hands.close(window);
  }

  async #release(card: Card): Promise<void> {
    if (await this.hands.press(card.message, 'release')) this.#desk.diary.count('lead released');
  }
}

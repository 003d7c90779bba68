import type { Random } from '../launch/random.ts';
import type { Board, Card } from './board.ts';
import { channelOf, type Nature } from './cast.ts';
import type { Diary, Take } from './diary.ts';
import type { Hands } from './hands.ts';
import { quietFrom } from './joining.ts';

/** What everybody works with. */
export interface Desk {
  board: Board;
  diary: Diary;
  /** How slowly everybody goes: 1 where claims last 18 seconds. */
  pace: number;
  /** Names an answer: no other text has it. */
  marker(): string;
}

const PAUSE_MS = { quick: [700, 3_000], slow: [2_500, 7_000], restless: [1_000, 5_000] } as const;
/** Said inside, and never outside. */
export const NOTE = 'Looked at it, between us: one moment.';
const DEEDS = {
  quick: { reply: 8, note: 2, release: 0.5, leave: 0.3, keep: 1, nothing: 0.5 },
  slow: { reply: 4, note: 3, release: 0.5, leave: 0.5, keep: 2, nothing: 4 },
  restless: { reply: 3, note: 2, release: 2, leave: 2.5, keep: 1, nothing: 2 },
} as const;
const WORDS =
  'line router cable signal meter van engineer today tomorrow morning evening check reset order street box port lamp green test call note plan visit part stock swap clean dry loose wire'.split(
    ' ',
  );

/** Somebody who answers customers when they feel like it. */
export class Employee {
  readonly nature: Nature;
  readonly hands: Hands;
  readonly #random: Random;
  readonly #desk: Desk;
  /** Of the run, by which their hours were set. */
  readonly #start: number;

  constructor(nature: Nature, hands: Hands, random: Random, desk: Desk, start: number) {
    this.#start = start;
    this.nature = nature;
    this.hands = hands;
    this.#random = random;
    this.#desk = desk;
  }

  /** How long until they look at Slack again. */
  pauseMs(): number {
    const [least, most] = PAUSE_MS[this.nature.habit];
    return this.#random.int(least, most) * this.#desk.pace;
  }

  /** One look at Slack. `finishing`: customers write no more, and nobody takes a rest now. */
  async turn(finishing: boolean): Promise<void> {
    const { diary, board } = this.#desk;
    const { slackUser } = this.nature;
    this.#keepTime();
    if (diary.isAway(slackUser, 'left') || diary.isAway(slackUser, 'quiet')) return;
    if (await this.#leaves()) return;
    if (diary.isAway(slackUser)) return this.#perhapsBack(finishing);
    const mine = board.heldBy(slackUser);
    const card = mine.length > 0 ? this.#random.pick(mine) : null;
    if (card && this.#random.chance(mine.length > 2 ? 1 : 0.7)) await this.#deal(card);
    else await this.#takeOne();
  }

  /** Goes without a word, with whatever they hold. */
  async goesAway(): Promise<void> {
    this.#desk.diary.goes(this.nature.slackUser, 'presence');
    await this.hands.presence('away');
  }

  /** Their quiet hours begin by the clock. */
  #keepTime(): void {
    const { slackUser, quietAfterMs } = this.nature;
    if (quietAfterMs === null) return;
    if (Date.now() >= quietFrom(this.#start, quietAfterMs)) this.#desk.diary.goes(slackUser, 'quiet');
  }

  async #leaves(): Promise<boolean> {
    const { slackUser, leavesAfterMs } = this.nature;
    if (leavesAfterMs === null || Date.now() < this.#start + leavesAfterMs) return false;
    const window = await this.hands.window(() => this.hands.care('leave'));
    if (window === null) return false;
    await this.hands.send(window, {});
    await this.hands.close(window);
    this.#desk.diary.goes(slackUser, 'left');
    this.#desk.diary.count('left');
    return true;
  }

  async #perhapsBack(finishing: boolean): Promise<void> {
    if (!this.#random.chance(finishing ? 0.05 : 0.12)) return;
    const { diary } = this.#desk;
    const { slackUser } = this.nature;
    if (diary.isAway(slackUser, 'paused')) {
      await this.hands.care('back');
      diary.returns(slackUser, 'paused');
    }
    diary.returns(slackUser, 'presence');
    await this.hands.presence('active');
  }

  async #takeOne(): Promise<void> {
    const { board, diary } = this.#desk;
    const open = board.in(this.nature.topics.map(channelOf), 'waiting');
    if (open.length === 0) return;
    // Most press what came in last, so they meet at the same card.
    const card = this.#random.chance(0.6) ? open.at(-1) : this.#random.pick(open);
    if (!card) return;
    const { slackUser } = this.nature;
    const since = this.hands.mark();
    const take: Take = { slackUser, threadId: card.threadId, at: Date.now(), told: null, shown: false };
    if (!(await this.hands.press(card.message, 'take_it'))) return;
    diary.takes.push(take);
    const theirs = () => board.now(card).holder === slackUser;
    take.told = await this.hands.answer(since, theirs);
    take.shown = take.told === null && theirs();
  }

  async #deal(card: Card): Promise<void> {
    const deed = this.#random.weighted(DEEDS[this.nature.habit]);
    const { diary } = this.#desk;
    diary.count(deed);
    switch (deed) {
      case 'reply':
        return this.#reply(card);
      case 'note':
        return this.hands.note(card.message, NOTE);
      case 'release':
        return void (await this.hands.press(card.message, 'release'));
      case 'leave':
        return this.#rest();
      case 'keep':
        return this.#keep();
      case 'nothing':
        return;
    }
  }

  async #rest(): Promise<void> {
    const { diary } = this.#desk;
    if (this.#random.chance(0.7)) return this.goesAway();
    await this.hands.care('pause 1h');
    diary.goes(this.nature.slackUser, 'paused');
  }

  /** Answers the letter that asks whether they still have it. */
  async #keep(): Promise<void> {
    const [letter] = this.hands.letters();
    if (letter) await this.hands.press(letter, 'keep_it');
  }

  async #reply(card: Card): Promise<void> {
    const { diary, marker } = this.#desk;
    const { slackUser } = this.nature;
    const window = await this.hands.window(() => this.hands.press(card.message, 'reply_open'));
    if (window === null) return diary.count('no window');
    if (this.#random.chance(0.1)) {
      // They changed their mind.
      await this.hands.close(window);
      return;
    }
    const name = marker();
    const refused = await this.hands.send(window, { reply_text: { text: this.#text(name) } });
    const { threadId } = card;
    if (refused === null)
      diary.answers.push({ slackUser, threadId, replyId: `r-${window.id}`, marker: name });
    else {
      diary.count('answer refused');
      await this.hands.close(window);
    }
  }

  #text(marker: string): string {
    const words = Array.from({ length: 12 }, () => this.#random.pick(WORDS));
    return `${words.join(' ')} ${marker}`;
  }
}

import type { Caption } from './caption.ts';
import { NotSeenError, type Seen } from './stage-hands.ts';
import { oneLine } from './words.ts';

/** The rest of a chapter builds on what was not seen. */
export class ChapterLostError extends Error {}

const MINUTES = 60;

/** Tells the day, one line for each step, and counts. */
export class Narrator {
  readonly caption: Caption = { chapter: '', time: '', line: '', saw: null, seen: 0, missed: 0, over: false };
  readonly #print: (line: string) => void;
  readonly #onChange: () => void;
  #minute = 0;

  constructor(print: (line: string) => void, onChange: () => void) {
    this.#print = print;
    this.#onChange = onChange;
  }

  chapter(title: string, time: string): void {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    this.#minute = hours * MINUTES + minutes;
    this.#print(`\n  ${title}`);
    this.#say({ chapter: title, time, line: '', saw: null });
  }

  /** One step: what somebody does, and what is seen then. Answers what was seen; throws {@link ChapterLostError}. */
  async step<T>(line: string, act: () => Promise<Seen<T>>): Promise<T> {
    const time = clock(this.#minute);
    this.#minute += 2;
    this.#say({ time, line, saw: null });
    try {
      const { value, saw } = await act();
      this.#print(`  ${time}  ${line}\n         ✓ ${saw}`);
      this.#say({ saw, seen: this.caption.seen + 1 });
      return value;
    } catch (error) {
      this.missed(line, error);
      throw new ChapterLostError();
    }
  }

  missed(line: string, error: unknown): void {
    this.#print(`  ${this.caption.time}  ${line}\n         ✗ ${complaint(error)}`);
    this.#say({ saw: 'not seen', missed: this.caption.missed + 1 });
  }

  /** What cannot be told any more. Something between two steps may be why: that is missed too. */
  lost(error: unknown): void {
    if (!(error instanceof ChapterLostError)) this.missed('What comes before the next step', error);
    this.#print('         The rest of this chapter builds on that, and is left out.');
  }

  /** `57 steps, 57 seen, 0 missed` */
  end(name: string): void {
    const { seen, missed } = this.caption;
    const sum = `story ${name}: ${seen + missed} steps, ${seen} seen, ${missed} missed`;
    this.#print(`\n  ${sum}\n`);
    this.#say({ chapter: 'The day is over', line: sum, saw: null, over: true });
  }

  #say(change: Partial<Caption>): void {
    Object.assign(this.caption, change);
    this.#onChange();
  }
}

function clock(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / MINUTES) % 24)}:${two(minute % MINUTES)}`;
}

function complaint(error: unknown): string {
  if (error instanceof NotSeenError)
    return `not seen: ${error.message}\n           instead: ${oneLine(error.instead).slice(0, 400)}`;
  return `could not be done: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

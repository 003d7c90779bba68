import { AppError, type LogLevel, RefusedError } from '../src/errors.ts';
import type { Log } from '../src/ports.ts';
import { RULES_CHANGED } from '../src/usecases/require-responder.ts';

export interface OnErrorDeps {
  log: Log;
  inFlight: InFlight;
}

/** What still runs after Slack was answered: a process that stops waits for it. */
export interface InFlight {
  /** `name`: what it is, for traces. `about`: the thread or reply, for the log. */
  run<T>(work: () => Promise<T>, name?: string, about?: string): Promise<T>;
}

/** Says a sentence to the one person who acted. */
export type Say = (sentence: string) => Promise<unknown>;

export const UNEXPECTED =
  'Something went wrong inside Faccia, and operations can see it in the log. Look at the card before you try again.';

/**
 * The one door for errors of what people do: whatever is thrown becomes a sentence for that person and one log line.
 * `about`: what the button or window carries.
 * Never throws.
 */
export function guard({ log, inFlight }: OnErrorDeps) {
  return (name: string, say: Say, work: () => Promise<void>, about = ''): Promise<void> =>
    inFlight.run(
      async () => {
        try {
          await work();
          log[name === 'reply-typed' ? 'debug' : 'info'](`${name}-done`);
        } catch (error) {
          const { level, sentence } = judge(error);
          log[level](`${name}-failed`, { error });
          await sayTo(log, name, say, sentence);
        }
      },
      name,
      about,
    );
}

/** What a person is told of an error, and how loudly it is logged. */
export function judge(error: unknown): { level: LogLevel; sentence: string } {
  if (error instanceof AppError) return { level: error.level, sentence: error.sentence };
  return { level: 'error', sentence: UNEXPECTED };
}

/** Refused only because new house rules came: a window asks for them, and nothing is lost. */
export function asksForRules(error: unknown): boolean {
  return error instanceof RefusedError && error.code === RULES_CHANGED;
}

async function sayTo(log: Log, name: string, say: Say, sentence: string): Promise<void> {
  try {
    await say(sentence);
  } catch (error) {
    log.warn(`${name}-not-told`, { error });
  }
}

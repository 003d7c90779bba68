/** How loudly an error is logged. `info` is for refusals that are part of a normal day. */
export type LogLevel = 'info' | 'warn' | 'error';

export interface AppErrorOptions {
  /** Stable, machine-readable, kebab-case: the field that logs and tests look at, never the sentence. */
  code: string;
  /** One or two plain sentences for the person who acted: what happened, and the way on. Never a secret. */
  sentence: string;
  level?: LogLevel;
  cause?: unknown;
}

/** The one kind of error that Faccia throws on purpose. Anything else that is thrown is a bug. */
export class AppError extends Error {
  readonly code: string;
  readonly sentence: string;
  readonly level: LogLevel;

  constructor({ code, sentence, level = 'error', cause }: AppErrorOptions) {
    super(`${code}: ${sentence}`, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.sentence = sentence;
    this.level = level;
  }
}

/** The person may not do this, or not now. Nothing was changed. */
export class RefusedError extends AppError {
  constructor(code: string, sentence: string) {
    super({ code, sentence, level: 'info' });
  }
}

/** Several problems in what Faccia was told, each naming its variable or YAML path and the way out. */
export class ConfigError extends AppError {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    const list = problems.map((problem, index) => `  ${index + 1}. ${problem}`).join('\n');
    super({ code: 'config-invalid', sentence: `The configuration has ${count}:\n${list}` });
    this.problems = problems;
  }
}

/** Redis, Slack or a network cannot be reached now. Whatever was asked may be asked again. */
export class UnavailableError extends AppError {
  /** Milliseconds to wait before trying again, when the other side said so. */
  readonly retryAfterMs: number | null;

  constructor(code: string, sentence: string, options: { retryAfterMs?: number; cause?: unknown } = {}) {
    super({ code, sentence, level: 'warn', cause: options.cause });
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

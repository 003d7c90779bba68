import { AppError } from '../errors.ts';

/** Whether one part is fine; a problem is one plain sentence. */
export type HealthCheck = () => Promise<string | null> | string | null;

export interface Health {
  /** A later check of the same name takes the place of the earlier one. */
  register(name: string, check: HealthCheck): void;
  /** Every part that is not fine, by name. Empty: ready. */
  problems(): Promise<Record<string, string>>;
}

/** Asked by a supervisor that does not wait long itself. */
const PATIENCE_MS = 3_000;

export function createHealth(patienceMs = PATIENCE_MS): Health {
  const checks = new Map<string, HealthCheck>();
  return {
    register: (name, check) => void checks.set(name, check),
    async problems() {
      const found: Record<string, string> = {};
      await Promise.all(
        [...checks].map(async ([name, check]) => {
          const problem = await ask(check, patienceMs);
          if (problem !== null) found[name] = problem;
        }),
      );
      return found;
    },
  };
}

async function ask(check: HealthCheck, patienceMs: number): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('It does not answer.'), patienceMs);
  });
  try {
    return await Promise.race([check(), late]);
  } catch (error) {
    if (error instanceof AppError) return error.sentence;
    return error instanceof Error ? error.message : String(error);
  } finally {
    clearTimeout(timer);
  }
}

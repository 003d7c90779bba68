/** Whether one part is fine; a problem is one plain sentence. */
export type HealthCheck = () => Promise<string | null> | string | null;

export interface Health {
  /** A later check of the same name takes the place of the earlier one. */
  register(name: string, check: HealthCheck): void;
  /** Every part that is not fine, by name. Empty: ready. */
  problems(): Promise<Record<string, string>>;
}

export function createHealth(): Health {
  const checks = new Map<string, HealthCheck>();
  return {
    register: (name, check) => void checks.set(name, check),
    async problems() {
      const found: Record<string, string> = {};
      await Promise.all(
        [...checks].map(async ([name, check]) => {
          const problem = await ask(check);
          if (problem !== null) found[name] = problem;
        }),
      );
      return found;
    },
  };
}

async function ask(check: HealthCheck): Promise<string | null> {
  try {
    return await check();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

import type { FaultInput } from './client-api.ts';

/** Makes the next matching calls go wrong. */
export class Faults {
  readonly #armed: { fault: FaultInput; left: number }[] = [];

  arm(fault: FaultInput): void {
    this.#armed.push({ fault, left: fault.times });
  }

  clear(): void {
    this.#armed.length = 0;
  }

  take(route: string, userId: string | null): FaultInput['kind'] | null {
    const found = this.#armed.find(
      ({ fault, left }) =>
        left > 0 && fault.route === route && (fault.userId === undefined || fault.userId === userId),
    );
    if (!found) return null;
    found.left -= 1;
    return found.fault.kind;
  }
}

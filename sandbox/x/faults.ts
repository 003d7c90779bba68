import type { Request, Response } from 'express';
import type { FaultInput, FaultKind } from './client-api.ts';

/** One call, as far as a fault chooses by it. */
export interface FaultTarget {
  route: string;
  userId: string | null;
  body: unknown;
}

/** Makes the next matching calls go wrong, on any route. */
export class Faults {
  #armed: { fault: FaultInput; left: number }[] = [];

  arm(fault: FaultInput): void {
    this.#armed.push({ fault, left: fault.times });
  }

  clear(): void {
    this.#armed = [];
  }

  take(call: FaultTarget): FaultKind | null {
    const found = this.#armed.find(({ fault }) => matches(fault, call));
    if (!found) return null;
    found.left -= 1;
    if (found.left <= 0) this.#armed = this.#armed.filter((armed) => armed !== found);
    return found.fault.kind;
  }
}

function matches(fault: FaultInput, { route, userId, body }: FaultTarget): boolean {
  if (fault.route !== route) return false;
  if (fault.userId !== undefined && fault.userId !== userId) return false;
  return fault.body === undefined || JSON.stringify(body ?? null).includes(fault.body);
}

/**
 * Answers as the fault wants it. `work` does what was asked, `send` gives its answer back; both are called at most once,
 * and `work` also when nobody listens any more.
 */
export async function failWith<T>(
  fault: Exclude<FaultKind, { do: 'expire' }>,
  { request, response }: { request: Request; response: Response },
  work: () => T,
  send: (done: T) => void,
): Promise<void> {
  const done = fault.when === 'after' ? { value: work() } : null;
  switch (fault.do) {
    case 'status':
      response.set(fault.headers ?? {});
      response
        .status(fault.status)
        .json(fault.body ?? { title: 'Error', status: fault.status, detail: 'Fault' });
      return;
    case 'cut':
      request.socket.destroy();
      return;
    case 'malformed':
      response.type('json').send('{"data": {"id": ');
      return;
    case 'hang':
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      send(done ? done.value : work());
  }
}

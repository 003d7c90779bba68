export interface SlackFault {
  /** Web API method such as `chat.postMessage`; `*`: all. */
  method: string;
  /** `after`: the work is done, then the answer is lost. */
  when: 'before' | 'after';
  do: { error: string } | { status: number; headers?: Record<string, string> } | 'cut' | 'hang';
  times: number;
  /** Only calls whose arguments, as JSON, contain these words. */
  args?: string;
}

export class SlackFaults {
  #armed: SlackFault[] = [];
  /** Everything is refused with 503. */
  down = false;

  arm(fault: SlackFault): void {
    this.#armed.push({ ...fault });
  }

  clear(): void {
    this.#armed = [];
  }

  take(method: string, args: unknown): SlackFault | null {
    const found = this.#armed.find(
      (fault) =>
        (fault.method === '*' || fault.method === method) &&
        (fault.args === undefined || JSON.stringify(args).includes(fault.args)),
    );
    if (!found) return null;
    found.times -= 1;
    if (found.times <= 0) this.#armed = this.#armed.filter((fault) => fault !== found);
    return found;
  }
}

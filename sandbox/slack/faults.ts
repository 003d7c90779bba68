export interface SlackFault {
  /** Web API method such as `chat.postMessage`; `*`: all. */
  method: string;
  /** `after`: the work is done, then the answer is lost. */
  when: 'before' | 'after';
  do: { error: string } | { status: number } | 'cut' | 'hang';
  times: number;
}

export class SlackFaults {
  readonly #armed: SlackFault[] = [];
  /** Everything is refused with 503. */
  down = false;

  arm(fault: SlackFault): void {
    this.#armed.push({ ...fault });
  }

  take(method: string): SlackFault | null {
    const found = this.#armed.find(
      (fault) => fault.times > 0 && (fault.method === '*' || fault.method === method),
    );
    if (!found) return null;
    found.times -= 1;
    return found;
  }
}

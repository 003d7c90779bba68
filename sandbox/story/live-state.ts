/** Reads a state again whenever its server says that it changed, as a browser does. */
export class LiveState {
  #version = 0;
  #waiting: (() => void)[] = [];
  readonly #ended = new AbortController();
  readonly #read = new Map<string, { version: number; state: Promise<unknown> }>();

  constructor(events: string) {
    void this.#listen(events);
  }

  /** As it stands now; asked for once for each change. */
  read<T>(address: string): Promise<T> {
    const known = this.#read.get(address);
    if (known?.version === this.#version) return known.state as Promise<T>;
    const state = fetch(address).then((response) => response.json());
    this.#read.set(address, { version: this.#version, state });
    return state as Promise<T>;
  }

  /** Over when something changed, or after so long. */
  async changed(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      timer = setTimeout(resolve, ms);
    });
    clearTimeout(timer);
  }

  close(): void {
    this.#ended.abort();
  }

  async #listen(events: string): Promise<void> {
    try {
      const response = await fetch(events, { signal: this.#ended.signal });
      for await (const _chunk of response.body ?? []) {
        this.#version += 1;
        for (const wake of this.#waiting.splice(0)) wake();
      }
    } catch (error) {
      if (!this.#ended.signal.aborted) throw error;
    }
  }
}

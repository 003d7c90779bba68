/** Where a benchmark says what it found. */
export interface Report {
  /** For people: how it went. */
  say(line: string): void;
  /** For whoever compares: a line `KEY VALUE`. */
  figure(key: string, value: number, digits?: number): void;
}

export interface Figures extends Report {
  /** With `--json`: everything on one line. */
  end(): void;
}

/** `json`: nothing but one object at the end; what is for people goes to the other channel. */
export function createFigures(
  bench: string,
  json: boolean,
  print: (line: string) => void = console.log,
  whisper: (line: string) => void = console.error,
): Figures {
  const figures: Record<string, number> = {};
  return {
    say: (line) => (json ? whisper : print)(line),
    figure(key, value, digits = 2) {
      const text = value.toFixed(digits);
      figures[key] = Number(text);
      if (!json) print(`${key} ${text}`);
    },
    end() {
      if (json) print(JSON.stringify({ bench, ...figures }));
    },
  };
}

export interface MetricFamily {
  type: string;
  help: string;
}

/** The families of a `/metrics` answer, by name. */
export function metricsIn(text: string): Map<string, MetricFamily> {
  const found = new Map<string, MetricFamily>();
  for (const [, name = '', help = ''] of text.matchAll(/^# HELP (\S+) (.*)$/gmu))
    found.set(name, { help, type: 'untyped' });
  for (const [, name = '', type = ''] of text.matchAll(/^# TYPE (\S+) (\S+)$/gmu)) {
    const family = found.get(name);
    if (family) family.type = type;
  }
  return found;
}

/** The one line with this name and these labels, in any order; null: there is none. */
export function readingOf(text: string, name: string, labels: Record<string, string> = {}): number | null {
  for (const line of text.split('\n')) {
    const [, found, inner = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/u.exec(line) ?? [];
    if (found !== name) continue;
    const given = Object.fromEntries(
      [...inner.matchAll(/(\w+)="([^"]*)"/gu)].map(([, label, is]) => [label, is]),
    );
    const same =
      Object.keys(given).length === Object.keys(labels).length &&
      Object.entries(labels).every(([label, is]) => given[label] === is);
    if (same) return Number(value);
  }
  return null;
}

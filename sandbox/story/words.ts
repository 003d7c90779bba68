/** Everything that people read in blocks or in a view, as Slack marks it up. */
function marked(shown: unknown): string[] {
  if (Array.isArray(shown)) return shown.flatMap(marked);
  if (typeof shown !== 'object' || shown === null) return [];
  return Object.entries(shown).flatMap(([name, inner]) =>
    name === 'text' && typeof inner === 'string' ? [inner] : marked(inner),
  );
}

export interface Names {
  people: ReadonlyMap<string, string>;
  channels: ReadonlyMap<string, string>;
}

/** As it is read on a screen: names for ids, no marks, no signs that nobody sees. */
export function plainWords(shown: unknown, names: Names): string {
  const text = typeof shown === 'string' ? shown : marked(shown).join('\n');
  return text
    .replace(/<@(\w+)>/gu, (_all, id: string) => names.people.get(id) ?? id)
    .replace(/<#(\w+)>/gu, (_all, id: string) => `#${names.channels.get(id) ?? id}`)
    .replace(/<!subteam\^(\w+)>/gu, (_all, id: string) => `@${names.people.get(id) ?? id}`)
    .replace(/<!date\^(\d+)\^[^|>]*\|[^>]*>/gu, (_all, seconds: string) => timeOfDay(Number(seconds) * 1000))
    .replace(/<(?:https?:)[^|>]+\|([^>]+)>/gu, '$1')
    .replace(/[\u200b\u2060\u2066-\u2069]/gu, '')
    .replace(/:[a-z0-9_]+:\s?/gu, '')
    .replace(/(?<![\w@])[*_](?=\S)|(?<=\S)[*_](?!\w)/gu, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function timeOfDay(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}

const LONGEST = 108;

/** The line in which this ends, short enough for a terminal; null: it stands nowhere. */
export function lineWith(words: string, says: RegExp): string | null {
  const found = says.exec(words);
  if (!found) return null;
  const last = found.index + Math.max(0, found[0].length - 1);
  const start = words.lastIndexOf('\n', last) + 1;
  const end = words.indexOf('\n', last);
  const line = oneLine(words.slice(start, end === -1 ? undefined : end));
  if (line.length <= LONGEST) return line;
  const from = Math.max(0, Math.min(Math.max(found.index, start) - start - 20, line.length - LONGEST));
  return `${from > 0 ? '…' : ''}${line.slice(from, from + LONGEST).trim()}…`;
}

export function oneLine(words: string): string {
  return words.replace(/\s+/gu, ' ').trim();
}

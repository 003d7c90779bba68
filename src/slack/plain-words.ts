/** What stands between angle brackets in a message: `@U1`, `#C1|name`, `!subteam^S1|@team`, `https://…|label`. */
const IN_BRACKETS = /<((?:[@#!]|https?:|mailto:|tel:)[^<>\n]*)>/gu;

/**
 * A message's words as people read them, out of Slack's markup. `names`: of people, by Slack user id.
 * Pings of everybody, and people without a name here, leave nothing behind.
 */
export function plainWords(text: string, names: ReadonlyMap<string, string>): string {
  return unescaped(text.replace(IN_BRACKETS, (_all, inner: string) => plainOf(inner, names))).trim();
}

/** The people whom a message names. */
export function namedPeople(text: string): string[] {
  return [...new Set([...text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/gu)].map(([, id = '']) => id))];
}

function plainOf(inner: string, names: ReadonlyMap<string, string>): string {
  const bar = inner.indexOf('|');
  const [target, label] = bar < 0 ? [inner, ''] : [inner.slice(0, bar), inner.slice(bar + 1)];
  switch (target[0]) {
    case '@':
      return names.get(target.slice(1)) ?? '';
    case '#':
      return label === '' ? '' : `#${label}`;
    case '!':
      return target.startsWith('!subteam') || target.startsWith('!date') ? label : '';
    default:
      return linkWords(target, label);
  }
}

/** A label that only shortens the address says nothing more. */
function linkWords(target: string, label: string): string {
  const address = target.replace(/^(?:mailto|tel):/u, '');
  if (label === '' || bare(address) === bare(label)) return address;
  return `${label} ${address}`;
}

function bare(address: string): string {
  return unescaped(address)
    .replace(/^https?:\/\/(?:www\.)?/u, '')
    .replace(/\/$/u, '')
    .toLowerCase();
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

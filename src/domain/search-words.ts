import type { Thread, ThreadState } from './glossary.ts';

/** Shorter ones are in every text. */
const SHORTEST = 3;
/** So many words of one thread find it. */
const MOST_WORDS = 40;
const LONGEST = 30;

/** What finds a thread: its words, and behind a sign the customer's handle, our people, its tags and its topic. */
export function tokensOf(thread: Thread): string[] {
  const posts = [thread.root, thread.lastCustomerPost].filter(({ erased }) => erased === undefined);
  const words = posts.flatMap(({ text, author }) => [...foldedWords(text), ...foldedWords(author.name)]);
  const people = [thread.claimedBy, thread.answeredBy].filter((person) => person !== null);
  return [
    ...new Set([
      ...(posts.length === 0 ? [] : [`@${thread.root.author.handle.toLowerCase()}`]),
      ...people.map((person) => `by:${person}`),
      ...thread.tags.map((tag) => `tag:${tag}`),
      ...(thread.topic === null ? [] : foldedWords(thread.topic).map((word) => `topic:${word}`)),
      ...[...new Set(words)].slice(0, MOST_WORDS),
    ]),
  ];
}

/** What somebody looks for. */
export interface Wanted {
  tokens: readonly string[];
  state: ThreadState | null;
}

const STATES: readonly ThreadState[] = ['open', 'claimed', 'answered', 'resolved', 'ignored'];

/**
 * `router red @maro_k by:<@U0ADA> #vip topic:billing is:open`: words, a customer's handle, one of ours as Slack writes a
 * mention, tags, a topic and a state. `me` stands for whoever asks.
 */
export function wantedOf(query: string, me: string): Wanted {
  const tokens: string[] = [];
  let state: ThreadState | null = null;
  for (const part of query.trim().split(/\s+/u)) {
    const person = /^(?:by:)?<?@?([UW][A-Z0-9]{2,})(?:\|[^>]*)?>?$/iu.exec(part)?.[1];
    const [, sign = '', value = ''] = /^(is:|by:|topic:|tag:|#|@)(.+)$/iu.exec(part) ?? [];
    if (person !== undefined && part.includes('@')) tokens.push(`by:${person.toUpperCase()}`);
    else if (sign === 'by:' && value === 'me') tokens.push(`by:${me}`);
    else if (sign === 'is:') state = STATES.find((known) => known === value.toLowerCase()) ?? state;
    else if (sign === '@') tokens.push(`@${value.toLowerCase()}`);
    else if (sign === '#' || sign === 'tag:') tokens.push(`tag:${value.toLowerCase()}`);
    else if (sign === 'topic:') tokens.push(...foldedWords(value).map((word) => `topic:${word}`));
    else tokens.push(...foldedWords(part));
  }
  return { tokens: [...new Set(tokens)], state };
}

/** Without case and accents; a script without spaces is one word from sign to sign. */
function foldedWords(text: string): string[] {
  const plain = text
    .replace(/https?:\/\/\S+/gu, ' ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase();
  return plain
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= SHORTEST || /[\u3040-\u9fff]/u.test(word))
    .map((word) => word.slice(0, LONGEST));
}

/** As typed: separated by commas or spaces. */
export function tagsOf(typed: string): string[] {
  const tags = typed
    .toLowerCase()
    .split(/[\s,#]+/u)
    .map((tag) => tag.replace(/[^\p{L}\p{N}-]/gu, '').slice(0, LONGEST))
    .filter(Boolean);
  return [...new Set(tags)].slice(0, 10).sort();
}

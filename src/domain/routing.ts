import type { Brand, DeskSettings, RouteRule } from './brand.ts';
import type { Post } from './glossary.ts';
import { type Pattern, readPattern } from './pattern.ts';
import type { Priority, RouteReason } from './route.ts';
import type { Topic, TopicRule } from './topic.ts';
import { foldedWord, foldedWords } from './words.ts';

export interface RouteTaken {
  /** Slack channel id. */
  channel: string;
  topic: string | null;
  priority: Priority;
  /** Empty: no rule fitted, it is the brand's default. */
  because: readonly RouteReason[];
}

export type Router = (brand: Brand, post: Post) => RouteTaken;

/** What a rule looks at, made once for each post. */
interface Seen {
  post: Post;
  /** Folded, with a space around each word. */
  words: string;
  hashtags: ReadonlySet<string>;
}

type Test = (seen: Seen) => RouteReason[] | null;

interface Way {
  brands: readonly string[];
  test: Test;
  taken: Omit<RouteTaken, 'because'>;
}

/**
 * The brand's own rules first, then the topics, each in the order of the YAML: the first rule that fits decides. Else the
 * brand's default channel.
 */
export function createRouter({ brands, topics }: Pick<DeskSettings, 'brands' | 'topics'>): Router {
  const ways = [...brands.flatMap((brand) => brandWays(brand, topics)), ...topics.flatMap(topicWays)];
  return (brand, post) => {
    const seen: Seen = { post, words: foldedWords(post.text), hashtags: hashtagsOf(post.text) };
    for (const way of ways) {
      if (way.brands.length > 0 && !way.brands.includes(brand.id)) continue;
      const because = way.test(seen);
      if (because) return { ...way.taken, because };
    }
    return { channel: brand.defaultChannel, topic: null, priority: 'normal', because: [] };
  };
}

function brandWays(brand: Brand, topics: readonly Topic[]): Way[] {
  return brand.routes.map(({ keywords, channel, topic }: RouteRule) => ({
    brands: [brand.id],
    test: all([anyKeyword(keywords)]),
    taken: { channel, topic, priority: topics.find(({ name }) => name === topic)?.priority ?? 'normal' },
  }));
}

function topicWays({ name, channel, priority, brands, rules }: Topic): Way[] {
  return rules.map((rule) => ({
    brands,
    test: all(testsOf(rule)),
    taken: { channel, topic: name, priority },
  }));
}

function testsOf(rule: TopicRule): Test[] {
  const { keywords, hashtags, authors, languages, networks, pattern } = rule;
  const read = pattern === null ? null : readPattern(pattern);
  return [
    ...(keywords.length > 0 ? [anyKeyword(keywords)] : []),
    ...(hashtags.length > 0
      ? [any('hashtag', hashtags, (tag) => (seen) => seen.hashtags.has(foldedWord(tag)))]
      : []),
    ...(authors.length > 0
      ? [
          any(
            'author',
            authors,
            (handle) =>
              ({ post }) =>
                sameHandle(post.author.handle, handle),
          ),
        ]
      : []),
    ...(languages.length > 0
      ? [
          any(
            'language',
            languages,
            (code) =>
              ({ post }) =>
                isIn(post.language, code),
          ),
        ]
      : []),
    ...(networks.length > 0
      ? [
          any(
            'network',
            networks,
            (network) =>
              ({ post }) =>
                post.network === network,
          ),
        ]
      : []),
    ...(pattern !== null && read !== null && typeof read !== 'string' ? [fitting(pattern, read)] : []),
  ];
}

/** Everything must fit; the reasons are those of all. */
function all(tests: readonly Test[]): Test {
  return (seen) => {
    const reasons: RouteReason[] = [];
    for (const test of tests) {
      const found = test(seen);
      if (!found) return null;
      reasons.push(...found);
    }
    return reasons;
  };
}

function any(
  kind: RouteReason['kind'],
  values: readonly string[],
  make: (value: string) => (seen: Seen) => boolean,
): Test {
  const tests = values.map((value) => ({ value, fits: make(value) }));
  return (seen) => {
    const found = tests.find(({ fits }) => fits(seen));
    return found ? [{ kind, value: found.value }] : null;
  };
}

function anyKeyword(keywords: readonly string[]): Test {
  return any('keyword', keywords, (keyword) => {
    const folded = ` ${foldedWords(keyword).trim()} `;
    return ({ words }) => words.includes(folded);
  });
}

function fitting(source: string, pattern: Pattern): Test {
  return ({ post }) => (pattern.fits(post.text) ? [{ kind: 'pattern', value: source }] : null);
}

const NONE: ReadonlySet<string> = new Set();
const HASHTAG = /#([\p{L}\p{N}_]+)/gu;

function hashtagsOf(text: string): ReadonlySet<string> {
  if (!text.includes('#')) return NONE;
  return new Set([...text.matchAll(HASHTAG)].map(([, tag]) => foldedWord(tag ?? '')));
}

function sameHandle(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function isIn(language: string | null, code: string): boolean {
  const given = language?.toLowerCase() ?? '';
  return given === code || given.startsWith(`${code}-`);
}

import type { Post } from './glossary.ts';
import { type Pattern, readPattern } from './pattern.ts';
import { foldedWords, phrase } from './words.ts';

/** `drop`: only counted. `mute`: kept for a while, to look through, without a card. */
export type NoiseAction = 'drop' | 'mute';

/** A rule of the configuration. All that it asks for must be so; at least one thing. */
export interface NoiseRule {
  /** What it is counted by. */
  reason: string;
  action: NoiseAction;
  /** One of these stands in the text, as whole words. */
  keywords?: readonly string[] | undefined;
  /** Without the `#`. */
  hashtags?: readonly string[] | undefined;
  /** Somebody of these is mentioned; without the `@`. */
  handles?: readonly string[] | undefined;
  /** It is by one of these. */
  authors?: readonly string[] | undefined;
  /** BCP 47. A post of unknown language is in none of them. */
  languages?: readonly string[] | undefined;
  /** Known to be in another language than these. */
  languagesExcept?: readonly string[] | undefined;
  mentionsFrom?: number | undefined;
  linksFrom?: number | undefined;
  /** Nothing but mentions, links and emoji. */
  saysNothing?: boolean | undefined;
  /** It has the usual words of a prize draw. */
  giveaway?: boolean | undefined;
  retweets?: boolean | undefined;
  /** In RE2's syntax, any case. */
  regex?: string | undefined;
}

/** A rule that a lead made out of a card. */
export interface LearnedRule {
  id: string;
  brand: string;
  /** An author, by the network's id, or words that all stand in the text. */
  match: { kind: 'author'; authorId: string; handle: string } | { kind: 'words'; words: readonly string[] };
  /** Null: until somebody removes it. */
  until: number | null;
  /** Slack user id. */
  by: string;
  at: number;
}

export interface Noise {
  action: NoiseAction;
  reason: string;
  /** What was found, in words. Carries words from outside. */
  why: string;
}

export type NoiseJudge = (post: Post, brand: string, learned: readonly LearnedRule[]) => Noise | null;

/** The first rule that fits: those of the configuration, in their order, then the learned ones. */
export function createNoiseJudge(rules: readonly NoiseRule[]): NoiseJudge {
  const set = rules.map((rule) => ({
    ...rule,
    fitting: patternOf(rule),
    phrases: rule.keywords?.map((words) => ({ words, phrase: phrase(words) })),
  }));
  return (post, brand, learned) => {
    const seen = { post, folded: foldedWords(post.text) };
    for (const rule of set) {
      const found = matches(rule, seen);
      if (found !== null) return { action: rule.action, reason: rule.reason, why: found };
    }
    return judgeLearned(seen, brand, learned);
  };
}

/** The configuration refuses what cannot be read. */
function patternOf({ regex }: NoiseRule): Pattern | null {
  const read = regex === undefined ? null : readPattern(regex);
  return typeof read === 'string' ? null : read;
}

/** Its words once, for all that is looked for in them. */
interface Seen {
  post: Post;
  folded: string;
}

interface Phrase {
  words: string;
  phrase: string;
}

function judgeLearned(seen: Seen, brand: string, learned: readonly LearnedRule[]): Noise | null {
  for (const rule of learned) {
    const found = rule.brand === brand ? learnedMatch(rule, seen) : null;
    if (found !== null) return { action: 'mute', reason: rule.match.kind, why: found };
  }
  return null;
}

type ReadRule = NoiseRule & { fitting: Pattern | null; phrases: readonly Phrase[] | undefined };

/** What a rule finds, in words; null: it does not fit. */
function matches(rule: ReadRule, seen: Seen): string | null {
  const found: string[] = [];
  for (const check of CHECKS) {
    const said = check(rule, seen);
    if (said === null) return null;
    if (said !== '') found.push(said);
  }
  return found.length === 0 ? null : found.join(', ');
}

/** Null: the rule asks for something else. Empty: it does not ask. */
type Check = (rule: ReadRule, seen: Seen) => string | null;

const CHECKS: readonly Check[] = [
  ({ phrases }, { folded }) => {
    if (phrases === undefined) return '';
    const found = phrases.find(({ phrase }) => folded.includes(phrase));
    return found === undefined ? null : `says "${found.words}"`;
  },
  ({ hashtags }, { post: { text } }) => {
    if (hashtags === undefined) return '';
    const there = hashtagsIn(text);
    return among(hashtags, (tag) => there.has(tag.toLowerCase()), 'has the hashtag');
  },
  ({ handles }, { post: { mentions } }) => {
    if (handles === undefined) return '';
    const there = new Set(mentions.map(({ handle }) => handle.toLowerCase()));
    return among(handles, (handle) => there.has(handle.toLowerCase()), 'mentions');
  },
  ({ authors }, { post: { author } }) =>
    among(authors, (handle) => handle.toLowerCase() === author.handle.toLowerCase(), 'is by'),
  ({ languages }, { post: { language } }) =>
    among(languages, (code) => code === languageOf(language), 'is written in'),
  ({ languagesExcept: kept }, { post: { language } }) => {
    if (kept === undefined) return '';
    const code = languageOf(language);
    return code === null || kept.includes(code) ? null : `is written in "${code}"`;
  },
  ({ mentionsFrom }, { post: { mentions } }) => atLeast(mentionsFrom, mentions.length, 'mentions', 'account'),
  ({ linksFrom }, { post: { text } }) =>
    linksFrom === undefined ? '' : atLeast(linksFrom, [...text.matchAll(LINK)].length, 'has', 'link'),
  ({ saysNothing: asked }, { post }) =>
    asked ? (saysNothing(post) ? 'has nothing but mentions, links and emoji' : null) : '',
  ({ giveaway }, { folded }) => {
    if (!giveaway) return '';
    const words = GIVEAWAY_WORDS.find((candidate) => folded.includes(candidate));
    return words === undefined ? null : `says "${words.trim()}"`;
  },
  ({ fitting, regex }, { post: { text } }) =>
    fitting === null ? '' : fitting.fits(text) ? `fits the pattern ${regex}` : null,
  ({ retweets }, { post: { repostOf } }) => (retweets ? (repostOf === null ? null : 'is a retweet') : ''),
];

function among(
  wanted: readonly string[] | undefined,
  fits: (one: string) => boolean,
  verb: string,
): string | null {
  if (wanted === undefined) return '';
  const found = wanted.find(fits);
  return found === undefined ? null : `${verb} "${found}"`;
}

function atLeast(least: number | undefined, there: number, verb: string, what: string): string | null {
  if (least === undefined) return '';
  return there < least ? null : `${verb} ${there} ${what}${there === 1 ? '' : 's'}`;
}

function learnedMatch({ match }: LearnedRule, { post, folded }: Seen): string | null {
  if (match.kind === 'author')
    return match.authorId === post.author.id ? `is by "${match.handle}", who is muted` : null;
  return match.words.every((word) => folded.includes(phrase(word)))
    ? `says ${match.words.map((word) => `"${word}"`).join(', ')}`
    : null;
}

const LINK = /https?:\/\/\S+/gu;
const NOT_SAID = /https?:\/\/\S+|@\w+/gu;

/** A picture says something. */
function saysNothing({ text, images }: Post): boolean {
  const said = text.replace(NOT_SAID, ' ');
  // What has a letter or a digit has a word; some other signs stand for one.
  return images.length === 0 && !/[\p{L}\p{N}]/u.test(said) && foldedWords(said).trim() === '';
}

function hashtagsIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/#([\p{L}\p{N}_]+)/gu)].map((match) => (match[1] ?? '').toLowerCase()));
}

/** X's codes for "not known": `und`, `zxx`, `art`, and those that begin with `q`. */
function languageOf(code: string | null): string | null {
  const known = code?.split('-')[0]?.toLowerCase() ?? '';
  return known === '' || /^(?:und|zxx|art|q\w\w)$/u.test(known) ? null : known;
}

/** Each as whole words, folded: lower case, without accents. */
const GIVEAWAY_WORDS = [
  'giveaway',
  'give away',
  'airdrop',
  'free followers',
  'follow and retweet',
  'follow and rt',
  'follow rt',
  'retweet to win',
  'rt to win',
  'enter to win',
  'chance to win',
  'you have won',
  'claim your prize',
  'promo code',
  'concorso a premi',
  'hai vinto',
  'sorteo',
  'has ganado',
  'jeu concours',
  'tu as gagne',
  'gewinnspiel',
  'du hast gewonnen',
  'sorteio',
].map(phrase);

import { fingerprintOf, likeness, type SameTextSettings } from './same-text.ts';

/** A text to begin an answer with. It must be changed before it goes out: X forbids the same text from several accounts. */
export interface SavedReply {
  id: string;
  title: string;
  /** Null: for whatever it is about. */
  topic: string | null;
  /** BCP 47; null: nobody said. */
  language: string | null;
  /** With fields in braces, such as `{customer}` and `{street}`. */
  text: string;
  /** `yaml`: only the configuration changes it; otherwise the version that a lead's change must know. */
  version: 'yaml' | (string & {});
  /** Slack user id of who changed it last; null: it stands in the YAML. */
  by: string | null;
}

/** What Faccia fills in by itself. Every other field is the responder's. */
export interface KnownFields {
  /** The customer's handle, without the `@`. */
  customer: string;
  /** The responder's. */
  firstName: string;
  topic: string | null;
}

/** A field: a name in braces, on one line. */
const FIELD = /\{([\p{L}][\p{L}\p{N}_ -]{0,39})\}/gu;

/** Those of this topic and language first, then of the one or the other, then the rest; each by title. */
export function rankSavedReplies(
  all: readonly SavedReply[],
  thread: { topic: string | null; language: string | null },
): SavedReply[] {
  const language = shortLanguage(thread.language);
  const rank = (reply: SavedReply): number =>
    score(reply.topic, thread.topic) * 2 + score(shortLanguage(reply.language), language);
  return [...all].sort((a, b) => rank(b) - rank(a) || a.title.localeCompare(b.title));
}

/** Whether it is meant for this topic and language, or for any. */
export function suits(reply: SavedReply, thread: { topic: string | null; language: string | null }): boolean {
  const language = shortLanguage(thread.language);
  return score(reply.topic, thread.topic) > 0 && score(shortLanguage(reply.language), language) > 0;
}

/** Made for it 2, for anything 1, for something else 0. */
function score(own: string | null, wanted: string | null): number {
  if (own === null) return 1;
  return wanted !== null && own.toLowerCase() === wanted.toLowerCase() ? 2 : 0;
}

function shortLanguage(code: string | null): string | null {
  return code?.toLowerCase().split('-')[0] ?? null;
}

/** The text with what is known filled in; fields that the responder must fill stay in their braces. */
export function fillKnown(text: string, known: KnownFields): string {
  const values: Record<string, string | null> = {
    customer: `@${known.customer}`,
    first_name: known.firstName,
    topic: known.topic,
  };
  return text.replace(FIELD, (field, name: string) => values[name] ?? field);
}

/** The first field in braces that nobody filled, as it stands there; null: none. Only fields that a saved reply has. */
export function unfilledField(text: string, all: readonly SavedReply[]): string | null {
  const known = new Set(all.flatMap(({ text: saved }) => saved.match(FIELD) ?? []));
  return text.match(FIELD)?.find((field) => known.has(field)) ?? null;
}

/** The saved reply that this text still is, but for what is filled in or put around; null: its own words. */
export function unchangedFrom(
  text: string,
  all: readonly SavedReply[],
  known: KnownFields,
  settings: Pick<SameTextSettings, 'refuseAt' | 'minWords'>,
): SavedReply | null {
  const mine = fingerprintOf(text);
  return (
    all.find((saved) => {
      const words = fillKnown(saved.text, known).replace(FIELD, ' ');
      // Texts of such different lengths are not alike.
      if (text.length > 3 * words.length + 40 || words.length > 3 * text.length + 40) return false;
      const print = fingerprintOf(words);
      const short = Math.min(mine.words, print.words) < settings.minWords;
      return likeness(mine, print) >= (short ? 1 : settings.refuseAt);
    }) ?? null
  );
}

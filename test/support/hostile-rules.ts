import { blockProblems, viewProblems } from '../../sandbox/slack/block-kit.ts';
import { markup } from './hostile.ts';
import type { Shown } from './hostile-surfaces.ts';

/** What may stand between `<` and `>`: our links, dates, and the people and channels of the tests. */
const OURS =
  /^<(?:https:\/\/(?:x\.com|acme\.slack\.com)\/[^|<>]*\|[^<>|]*|https:\/\/x\.com\|x\.com|!date\^\d+\^[^<>]*|@(?:USAM|ULEAD|UADA)|#C0(?:CARE|BILL))>$/u;
/** Besides line ends and tabs, only our own isolates. */
const FORBIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066\u2067\u206a-\u206f\u200e\u200f\u061c\ufff9-\ufffb]/u;
const PILED = /\p{M}{9}/u;
const LONGEST_TEXT = 4_000;
/** For Slack's eyes or for the person's own typing, not shown as it is. */
const UNSEEN = ['private_metadata', 'value', 'initial_value', 'image_url', 'url', 'action_id', 'block_id'];

/** Every sentence that is wrong with what Slack is given; empty: harmless. */
export function problemsOf(shown: Shown): string[] {
  const slack =
    shown.kind === 'message'
      ? blockProblems(shown.blocks, 'message')
      : shown.kind === 'view'
        ? viewProblems(shown.view as never)
        : [];
  const seen = seenTexts(shown);
  const read =
    shown.kind === 'view'
      ? markup(shown.view)
      : shown.kind === 'text'
        ? [shown.text]
        : [shown.text, ...markup(shown.blocks)];
  return [
    ...slack,
    ...seen.flatMap(wrongText),
    ...read.flatMap(wrongMarkup),
    ...links(shown).flatMap(wrongLink),
    ...(shown.kind === 'view' || shown.text.length <= LONGEST_TEXT ? [] : [`a text of ${shown.text.length}`]),
    ...(Buffer.byteLength(JSON.stringify(shown)) <= 250_000 ? [] : ['more than 250 KB']),
  ];
}

/** All that a person can read. */
export function wordsOf(shown: readonly Shown[]): string {
  return shown.flatMap(seenTexts).join('\n');
}

function wrongText(text: string): string[] {
  const at = FORBIDDEN.exec(text);
  return [
    ...(at === null ? [] : [`U+${at[0].charCodeAt(0).toString(16)} in ${show(text)}`]),
    ...(text.isWellFormed() ? [] : [`half a character in ${show(text)}`]),
    ...(PILED.test(text) ? [`piled marks in ${show(text)}`] : []),
    ...(isolated(text) ? [] : [`an isolate without its end in ${show(text)}`]),
  ];
}

/** Each direction that begins also ends, and none ends that did not begin. */
function isolated(text: string): boolean {
  let depth = 0;
  for (const letter of text) {
    if (letter === '\u2068') depth += 1;
    if (letter === '\u2069') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

function wrongMarkup(text: string): string[] {
  const strange = (text.match(/<[^>]*>?/gu) ?? []).filter((found) => !OURS.test(found));
  const outside = text.replace(/<[^>]*>/gu, '');
  return [
    ...strange.map((found) => `${show(found)} is not ours`),
    ...(outside.includes('>') ? [`an end without a beginning in ${show(text)}`] : []),
    ...(/&(?!amp;|lt;|gt;)/u.test(outside) ? [`a broken & in ${show(text)}`] : []),
    ...(/([*_~`])pwn\1/u.test(outside) ? [`formatting in ${show(text)}`] : []),
  ];
}

/** A link shows itself, or is ours. */
function wrongLink({ url, text }: { url: string; text: string | null }): string[] {
  const shown = text?.replace(/[\u2068\u2069]/gu, '') ?? null;
  if (!/^https?:\/\//u.test(url)) return [`${show(url)} is no web address`];
  if (shown === null || url.startsWith('https://x.com/') || url.startsWith('https://acme.slack.com/'))
    return [];
  return new URL(shown).href.replace(/[<>|]/gu, encodeURIComponent) === url
    ? []
    : [`${show(shown)} leads to ${show(url)}`];
}

function links(value: unknown): { url: string; text: string | null }[] {
  if (Array.isArray(value)) return value.flatMap(links);
  if (typeof value !== 'object' || value === null) return [];
  const { type, url, image_url, text } = value as Record<string, unknown>;
  const own = typeof url === 'string' ? [{ url, text: type === 'link' ? String(text) : null }] : [];
  const image = typeof image_url === 'string' ? [{ url: image_url, text: null }] : [];
  return [...own, ...image, ...links(Object.values(value))];
}

function seenTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(seenTexts);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (UNSEEN.includes(key) ? [] : seenTexts(inner)));
}

function show(text: string): string {
  return JSON.stringify(text.length > 90 ? `${text.slice(0, 60)}…${text.slice(-30)}` : text);
}

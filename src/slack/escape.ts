import { shorten } from './limits.ts';

/** Isolates: whatever direction a text takes ends with it. */
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';
/** Marks that turn or change how what follows is read, and may reach out of their text. */
const DIRECTION = /[\u202a-\u202e\u2066-\u206f\u200e\u200f\u061c\ufff9-\ufffb]/gu;
/** More marks on one letter than any script needs: they would paint over the lines around it. */
const PILED_MARKS = /(\p{M}{8})\p{M}+/gu;
/** Where Slack reads markup; the invisible space behind it keeps it from being any. */
const MARKS = /[*_~`]/gu;
/** Inside of a word, as in a handle, they are only letters. */
const FORMATS = /(?<![\p{L}\p{N}])[*_~`]|[*_~`](?![\p{L}\p{N}])/gu;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;
const LONGEST_NAME = 60;
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu;

/** Slack's three characters. What was `<!channel>` or `<@U1>` is then only text. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * A customer's words as they are, made harmless for what stands around them: control characters become visible signs,
 * direction marks go, halves of characters are replaced, marks do not pile up, and the whole is isolated.
 */
export function harmless(text: string): string {
  const plain = text
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    .replace(DIRECTION, '')
    .replace(PILED_MARKS, '$1')
    .replace(CONTROL, (control) => {
      const code = control.charCodeAt(0);
      return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\u2421';
    });
  return `${FIRST_STRONG_ISOLATE}${plain}${POP_ISOLATE}`;
}

/** A name on one line, short, that can neither format nor ping where Slack reads its own markup. */
export function nameText(name: string): string {
  const line = shorten(name.replace(DIRECTION, '').replace(/\s+/gu, ' ').trim(), LONGEST_NAME);
  return escapeText(harmless(VISIBLE.test(line) ? line : 'Somebody')).replace(MARKS, '$&\u200b');
}

/** Somebody's words in a text of ours where Slack reads its own markup: at most so long, escaping and all. */
export function saidText(words: string, limit: number): string {
  let short = shorten(words, limit);
  for (;;) {
    const said = escapeText(turns(short) ? harmless(short) : harmless(short).slice(1, -1)).replace(
      FORMATS,
      '$&\u200b',
    );
    if (said.length <= limit || short.length <= 1) return said;
    short = shorten(short, Math.floor(short.length * 0.8));
  }
}

/** Only what is read from right to left needs to be isolated from what stands around it. */
function turns(text: string): boolean {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u.test(text);
}

/** Who wrote, on one line. A customer who did not write in public has no handle. */
export function authorText({ name, handle }: { name: string; handle: string }): string {
  return handle === '' ? `*${nameText(name)}*` : `*${nameText(name)}* @${nameText(handle)}`;
}

/** A link of our own in Slack's markup; null where the address is not a web address. */
export function link(url: string, label: string): string {
  const safe = webUrl(url);
  return safe === null ? label : `<${safe}|${label.replaceAll('|', '¦')}>`;
}

/** The address if it is http or https and cannot end our markup. */
export function webUrl(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return null;
  return parsed.href.replace(/[<>|]/gu, encodeURIComponent);
}

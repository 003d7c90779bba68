/** What somebody may write to confuse Slack, by name. */
export const HOSTILE: [string, string][] = [
  ['pings', '<!channel> <!here|x> <!everyone> <@U0ADA> <!subteam^S0L> <#C0|x>'],
  ['links in disguise', '<https://evil.example|https://acme.com> https://a.example/>|x<b'],
  ['control characters', 'a\u0000b\u0007c\u001b[31md\u009b\u007f\r\n'],
  ['turned direction', '\u202Eevil\u202C \u2066x \u200F \u061C'],
  ['markup', '*b* _i_ ~s~ `c` ```d``` > q & &lt; &amp;'],
  ['25,000 characters', '😀<!channel>&'.repeat(2_000).slice(0, 25_000)],
  ['families and flags', '👨‍👩‍👧‍👦🏳️‍🌈🇮🇹'.repeat(1_200)],
  ['nothing', ''],
];

/** Texts that Slack reads as its own markup. */
export function markup(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(markup);
  if (typeof value !== 'object' || value === null) return [];
  const { type, text, ...rest } = value as { type?: string; text?: unknown };
  return [
    ...(type === 'mrkdwn' && typeof text === 'string' ? [text] : markup(text)),
    ...markup(Object.values(rest)),
  ];
}

/** Everything between < and > that is not one of our links or dates, or the Slack user whom we name. */
export function strange(texts: string[]): string[] {
  return texts
    .flatMap((text) => text.match(/<[^>]*>/gu) ?? [])
    .filter((found) => !/^<(?:https:\/\/x\.com\/[^|<>]*\|[^<>]*|!date\^\d+\^[^<>]*|@USAM)>$/u.test(found));
}

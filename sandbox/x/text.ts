export function handlesIn(text: string): string[] {
  return [...text.matchAll(/(?<![\w@/])@(\w{1,15})\b/gu)].map((match) => match[1] ?? '');
}

export function conversationOf(parent: { conversationId: string } | undefined, id: string): string {
  return parent?.conversationId ?? id;
}

/** X escapes these three in what it sends. */
export function escapeForApi(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function unescapeFromApi(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (letter) => `&#${letter.codePointAt(0)};`);
}

/** X shows a post's media instead of the link that it put at the end. */
export function withoutMediaLink(text: string): string {
  return text.replace(/ https:\/\/t\.co\/\w+$/u, '');
}

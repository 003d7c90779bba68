/** Where people read posts and profiles: always X's own site, never the API's address. */
const SITE = 'https://x.com';

export function postUrl(handle: string, postId: string): string {
  return `${SITE}/${handle}/status/${postId}`;
}

/** X's own composer, with text and place filled in: the person presses Post. */
export function composeUrl({ text, inReplyTo }: { text: string; inReplyTo: string }): string {
  return `${SITE}/intent/post?in_reply_to=${encodeURIComponent(inReplyTo)}&text=${encodeURIComponent(text)}`;
}

export function profileUrl(handle: string): string {
  return `${SITE}/${handle}`;
}

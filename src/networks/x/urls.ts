/** Where people read posts and profiles: always X's own site, never the API's address. */
const SITE = 'https://x.com';

export function postUrl(handle: string, postId: string): string {
  return `${SITE}/${handle}/status/${postId}`;
}

/** X's own composer, with text and place filled in: the person presses Post. */
export function composeUrl({ text, inReplyTo }: { text: string; inReplyTo: string }): string {
  return `${SITE}/intent/post?in_reply_to=${encodeURIComponent(inReplyTo)}&text=${encodeURIComponent(text)}`;
}

/** Opens a private conversation with this account, ready to write. X wants its id. */
export function messageUrl(accountId: string): string {
  return `${SITE}/messages/compose?recipient_id=${encodeURIComponent(accountId)}`;
}

export function profileUrl(handle: string): string {
  return `${SITE}/${handle}`;
}

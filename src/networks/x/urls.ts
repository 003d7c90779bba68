/** Where people read posts and profiles: always X's own site, never the API's address. */
const SITE = 'https://x.com';

export function postUrl(handle: string, postId: string): string {
  return `${SITE}/${handle}/status/${postId}`;
}

export function profileUrl(handle: string): string {
  return `${SITE}/${handle}`;
}

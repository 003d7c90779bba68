import type { Post } from './glossary.ts';

type Said = Pick<Post, 'text' | 'links'>;

/** A link as typed, up to the next sign that cannot stand in one. */
const LINK = /\bhttps?:\/\/[\x21-\x7e]+/giu;
/** X's own short links say nothing of where they lead. */
const SHORTENED = /^https?:\/\/t\.co\//iu;
const LEADING_MENTIONS = /^(?:\s*@\w+)+/u;

/**
 * Whether this post says what we sent, whole, whatever the network does with links, leading mentions, case and spacing. A
 * text of nothing but links is known by them, where the network says where its own short ones lead.
 */
export function saysThis(post: Said, text: string): boolean {
  const links = linksOf(post);
  const ours = wordsOf(withoutMentions(text), links);
  if (ours !== wordsOf(withoutMentions(post.text), links)) return false;
  const wanted = linksIn(text);
  if (ours === '' && wanted.length === 0) return folded(post.text).endsWith(folded(text));
  if (links === null) return ours !== '';
  return wanted.every((link) => links.includes(link));
}

/** Whether the network takes this post for the same text as ours: what we typed to mention somebody counts, too. */
export function isSameText(post: Said, text: string): boolean {
  const links = linksOf(post);
  const ours = wordsOf(text, links);
  // The network itself puts mentions before an answer.
  const theirs = [post.text, withoutMentions(post.text)].map((said) => wordsOf(said, links));
  return theirs.includes(ours) && saysThis(post, text);
}

/** Where the post's links lead; null: it has some, and nobody said where. */
function linksOf(post: Said): string[] | null {
  if (post.links !== undefined) return post.links.map(bare);
  const shown = post.text.match(LINK) ?? [];
  return shown.some((link) => SHORTENED.test(link)) ? null : shown.map(bare);
}

function linksIn(text: string): string[] {
  return (text.match(LINK) ?? []).map(bare);
}

function bare(link: string): string {
  return link
    .toLowerCase()
    .replace(/^https?:\/\//u, '')
    .replace(/[^a-z0-9]+$/u, '');
}

/** `links`: those that the network made of what was typed without `https://`. */
function wordsOf(text: string, links: readonly string[] | null): string {
  const words = folded(text).replace(LINK, ' ');
  return folded((links ?? []).reduce(withoutLink, words));
}

function withoutLink(text: string, link: string): string {
  const at = link === '' ? -1 : text.indexOf(link);
  if (at < 0) return text;
  return `${text.slice(0, at)} ${text.slice(at + link.length).replace(/^[\x21-\x7e]+/u, '')}`;
}

function withoutMentions(text: string): string {
  return text.replace(LEADING_MENTIONS, '');
}

function folded(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase();
}

import type { Post, ReplySettings } from '../../domain/glossary.ts';

/** Asked of every read: both the author and what stands around a post. */
export const POST_FIELDS = {
  'tweet.fields': [
    'author_id',
    'attachments',
    'conversation_id',
    'created_at',
    'edit_history_tweet_ids',
    'entities',
    'lang',
    'note_tweet',
    'referenced_tweets',
    'reply_settings',
  ],
  'user.fields': ['name', 'profile_image_url', 'protected', 'username'],
  'media.fields': ['alt_text', 'preview_image_url', 'type', 'url'],
  expansions: [
    'author_id',
    'attachments.media_keys',
    'referenced_tweets.id',
    'referenced_tweets.id.author_id',
  ],
};

type Json = Record<string, unknown>;

export interface ReadPosts {
  posts: Post[];
  /** Records that are not posts by any name: skipped. */
  malformed: number;
}

/**
 * X's answer (`data` one record or a list, `includes`) as posts. Since August 2026 X's own description calls some fields
 * by new names (`referenced_posts`, `note_post`): both are read.
 */
export function readPosts(answer: unknown): ReadPosts {
  const { data, includes } = object(answer);
  const records = Array.isArray(data) ? data : data === undefined || data === null ? [] : [data];
  const around = readIncludes(object(includes));
  const posts = records.map((record) => readPost(object(record), around)).filter((post) => post !== null);
  return { posts, malformed: records.length - posts.length };
}

interface Around {
  users: Map<string, Json>;
  posts: Map<string, Json>;
  media: Map<string, Json>;
}

/** X's circles of people, by what Faccia can know of them. */
function readReplySettings(given: unknown): ReplySettings {
  if (given === 'everyone') return 'everyone';
  return given === 'mentionedUsers' ? 'mentioned' : 'some';
}

function readIncludes(includes: Json): Around {
  const by = (list: unknown, key: string) =>
    new Map(array(list).map((item) => [text(item[key]), item] as const));
  return {
    users: by(includes.users, 'id'),
    posts: by(includes.tweets ?? includes.posts, 'id'),
    media: by(includes.media, 'media_key'),
  };
}

function readPost(record: Json, around: Around): Post | null {
  const id = text(record.id);
  const authorId = text(record.author_id);
  if (!/^\d{1,19}$/u.test(id) || authorId === '' || typeof record.text !== 'string') return null;
  const references = array(record.referenced_tweets ?? record.referenced_posts);
  const reference = (type: string) => text(references.find((item) => item.type === type)?.id) || null;
  const quoted = reference('quoted');
  const entities = object(record.entities);
  return {
    id,
    network: 'x',
    author: readAuthor(authorId, around.users.get(authorId)),
    text: unescapeText(longText(record)),
    createdAt: Date.parse(text(record.created_at)) || 0,
    conversationId: text(record.conversation_id) || id,
    inReplyTo: reference('replied_to'),
    quotes:
      quoted === null
        ? null
        : { postId: quoted, authorId: text(around.posts.get(quoted)?.author_id) || null },
    repostOf: reference('retweeted') ?? reference('reposted'),
    mentions: array(entities.mentions).map((mention) => ({
      id: text(mention.id) || null,
      handle: text(mention.username),
    })),
    images: readImages(record, around),
    ...(entities.urls === undefined ? {} : { links: readLinks(entities.urls) }),
    versions: readVersions(id, record.edit_history_tweet_ids ?? record.edit_history_post_ids),
    language: text(record.lang) || null,
    ...(record.reply_settings === undefined
      ? {}
      : { replySettings: readReplySettings(record.reply_settings) }),
  };
}

function readAuthor(id: string, user: Json | undefined): Post['author'] {
  const handle = text(user?.username);
  return {
    id,
    handle: /^\w{1,15}$/u.test(handle) ? handle : 'unknown',
    name: text(user?.name) || handle || 'Unknown',
    avatarUrl: text(user?.profile_image_url) || null,
    ...(user?.protected === true ? { isProtected: true } : {}),
  };
}

export function readUser(user: unknown): Post['author'] {
  const record = object(user);
  return readAuthor(text(record.id), record);
}

/** Posts longer than 280 characters carry their whole text apart. */
function longText(record: Json): string {
  const note = object(record.note_tweet ?? record.note_post);
  return typeof note.text === 'string' && note.text !== '' ? note.text : text(record.text);
}

/** X lists the oldest first; whatever it says, a post is one of its own versions. */
function readVersions(id: string, history: unknown): string[] {
  const ids = (Array.isArray(history) ? history : []).map(text).filter((each) => /^\d{1,19}$/u.test(each));
  return ids.includes(id) ? ids : [...ids, id];
}

/** X escapes these three in what it sends. */
export function unescapeText(escaped: string): string {
  return escaped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function readImages(record: Json, around: Around): Post['images'] {
  const keys = object(record.attachments).media_keys;
  return (Array.isArray(keys) ? keys : []).flatMap((key) => {
    const media = around.media.get(text(key));
    const url = text(media?.url) || text(media?.preview_image_url);
    return url === '' ? [] : [{ url, alt: text(media?.alt_text) || null }];
  });
}

/** X puts its own short links into the text. */
function readLinks(urls: unknown): string[] {
  return array(urls)
    .map((url) => text(url.expanded_url) || text(url.url))
    .filter(Boolean);
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function array(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(object) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** When X began to make ids out of the time. */
const ID_EPOCH_MS = 1_288_834_974_657;

/** The smallest id that a post of this moment can have: an id is its time in milliseconds, shifted by 22 bits. */
export function firstIdAt(ms: number): string {
  return String(BigInt(Math.max(0, Math.floor(ms) - ID_EPOCH_MS)) << 22n);
}

/** The same id, `ms` earlier. */
export function earlierId(id: string, ms: number): string {
  const earlier = BigInt(id) - (BigInt(ms) << 22n);
  return String(earlier > 0n ? earlier : 0n);
}

/** Ids are numbers of up to 19 digits, too long for a number type. */
export function newerId(one: string | null, other: string): string {
  if (one === null) return other;
  return one.length === other.length ? (one > other ? one : other) : one.length > other.length ? one : other;
}

import type { SandboxXUser } from './client-api.ts';
import { escapeForApi } from './text.ts';
import type { StoredPost, World } from './world.ts';

type Json = Record<string, unknown>;

/** X sends id and text, and whatever was asked for. */
export function apiPost(world: World, post: StoredPost, fields: ReadonlySet<string>): Json {
  const names = world.newNames;
  const author = world.users.get(post.authorId);
  const long = [...post.text].length > 280;
  const references = [
    ...(post.inReplyTo ? [{ type: 'replied_to', id: post.inReplyTo }] : []),
    ...(post.quotes ? [{ type: 'quoted', id: post.quotes }] : []),
    ...(post.repostOf ? [{ type: 'retweeted', id: post.repostOf }] : []),
  ];
  const all: Json = {
    author_id: post.authorId,
    conversation_id: post.conversationId,
    created_at: new Date(post.createdAt).toISOString(),
    lang: post.language,
    entities: { mentions: post.mentions.map(({ id, handle }) => ({ id, username: handle })) },
    [names ? 'referenced_posts' : 'referenced_tweets']: references.length > 0 ? references : undefined,
    attachments: post.images.length > 0 ? { media_keys: post.images.map((image) => image.key) } : undefined,
    [names ? 'note_post' : 'note_tweet']: long ? { text: escapeForApi(post.text) } : undefined,
    source: author?.kind,
  };
  const asked = (name: string) =>
    fields.has(name) || fields.has(name.replace('_posts', '_tweets').replace('_post', '_tweet'));
  const chosen = Object.entries(all).filter(([name, value]) => asked(name) && value !== undefined);
  const text = long ? `${[...post.text].slice(0, 275).join('')}…` : post.text;
  return {
    id: post.id,
    text: escapeForApi(text),
    [names ? 'edit_history_post_ids' : 'edit_history_tweet_ids']: world.newestOf(post).history,
    ...Object.fromEntries(chosen),
  };
}

export function apiIncludes(world: World, posts: readonly StoredPost[], query: Query): Json {
  const asked = new Set(query.list('expansions'));
  const around = posts
    .flatMap((post) => [post.inReplyTo, post.quotes, post.repostOf])
    .flatMap((id) => world.posts.get(id ?? '') ?? []);
  const userIds = new Set([
    ...(asked.has('author_id') ? posts.map((post) => post.authorId) : []),
    ...(asked.has('referenced_tweets.id.author_id') ? around.map((post) => post.authorId) : []),
  ]);
  const users = [...userIds].flatMap((id) => world.users.get(id) ?? []);
  const media = asked.has('attachments.media_keys') ? posts.flatMap((post) => post.images) : [];
  const includes = {
    users: users.map((user) => apiUser(user)),
    [world.newNames ? 'posts' : 'tweets']: asked.has('referenced_tweets.id')
      ? around.map((post) => apiPost(world, post, query.fields()))
      : [],
    media: media.map(({ key, url, alt, type }) => ({
      media_key: key,
      type,
      ...(type === 'photo' ? { url } : { preview_image_url: url }),
      ...(alt === '' ? {} : { alt_text: alt }),
    })),
  };
  return Object.fromEntries(Object.entries(includes).filter(([, list]) => list.length > 0));
}

/** X sends id, name and handle; of the rest what was asked for, and the picture as the sandbox always did. */
export function apiUser(
  { id, username, name, profile_image_url, description }: SandboxXUser,
  fields: readonly string[] = [],
): Json {
  const user = { id, username, name, profile_image_url };
  return fields.includes('description') ? { ...user, description: escapeForApi(description) } : user;
}

/** A request's parameters: comma lists, under X's old and new names. */
export class Query {
  readonly #parameters: URLSearchParams;

  constructor(parameters: URLSearchParams) {
    this.#parameters = parameters;
  }

  list(name: string): string[] {
    return (this.#parameters.get(name) ?? '').split(',').filter(Boolean);
  }

  text(name: string): string | null {
    return this.#parameters.get(name);
  }

  fields(): ReadonlySet<string> {
    return new Set([...this.list('tweet.fields'), ...this.list('post.fields')]);
  }
}

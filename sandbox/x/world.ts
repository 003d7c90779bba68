import type { SandboxPost, SandboxXUser } from './client-api.ts';
import { editProblem } from './editing.ts';
import { Media, mediaLink, type StoredMedia } from './media.ts';
import type { NewPost, NewUser } from './new-things.ts';
import { conversationOf, handlesIn, withoutMediaLink } from './text.ts';

export interface PostImage {
  key: string;
  url: string;
  alt: string;
  type: 'photo' | 'animated_gif' | 'video';
}

export interface StoredPost {
  id: string;
  text: string;
  authorId: string;
  createdAt: number;
  conversationId: string;
  inReplyTo: string | null;
  quotes: string | null;
  repostOf: string | null;
  mentions: { id: string; handle: string }[];
  images: PostImage[];
  deleted: boolean;
  via: string | null;
  /** Ids of its versions up to this one, oldest first. */
  history: string[];
  /** The version that stands in its place. */
  replacedBy: string | null;
  /** As X guesses it. */
  language: string;
}

/** The path of X's own picture for whoever has none. */
export const NO_PICTURE = '/sticky/default_profile_images/default_profile_normal.png';

/** X's first moment, for ids that carry their time. */
const SNOWFLAKE_EPOCH = 1_288_834_974_657n;

/** Everything that the local X knows. No protocol in here. */
export class World {
  readonly users = new Map<string, SandboxXUser>();
  readonly posts = new Map<string, StoredPost>();
  readonly media: Media;
  /** Accounts that X itself stopped, by user id. */
  readonly stopped = new Map<string, 'suspended' | 'locked'>();
  access: 'self-serve' | 'enterprise' = 'self-serve';
  /** Answer with X's field names of August 2026. */
  newNames = false;
  /** How much later an account's own timeline shows what was posted through the API: X is not consistent at once. */
  lagMs: (post: StoredPost) => number = () => 0;
  version = 0;
  readonly now: () => number;
  readonly #avatarBase: () => string;
  #lastId = 0n;
  #listeners = new Set<(post: StoredPost | null) => void>();

  constructor(now: () => number, avatarBase: () => string) {
    this.now = now;
    this.#avatarBase = avatarBase;
    this.media = new Media(now);
  }

  addUser({
    username,
    name,
    kind = 'customer',
    id,
    protected: locked = false,
    description = '',
    faceless = false,
  }: NewUser): SandboxXUser {
    const known = this.userByName(username);
    if (known) return known;
    const userId = id ?? String(1_000_000 + this.users.size * 7 + 13);
    const avatar = `${this.#avatarBase()}${faceless ? NO_PICTURE : `/avatar/${userId}.svg`}`;
    const user = {
      id: userId,
      username,
      name: name ?? username,
      profile_image_url: avatar,
      description,
      protected: locked,
      kind,
    };
    this.users.set(userId, user);
    this.changed(null);
    return user;
  }

  /** X stops an account, or (null) lets it go on. */
  stop(userId: string, standing: 'suspended' | 'locked' | null): void {
    if (standing === null) this.stopped.delete(userId);
    else this.stopped.set(userId, standing);
    this.changed(null);
  }

  userByName(username: string): SandboxXUser | undefined {
    const wanted = username.toLowerCase();
    for (const user of this.users.values()) if (user.username.toLowerCase() === wanted) return user;
    return undefined;
  }

  /** Stores a post as X would have it; the rules of the API are not asked here. */
  post(input: NewPost): StoredPost {
    const parent = input.inReplyTo ? this.posts.get(input.inReplyTo) : undefined;
    const id = this.#nextId();
    const post: StoredPost = {
      id,
      text: input.media?.length ? `${input.text} ${mediaLink()}` : input.text,
      authorId: input.authorId,
      createdAt: this.now(),
      conversationId: conversationOf(parent, id),
      inReplyTo: input.inReplyTo ?? null,
      quotes: input.quotes ?? null,
      repostOf: input.repostOf ?? null,
      mentions: this.#mentionsOf(input, parent),
      images: [
        ...(input.images ?? []).map(
          (image, index): PostImage => ({ key: `${id}_${index}`, type: 'photo', ...image }),
        ),
        ...(input.media ?? []).map((media) => this.#imageOf(media)),
      ],
      deleted: false,
      via: input.via ?? null,
      history: [id],
      replacedBy: null,
      language: input.language ?? 'en',
    };
    this.posts.set(id, post);
    this.changed(post);
    return post;
  }

  /** Its author edits it by hand: a new version with a new id. The rules are in `editProblem`. */
  edit(id: string, text: string): StoredPost {
    const before = this.posts.get(id);
    if (!before) throw new Error(`no post ${id}`);
    const newId = this.#nextId();
    const parent = before.inReplyTo === null ? undefined : this.posts.get(before.inReplyTo);
    const post: StoredPost = {
      ...before,
      id: newId,
      text,
      createdAt: this.now(),
      mentions: this.#mentionsOf({ ...before, text }, parent),
      history: [...before.history, newId],
    };
    before.replacedBy = newId;
    this.posts.set(newId, post);
    this.changed(post);
    return post;
  }

  /** With every version of it. */
  delete(id: string): boolean {
    const post = this.posts.get(id);
    if (!post || post.deleted) return false;
    for (const version of this.newestOf(post).history) {
      const each = this.posts.get(version);
      if (each) each.deleted = true;
    }
    this.changed(null);
    return true;
  }

  /** Whether the author's timeline shows it by now. */
  shown(post: StoredPost): boolean {
    return post.via === null || post.createdAt + this.lagMs(post) <= this.now();
  }

  /** Protected accounts are read by themselves only: here nobody approves anybody. */
  mayRead(post: StoredPost, reader: string | null): boolean {
    return post.authorId === reader || this.users.get(post.authorId)?.protected !== true;
  }

  newestOf(post: StoredPost): StoredPost {
    const next = post.replacedBy === null ? undefined : this.posts.get(post.replacedBy);
    return next ? this.newestOf(next) : post;
  }

  /** Newest first, without what was deleted or edited since. */
  visible(): StoredPost[] {
    return [...this.posts.values()].filter((post) => !post.deleted && post.replacedBy === null).reverse();
  }

  forPage(post: StoredPost): SandboxPost {
    const author = this.users.get(post.authorId);
    const parent = this.posts.get(post.inReplyTo ?? '');
    if (!author) throw new Error(`no user ${post.authorId}`);
    return {
      id: post.id,
      text: post.images.length > 0 ? withoutMediaLink(post.text) : post.text,
      images: post.images.map(({ url, alt, type }) => ({ url, alt, type })),
      author,
      created_at: new Date(post.createdAt).toISOString(),
      conversation_id: post.conversationId,
      in_reply_to: parent ? this.newestOf(parent).id : post.inReplyTo,
      quoted: post.quotes,
      deleted: post.deleted,
      via: post.via,
      versions: post.history,
      editable: editProblem(this, post) === null,
    };
  }

  #imageOf({ id, category, alt }: StoredMedia): PostImage {
    const type = category === 'tweet_image' ? 'photo' : category === 'tweet_gif' ? 'animated_gif' : 'video';
    return { key: `3_${id}`, url: `${this.#avatarBase()}/media/${id}`, alt: alt ?? '', type };
  }

  /** Called with every new post, and with null for other changes. */
  onChange(listener: (post: StoredPost | null) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(post: StoredPost | null): void {
    this.version += 1;
    for (const listener of this.#listeners) listener(post);
  }

  /** As X has it: whoever is answered is mentioned, said or not. */
  #mentionsOf(input: NewPost, parent: StoredPost | undefined): StoredPost['mentions'] {
    const handles = handlesIn(input.text);
    const answered = parent && this.users.get(parent.authorId)?.username;
    if (answered && parent.authorId !== input.authorId) handles.unshift(answered);
    // X's own window carries everybody along who stands in the post that is answered.
    if (parent && !input.via) handles.push(...parent.mentions.map(({ handle }) => handle));
    const mentioned = handles
      .flatMap((handle) => this.userByName(handle) ?? [])
      .filter(({ id }) => id !== input.authorId || !parent);
    return [...new Map(mentioned.map((user) => [user.id, { id: user.id, handle: user.username }])).values()];
  }

  /** 19 digits, later is larger. */
  #nextId(): string {
    const byTime = (BigInt(this.now()) - SNOWFLAKE_EPOCH) << 22n;
    this.#lastId = byTime > this.#lastId ? byTime : this.#lastId + 1n;
    return String(this.#lastId);
  }
}

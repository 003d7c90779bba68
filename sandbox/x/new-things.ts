import type { SandboxXUser } from './client-api.ts';
import type { StoredMedia } from './media.ts';

/** What the local X is told of a new post and of a new account. */
export interface NewPost {
  authorId: string;
  text: string;
  inReplyTo?: string | null;
  quotes?: string | null;
  repostOf?: string | null;
  images?: { url: string; alt: string }[];
  /** What was uploaded through the API: X ends the text with a link to it. */
  media?: readonly StoredMedia[];
  via?: string | null;
  language?: string;
}

export interface NewUser {
  username: string;
  name?: string;
  kind?: SandboxXUser['kind'];
  id?: string;
  protected?: boolean;
  /** The bio. */
  description?: string;
  /** Without a picture of their own. */
  faceless?: boolean;
}

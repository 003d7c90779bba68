import { randomBytes } from 'node:crypto';

export type MediaState = 'open' | 'processing' | 'ready' | 'failed';

export interface StoredMedia {
  id: string;
  userId: string;
  type: string;
  category: string;
  totalBytes: number;
  parts: Map<number, Buffer>;
  state: MediaState;
  /** From then on nobody may post it. */
  expiresAt: number;
  /** When X is done with it, for GIFs and videos. */
  readyAt: number;
  alt: string | null;
  bytes: Buffer;
}

const DAY_MS = 24 * 60 * 60_000;
const MB = 1024 * 1024;

/** X's limits in bytes, by category. */
const MOST: Record<string, number> = { tweet_image: 5 * MB, tweet_gif: 15 * MB, tweet_video: 512 * MB };
const TYPES: Record<string, string[]> = {
  tweet_image: ['image/jpeg', 'image/png', 'image/webp'],
  tweet_gif: ['image/gif'],
  tweet_video: ['video/mp4', 'video/quicktime'],
};

/** What was uploaded, with its bytes in memory. */
export class Media {
  readonly now: () => number;
  readonly #stored = new Map<string, StoredMedia>();
  #last = 0n;
  /** How long X works on a GIF or a video. */
  processingMs = 1_000;
  /** Why X gives up on the next GIFs and videos; null: it does not. */
  failure: string | null = null;

  constructor(now: () => number) {
    this.now = now;
  }

  get(id: string): StoredMedia | undefined {
    return this.#stored.get(id);
  }

  all(): StoredMedia[] {
    return [...this.#stored.values()];
  }

  /** Ends every upload, as if a day had gone by. */
  expireAll(): void {
    for (const media of this.#stored.values()) media.expiresAt = 0;
  }

  begin(userId: string, type: string, category: string, totalBytes: number): StoredMedia | string {
    const types = TYPES[category];
    if (!types) return `media_category ${category} is not known`;
    if (!types.includes(type)) return `media type ${type} is not supported for ${category}`;
    if (!Number.isInteger(totalBytes) || totalBytes < 1) return 'total_bytes must be a positive number';
    if (totalBytes > (MOST[category] ?? 0)) return `File size exceeds ${MOST[category]} bytes.`;
    const media: StoredMedia = {
      id: this.#nextId(),
      userId,
      type,
      category,
      totalBytes,
      parts: new Map(),
      state: 'open',
      expiresAt: this.now() + DAY_MS,
      readyAt: 0,
      alt: null,
      bytes: Buffer.alloc(0),
    };
    this.#stored.set(media.id, media);
    return media;
  }

  /** Null: fine. */
  finish(media: StoredMedia): string | null {
    const parts = [...media.parts.entries()].sort(([one], [other]) => one - other);
    if (parts.some(([index], position) => index !== position))
      return 'Segments do not add up to provided total file size.';
    const bytes = Buffer.concat(parts.map(([, part]) => part));
    if (bytes.length !== media.totalBytes) return 'Segments do not add up to provided total file size.';
    if (!looksLike(media.type, bytes)) return 'Invalid or unsupported media, Reason: UnsupportedMedia.';
    media.bytes = bytes;
    media.parts.clear();
    const asynchronous = media.category !== 'tweet_image';
    media.state = asynchronous ? 'processing' : 'ready';
    media.readyAt = this.now() + (asynchronous ? this.processingMs : 0);
    return null;
  }

  /** X goes on with its work while nobody looks. */
  stateOf(media: StoredMedia): MediaState {
    if (media.state === 'processing' && this.now() >= media.readyAt)
      media.state = this.failure === null ? 'ready' : 'failed';
    return media.state;
  }

  /** Like posts, 19 digits. */
  #nextId(): string {
    const byTime = (BigInt(this.now()) - 1_288_834_974_657n) << 22n;
    this.#last = byTime > this.#last ? byTime : this.#last + 1n;
    return String(this.#last);
  }
}

/** The address that X puts at the end of a post with media. */
export function mediaLink(): string {
  return `https://t.co/${randomBytes(8).toString('base64url').replaceAll(/[-_]/gu, 'x').slice(0, 10)}`;
}

function looksLike(type: string, bytes: Buffer): boolean {
  const ascii = (from: number, to: number) => bytes.subarray(from, to).toString('latin1');
  switch (type) {
    case 'image/jpeg':
      return bytes[0] === 0xff && bytes[1] === 0xd8;
    case 'image/png':
      return ascii(1, 4) === 'PNG';
    case 'image/webp':
      return ascii(8, 12) === 'WEBP';
    case 'image/gif':
      return ascii(0, 3) === 'GIF';
    default:
      return ascii(4, 8) === 'ftyp';
  }
}

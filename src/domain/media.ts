/** Pictures and video under an answer: what X takes, and how far they are on their way there. */

export type MediaKind = 'image' | 'gif' | 'video';

/** A file that goes out with an answer. It stays in Slack until then; Faccia keeps none of its bytes. */
export interface ReplyFile {
  /** Slack's id. */
  id: string;
  name: string;
  kind: MediaKind;
  /** What it shows, for people who cannot see it; empty: nobody said. */
  alt: string;
  /** Null: X does not have it yet. */
  upload: Upload | null;
}

/** A file that X has, for one account. */
export interface Upload {
  mediaId: string;
  /** Only this account may post it. */
  accountId: string;
  /** Milliseconds since 1970. */
  at: number;
  /** X has prepared it, and knows its description: it may be posted. */
  ready: boolean;
}

/** What Slack says of a file. Data from outside. */
export interface FileFacts {
  id: string;
  name: string;
  mimeType: string;
  /** Bytes. */
  size: number;
  /** What its owner said in Slack that it shows; empty: nothing. */
  alt: string;
}

const MB = 1024 * 1024;

/**
 * X takes pictures of 5 MB, GIFs of 15 MB and videos of any size that matters. Slack's window hands over no file of more
 * than 10 MB, and a file is held in memory while it is passed on: so that is the limit for GIFs and videos.
 * Source: docs.x.com, x-api/media/quickstart/best-practices; docs.slack.dev, file input element.
 */
export const MOST_BYTES: Readonly<Record<MediaKind, number>> = {
  image: 5 * MB,
  gif: 10 * MB,
  video: 10 * MB,
};

export const MOST_IMAGES = 4;
/** X's limit for a description, in characters. */
export const LONGEST_ALT = 1_000;

/** By the ends of file names, for Slack's window. */
export const FILE_TYPES = ['jpg', 'jpeg', 'png', 'webp', 'gif', 'mp4', 'mov'] as const;

export type MediaType =
  | 'image/jpeg'
  | 'image/png'
  | 'image/webp'
  | 'image/gif'
  | 'video/mp4'
  | 'video/quicktime';

const KINDS: Readonly<Record<MediaType, MediaKind>> = {
  'image/jpeg': 'image',
  'image/png': 'image',
  'image/webp': 'image',
  'image/gif': 'gif',
  'video/mp4': 'video',
  'video/quicktime': 'video',
};

export const MEDIA_NAMES: Readonly<Record<MediaKind, string>> = {
  image: 'a picture',
  gif: 'a GIF',
  video: 'a video',
};

/** What X would do with a file of this type; null: it takes none of these. */
export function kindOfType(mimeType: string): MediaKind | null {
  return Object.hasOwn(KINDS, mimeType) ? KINDS[mimeType as MediaType] : null;
}

/** The type by the first bytes: names and labels are only what somebody said. */
export function typeOfBytes(bytes: Uint8Array): MediaType | null {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'image/webp';
  if (text(0, 6) === 'GIF87a' || text(0, 6) === 'GIF89a') return 'image/gif';
  if (text(4, 8) === 'ftyp') return text(8, 12) === 'qt  ' ? 'video/quicktime' : 'video/mp4';
  return null;
}

/** Why X would not take this file, in a sentence; null: by what Slack says of it, it may. */
export function fileProblem({ name, mimeType, size }: FileFacts): string | null {
  const kind = kindOfType(mimeType);
  if (kind === null)
    return `"${name}" is nothing that X takes: that is JPG, PNG, WEBP, GIF, MP4 and MOV. Choose another file.`;
  return sizeProblem(name, kind, size);
}

function sizeProblem(name: string, kind: MediaKind, size: number): string | null {
  if (size === 0) return `"${name}" is empty. Choose another file.`;
  const most = MOST_BYTES[kind];
  if (size <= most) return null;
  return `"${name}" has ${megabytes(size)}, and ${MEDIA_NAMES[kind]} may have ${most / MB} MB. Make it smaller.`;
}

/** Rounded up, so that too much never looks like just enough. */
function megabytes(size: number): string {
  return `${(Math.ceil((size / MB) * 10) / 10).toFixed(1)} MB`;
}

/** Why X would not take these together; null: it does. */
export function togetherProblem(kinds: readonly MediaKind[]): string | null {
  if (kinds.every((kind) => kind === 'image')) {
    return kinds.length <= MOST_IMAGES
      ? null
      : `X takes up to ${MOST_IMAGES} pictures in one post, and these are ${kinds.length}. Remove some.`;
  }
  if (kinds.length === 1) return null;
  return `X takes up to ${MOST_IMAGES} pictures, or one GIF, or one video. Remove what is too much.`;
}

/** Why the content is not what was announced; null: it is. */
export function contentProblem(file: ReplyFile, bytes: Uint8Array): string | null {
  const type = typeOfBytes(bytes);
  if (type === null || KINDS[type] !== file.kind)
    return `"${file.name}" says that it is ${MEDIA_NAMES[file.kind]}, but its content is not one that X takes.`;
  return sizeProblem(file.name, file.kind, bytes.length);
}

/** X shows no description of a video. */
export function takesAlt({ kind }: Pick<ReplyFile, 'kind'>): boolean {
  return kind !== 'video';
}

/** X forgets an upload after 24 hours: one that is about to end is made again. */
export const UPLOAD_MS = 23 * 60 * 60_000;

/** The upload that this account may post now, if there is one. */
export function uploadFor(file: ReplyFile, accountId: string, now: number): Upload | null {
  const { upload } = file;
  return upload?.accountId === accountId && now - upload.at < UPLOAD_MS ? upload : null;
}

/** X's ids of all files, in their order; null: not all of them may be posted yet. */
export function mediaIdsFor(files: readonly ReplyFile[], accountId: string, now: number): string[] | null {
  const uploads = files.map((file) => uploadFor(file, accountId, now));
  return uploads.every((upload) => upload?.ready === true)
    ? uploads.flatMap((upload) => upload?.mediaId ?? [])
    : null;
}

/** How many descriptions are still to be sent to X, which charges for each. */
export function altsToSend(files: readonly ReplyFile[], accountId: string, now: number): number {
  return files.filter((file) => file.alt !== '' && !uploadFor(file, accountId, now)?.ready).length;
}

/** `2 pictures`, `a GIF`, `a video`. */
export function mediaText(files: readonly ReplyFile[]): string {
  const [first] = files;
  if (first === undefined) return '';
  return files.length === 1 ? MEDIA_NAMES[first.kind] : `${files.length} pictures`;
}

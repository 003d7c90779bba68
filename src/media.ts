/** What the use cases need for pictures and video: ports by the same rules ({@link ./ports.ts}). */

import type { Tokens } from './accounts.ts';
import type { DeathKind } from './domain/glossary.ts';
import type { FileFacts, MediaKind, MediaType } from './domain/media.ts';

/**
 * Files that people put into a window in Slack. Both throw RefusedError `file-gone` when it is not there (any more), and AppError
 * `slack-refused`.
 */
export interface SlackFiles {
  facts(fileId: string): Promise<FileFacts>;
  /** The whole content, in memory. Throws RefusedError `file-too-large` when it has more than `most` bytes. */
  read(fileId: string, most: number): Promise<Uint8Array>;
}

/** What became of one step of an upload. Never thrown. Nothing of it is public, so each may be done again. */
export type UploadOutcome =
  | { kind: 'done'; mediaId: string }
  /** The network has it all and still works on it; it may be asked again at this moment. */
  | { kind: 'processing'; mediaId: string; at: number }
  /** It will never take this file. */
  | { kind: 'refused'; reason: string }
  | { kind: 'retry'; at: number; reason: string }
  | { kind: 'token-dead'; reason: string; death?: { kind: DeathKind; words: string } }
  /** The tokens work, but they were given before uploading was asked for. */
  | { kind: 'no-right' };

export interface MediaUploads {
  upload(
    tokens: Tokens,
    file: { bytes: Uint8Array; type: MediaType; kind: MediaKind },
  ): Promise<UploadOutcome>;
  /** Whether the network is done with a GIF or video that it has. */
  progress(tokens: Tokens, mediaId: string): Promise<UploadOutcome>;
  /** Says what it shows. */
  describe(tokens: Tokens, mediaId: string, alt: string): Promise<UploadOutcome>;
}

import type { MediaKind } from '../../domain/media.ts';
import type { MediaUploads, UploadOutcome } from '../../media.ts';
import type { Clock } from '../../ports.ts';
import type { Tokens } from '../../stores.ts';
import type { XClients } from './client.ts';
import { failureOf } from './failures.ts';
import { uploadFailure } from './upload-failures.ts';

/** X takes up to 5 MB at a time; a smaller part is through before the time of one call is over. */
const PART_BYTES = 1024 * 1024;
const LOOK_AGAIN_MS = 2_000;
/** What a link must allow. */
export const UPLOAD_SCOPE = 'media.write';

const CATEGORIES: Readonly<Record<MediaKind, string>> = {
  image: 'tweet_image',
  gif: 'tweet_gif',
  video: 'tweet_video',
};

interface MediaAnswer {
  data?: { id?: unknown; processing_info?: Processing };
}
interface Processing {
  state?: string;
  check_after_secs?: number;
  error?: { message?: string };
}

/**
 * X's chunked upload. The library has it in one call, which waits for X's work on a video with no end and cannot be taken up
 * again by another process: so it is made step by step here.
 */
export function createUploads(clients: XClients, clock: Clock): MediaUploads {
  const v2 = (tokens: Tokens) => clients.user(tokens.accessToken).v2;
  const guarded = async (tokens: Tokens, work: () => Promise<UploadOutcome>): Promise<UploadOutcome> => {
    if (!mayUpload(tokens.scopes)) return { kind: 'no-right' };
    try {
      return await work();
    } catch (error) {
      return uploadFailure(failureOf(error, clock.now()), clock.now());
    }
  };
  return {
    upload: (tokens, { bytes, type, kind }) =>
      guarded(tokens, async () => {
        const api = v2(tokens);
        const begun = await api.post<MediaAnswer>('media/upload/initialize', {
          media_type: type,
          total_bytes: bytes.length,
          media_category: CATEGORIES[kind],
        });
        const mediaId = begun.data?.id;
        if (typeof mediaId !== 'string') return notSaid(clock);
        for (let part = 0; part * PART_BYTES < bytes.length; part += 1) {
          const media = Buffer.from(bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES));
          const body = { segment_index: part, media };
          await api.post(`media/upload/${mediaId}/append`, body, { forceBodyMode: 'form-data' });
        }
        const ended = await api.post<MediaAnswer>(`media/upload/${mediaId}/finalize`);
        return processed(mediaId, ended, clock);
      }),
    progress: (tokens, mediaId) =>
      guarded(tokens, async () => {
        const query = { command: 'STATUS', media_id: mediaId };
        return processed(
          mediaId,
          await known(v2(tokens).get<MediaAnswer>('media/upload', query), clock),
          clock,
        );
      }),
    describe: (tokens, mediaId, alt) =>
      guarded(tokens, async () => {
        await v2(tokens).post('media/metadata', { id: mediaId, metadata: { alt_text: { text: alt } } });
        return { kind: 'done', mediaId };
      }),
  };
}

/** X may leave the scopes out: then they are what was asked for. */
export function mayUpload(scopes: readonly string[]): boolean {
  return scopes.length === 0 || scopes.includes(UPLOAD_SCOPE);
}

/** X has a state only of what it works on: of anything else, the post itself says whether it is there. */
async function known(asked: Promise<MediaAnswer>, clock: Clock): Promise<MediaAnswer> {
  try {
    return await asked;
  } catch (error) {
    if (failureOf(error, clock.now()).status === 404) return {};
    throw error;
  }
}

function processed(mediaId: string, { data }: MediaAnswer, clock: Clock): UploadOutcome {
  const info = data?.processing_info;
  if (info === undefined) return { kind: 'done', mediaId };
  switch (info.state) {
    case 'succeeded':
      return { kind: 'done', mediaId };
    case 'failed': {
      const words = info.error?.message ?? 'no reason given';
      return { kind: 'refused', reason: `X could not prepare it: "${words}".` };
    }
    default: {
      const seconds = info.check_after_secs;
      const wait = typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : LOOK_AGAIN_MS;
      return { kind: 'processing', mediaId, at: clock.now() + wait };
    }
  }
}

function notSaid(clock: Clock): UploadOutcome {
  return {
    kind: 'retry',
    at: clock.now() + LOOK_AGAIN_MS,
    reason: 'X did not say under which name it takes the upload: it is asked again.',
  };
}

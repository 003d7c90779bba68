import type { WebClient } from '@slack/web-api';
import type { FileFacts } from '../domain/media.ts';
import { AppError, RefusedError, UnavailableError } from '../errors.ts';
import type { SlackFiles } from '../media.ts';
import { shorten } from './limits.ts';
import { SlackRefusedError, translated } from './slack-errors.ts';

export interface SlackFilesOptions {
  token: string;
  /** Ends with `/`. */
  apiUrl: string;
  /** For one whole download. */
  timeoutMs?: number;
}

const TIMEOUT_MS = 60_000;
const LONGEST_NAME = 100;
const GONE = ['file_not_found', 'file_deleted'];

/** What Slack says of a file, as far as it is used. */
interface SlackFile {
  id?: string;
  name?: string | null;
  mimetype?: string;
  size?: number;
  mode?: string;
  is_external?: boolean;
  url_private?: string;
  url_private_download?: string;
  alt_txt?: string;
}

export interface SlackFilesClients {
  /** For what people wait for. */
  interactive: WebClient;
  /** For what workers do: Slack's "wait" to them must not close windows. */
  posting: WebClient;
}

/** Files in Slack, read with the bot's token. Nothing is written anywhere: a file is in memory, and then at its reader. */
export function createSlackFiles(
  options: SlackFilesOptions,
  { interactive, posting }: SlackFilesClients,
): SlackFiles {
  return {
    facts: async (fileId) => factsOf(fileId, await readFile(interactive, fileId)),
    async read(fileId, most) {
      const file = await readFile(posting, fileId);
      const { name } = factsOf(fileId, file);
      const url = trustedUrl(file.url_private_download ?? file.url_private, options.apiUrl);
      return download(options, { url, name, most });
    },
  };
}

function factsOf(id: string, { name, mimetype = '', size = 0, alt_txt: alt = '' }: SlackFile): FileFacts {
  return { id, name: shownName(name ?? ''), mimeType: mimetype, size, alt };
}

/** It stands in windows and notes: without signs that turn or hide what stands around it. */
function shownName(name: string): string {
  const visible = name.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return visible === '' ? 'a file without a name' : shorten(visible, LONGEST_NAME);
}

async function readFile(client: WebClient, fileId: string): Promise<SlackFile> {
  const file = await known(client, fileId);
  if (file.mode === 'tombstone' || file.mode === 'hidden_by_limit') throw gone();
  if (file.is_external === true)
    throw new RefusedError(
      'file-elsewhere',
      `"${file.name ?? 'This file'}" lies outside Slack. Save it on your device, and choose it from there.`,
    );
  return file;
}

async function known(client: WebClient, fileId: string): Promise<SlackFile> {
  try {
    const { file } = await translated(() => client.files.info({ file: fileId }));
    return (file ?? {}) as SlackFile;
  } catch (error) {
    if (error instanceof SlackRefusedError && GONE.includes(error.slackCode)) throw gone();
    throw error;
  }
}

/**
 * The bot's token goes with the request, so it goes to Slack only: to the address of the API, or by https to a host below the
 * API's (`files.slack.com` for `slack.com`).
 */
export function trustedUrl(given: string | undefined, apiUrl: string): string {
  const api = new URL(apiUrl);
  if (given !== undefined && URL.canParse(given)) {
    const url = new URL(given);
    const below = url.protocol === 'https:' && url.port === '' && url.hostname.endsWith(`.${api.hostname}`);
    if ((url.origin === api.origin || below) && url.username === '' && url.password === '') return url.href;
  }
  throw new AppError({
    code: 'file-address',
    sentence: 'Slack gave an address for this file that is not its own, so Faccia did not fetch it.',
    level: 'warn',
  });
}

interface Download {
  url: string;
  name: string;
  most: number;
}

async function download(
  { token, timeoutMs = TIMEOUT_MS }: SlackFilesOptions,
  { url, name, most }: Download,
): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const headers = { authorization: `Bearer ${token}` };
    // Whoever is not let in is sent to a page to sign in: with this token nobody follows.
    const answer = await fetch(url, { headers, redirect: 'manual', signal });
    if (!answer.ok || answer.body === null) throw await refusal(answer);
    return await readUpTo(answer.body, most, name);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw unreachable(error);
  }
}

async function refusal(answer: Response): Promise<AppError> {
  await answer.body?.cancel();
  const { status } = answer;
  if (status === 404 || status === 410) return gone();
  if (status === 429 || status >= 500) {
    const seconds = Number(answer.headers.get('retry-after'));
    return seconds > 0
      ? new UnavailableError('slack-limited', 'Slack asks Faccia to wait.', { retryAfterMs: seconds * 1000 })
      : unreachable(new Error(`Slack: ${status}`));
  }
  return new AppError({
    code: 'file-forbidden',
    sentence:
      'Slack does not let Faccia fetch this file. Operations give the Slack app the scope files:read: install it again from its manifest.',
  });
}

async function readUpTo(body: ReadableStream<Uint8Array>, most: number, name: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > most)
      throw new RefusedError(
        'file-too-large',
        `"${name}" is larger than Slack said, and larger than X takes.`,
      );
    parts.push(part);
  }
  return Buffer.concat(parts, size);
}

function gone(): RefusedError {
  return new RefusedError(
    'file-gone',
    'A picture or video of this answer was deleted in Slack before X had it.',
  );
}

function unreachable(cause: unknown): UnavailableError {
  return new UnavailableError('slack-unavailable', 'The file cannot be fetched from Slack now.', { cause });
}

import { type Request, type Response, Router } from 'express';
import type { SandboxFile } from './client-api.ts';
import { type Json, ok, SlackRefusal, string } from './refusal.ts';
import type { WebApi } from './web-api.ts';
import type { Workspace } from './workspace.ts';

export interface StoredFile extends SandboxFile {
  user: string;
  bytes: Buffer;
  deleted: boolean;
  /** Where the app is told to fetch it. Null: at this Slack. */
  elsewhere: string | null;
}

/** Slack's limit for a file that somebody puts into a window. */
export const MOST_FILE_BYTES = 10 * 1024 * 1024;

const TYPES: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  pdf: 'application/pdf',
  txt: 'text/plain',
};

/** Every file that people gave to their Slack. */
export class Files {
  readonly #stored = new Map<string, StoredFile>();
  readonly #nextId: () => string;

  constructor(nextId: () => string) {
    this.#nextId = nextId;
  }

  /** As Slack does, the type goes by the name where nothing else is said. */
  add(user: string, name: string, bytes: Buffer, mimetype?: string): StoredFile {
    const end = name.split('.').at(-1)?.toLowerCase() ?? '';
    const file: StoredFile = {
      id: this.#nextId(),
      name,
      mimetype: mimetype ?? TYPES[end] ?? 'application/octet-stream',
      size: bytes.length,
      user,
      bytes,
      deleted: false,
      elsewhere: null,
    };
    this.#stored.set(file.id, file);
    return file;
  }

  get(id: string): StoredFile | undefined {
    return this.#stored.get(id);
  }

  delete(id: string): void {
    const file = this.#stored.get(id);
    if (file) Object.assign(file, { deleted: true, bytes: Buffer.alloc(0) });
  }
}

/** A file as Slack describes it to apps. */
export function apiFile(workspace: Workspace, file: StoredFile, url: string): Json {
  const address = file.elsewhere ?? `${url}/files-pri/${workspace.team.id}-${file.id}/download/`;
  const at = `${address}${encodeURIComponent(file.name)}`;
  return {
    id: file.id,
    name: file.name,
    title: file.name,
    mimetype: file.mimetype,
    filetype: file.name.split('.').at(-1) ?? '',
    size: file.size,
    user: file.user,
    mode: 'hosted',
    is_external: false,
    url_private: at,
    url_private_download: at,
  };
}

export function filesInfo(workspace: Workspace, args: Json): Json {
  const file = workspace.files.get(string(args.file));
  if (!file) throw new SlackRefusal('file_not_found');
  if (file.deleted) throw new SlackRefusal('file_deleted');
  return ok({ file: apiFile(workspace, file, workspace.url()) });
}

/** `GET /files-pri/T0-F1/download/name`: with the bot's token, and the scope; everybody else is sent to sign in. */
export function filesRouter(api: WebApi): Router {
  const router = Router();
  router.get('/:place/download/:name', (request, response) => {
    const token = /^Bearer (.+)$/u.exec(request.headers.authorization ?? '')?.[1];
    const id = String(request.params.place).replace(/^.*-/u, '');
    const file = api.workspace.files.get(id);
    api.calls.push({
      method: 'GET file',
      at: api.workspace.now(),
      args: { file: id },
      ok: file !== undefined,
    });
    const fault = api.faults.take('GET file', { file: id });
    if (fault?.do === 'cut') return void request.socket.destroy();
    if (fault?.do === 'hang') return;
    if (fault && 'status' in fault.do)
      return void response
        .set(fault.do.headers ?? {})
        .status(fault.do.status)
        .send('fault');
    if (token !== api.tokens.bot || !api.scopes.includes('files:read'))
      return void response.redirect(302, `${api.workspace.url()}/sign-in`);
    if (!file || file.deleted) return void response.status(404).send('Not Found');
    response.type(file.mimetype).send(file.bytes);
  });
  return router;
}

/** The person's own Slack: it takes a file, and shows it to them. */
export function uploadRouter(workspace: Workspace): Router {
  const router = Router();
  router.get('/file/:id', (request, response) => {
    const file = workspace.files.get(String(request.params.id));
    if (!file || file.deleted) return void response.status(404).end();
    response.type(file.mimetype).set('cache-control', 'max-age=3600').send(file.bytes);
  });
  router.post('/upload', (request, response) => upload(workspace, request, response));
  return router;
}

/** The bytes themselves are the body; `?user=U1&name=bill.png` */
async function upload(workspace: Workspace, request: Request, response: Response): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const bytes = Buffer.concat(parts);
  const name = String(request.query.name ?? '');
  if (bytes.length > MOST_FILE_BYTES)
    return void response.json({
      ok: false,
      error: `"${name}" is larger than the 10 MB that Slack takes here.`,
    });
  const { id, mimetype, size } = workspace.files.add(String(request.query.user), name, bytes);
  response.json({ ok: true, file: { id, name, mimetype, size } });
}

import { type NextFunction, type Request, type Response, Router, raw } from 'express';
import { type Answer, type Api, type Call, ok, problem, route } from './call.ts';
import type { Media, StoredMedia } from './media.ts';

const SCOPES = ['media.write'];
const MOST_PART = '5mb';
const LONGEST_ALT = 1_000;

/** X's chunked upload and descriptions, as of 2026: a path for each step. */
export function mediaRouter(api: Api): Router {
  const { media } = api.world;
  const router = Router();
  const post = (path: string, work: (call: Call) => Answer) =>
    router.post(path, route(api, { route: `POST ${path}`, scopes: SCOPES, app: false }, work));
  // The form's bytes lie beside the body: logs and faults read only what is said about them.
  router.post('/2/media/upload/:id/append', raw({ type: 'multipart/form-data', limit: MOST_PART }), readForm);
  post('/2/media/upload/initialize', (call) => initialize(media, call));
  post('/2/media/upload/:id/append', (call) => append(media, call));
  post('/2/media/upload/:id/finalize', (call) => finalize(media, call));
  post('/2/media/metadata', (call) => describe(media, call));
  router.get(
    '/2/media/upload',
    route(api, { route: 'GET /2/media/upload', scopes: SCOPES, app: false }, (call) => status(media, call)),
  );
  // For browsers, as X's own image host.
  router.get('/media/:id', (request, response) => {
    const found = media.get(String(request.params.id));
    if (!found) return void response.status(404).end();
    response.type(found.type).set('cache-control', 'max-age=3600').send(found.bytes);
  });
  return router;
}

const parts = new WeakMap<object, Buffer>();

function readForm(request: Request, response: Response, next: NextFunction): void {
  const sent = request.body as unknown;
  if (!Buffer.isBuffer(sent)) {
    response.status(400).json({ title: 'Invalid Request', detail: 'A multipart form is needed.' });
    return;
  }
  const form = formParts(sent, request.headers['content-type'] ?? '');
  const bytes = form.get('media') ?? Buffer.alloc(0);
  const body = {
    segment_index: Number(form.get('segment_index')?.toString() ?? 'none'),
    bytes: bytes.length,
  };
  parts.set(body, bytes);
  request.body = body;
  next();
}

/** A form's parts by name. Bytes come without a file's name here, which the web's own reader would take for text. */
function formParts(sent: Buffer, contentType: string): Map<string, Buffer> {
  const mark = Buffer.from(`--${/boundary="?([^";]+)/u.exec(contentType)?.[1] ?? ''}`);
  const found = new Map<string, Buffer>();
  for (let at = sent.indexOf(mark); at >= 0; ) {
    const next = sent.indexOf(mark, at + mark.length);
    const body = sent.indexOf('\r\n\r\n', at);
    if (next < 0 || body < 0 || body > next) break;
    const name = /name="([^"]*)"/u.exec(sent.subarray(at, body).toString('latin1'))?.[1];
    // Each ends with a line break that is not its own.
    if (name !== undefined) found.set(name, sent.subarray(body + 4, next - 2));
    at = next;
  }
  return found;
}

function initialize(media: Media, { caller, body }: Call): Answer {
  const userId = caller.kind === 'user' ? caller.session.userId : '';
  const type = String(body.media_type);
  const begun = media.begin(userId, type, String(body.media_category), Number(body.total_bytes));
  return typeof begun === 'string' ? invalid(begun) : ok({ data: about(begun) });
}

function append(media: Media, call: Call): Answer {
  const found = ownOf(media, call, call.params.id);
  if (!found) return notFound();
  if (found.state !== 'open') return invalid('The upload is finalized already.');
  const bytes = parts.get(call.body);
  const index = Number(call.body.segment_index);
  if (!bytes || bytes.length === 0 || !Number.isInteger(index) || index < 0)
    return invalid('segment_index and media are needed.');
  found.parts.set(index, bytes);
  return ok({ data: { expires_at: Math.floor(found.expiresAt / 1000) } });
}

function finalize(media: Media, call: Call): Answer {
  const found = ownOf(media, call, call.params.id);
  if (!found) return notFound();
  const wrong = found.state === 'open' ? media.finish(found) : null;
  if (wrong !== null) return invalid(wrong);
  const processing =
    media.stateOf(found) === 'processing' ? { processing_info: processingOf(media, found) } : {};
  return ok({ data: { ...about(found), size: found.totalBytes, ...processing } });
}

function status(media: Media, call: Call): Answer {
  const found = ownOf(media, call, call.query.text('media_id') ?? '');
  // X knows a state only of what it works on.
  if (!found || found.category === 'tweet_image' || call.query.text('command') !== 'STATUS')
    return notFound();
  return ok({ data: { ...about(found), processing_info: processingOf(media, found) } });
}

function describe(media: Media, call: Call): Answer {
  const found = ownOf(media, call, String(call.body.id));
  if (!found) return notFound();
  const { alt_text: alt } = (call.body.metadata ?? {}) as { alt_text?: { text?: unknown } };
  if (typeof alt?.text !== 'string' || alt.text === '' || alt.text.length > LONGEST_ALT)
    return invalid(`alt_text must have 1 to ${LONGEST_ALT} characters.`);
  found.alt = alt.text;
  return ok({ data: { id: found.id, associated_metadata: { alt_text: { text: alt.text } } } });
}

function ownOf(media: Media, { caller }: Call, id = ''): StoredMedia | null {
  const found = media.get(id);
  const own = caller.kind === 'user' && found?.userId === caller.session.userId;
  return found && own && found.expiresAt > media.now() ? found : null;
}

function about({ id, category }: StoredMedia) {
  const key = category === 'tweet_image' ? 3 : category === 'tweet_gif' ? 16 : 13;
  return { id, media_key: `${key}_${id}`, expires_after_secs: 86_400 };
}

function processingOf(media: Media, found: StoredMedia): object {
  const state = media.stateOf(found);
  if (state === 'ready') return { state: 'succeeded', progress_percent: 100 };
  if (state === 'failed')
    return { state, error: { code: 1, name: 'InvalidMedia', message: media.failure ?? 'Unsupported video' } };
  return { state: 'pending', check_after_secs: Math.max(1, Math.ceil((found.readyAt - media.now()) / 1000)) };
}

function invalid(detail: string): Answer {
  return problem({ status: 400, title: 'Invalid Request', detail });
}

function notFound(): Answer {
  return problem({ status: 404, title: 'Not Found Error', detail: 'Could not find media.' });
}

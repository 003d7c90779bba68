import type { Spending } from '../budgets.ts';
import { type DeskSettings, findBrand } from '../domain/brand.ts';
import type { LinkedAccount, Reply } from '../domain/glossary.ts';
import {
  altsToSend,
  contentProblem,
  MOST_BYTES,
  mediaIdsFor,
  takesAlt,
  typeOfBytes,
  type Upload,
  uploadFor,
} from '../domain/media.ts';
import type { ReplyUpdate } from '../domain/outcome.ts';
import { microsOf, sumOf, utcDay } from '../domain/prices.ts';
import type { SlackFiles, UploadOutcome } from '../media.ts';
import type { Clock, Log, MeasureText, SocialNetwork } from '../ports.ts';
import type { AccountStore, Counters, ReplyStore, ThreadStore, Tokens } from '../stores.ts';
import { fewAtOnce } from './few-at-once.ts';
import { type Carried, hindranceBy, hindranceByTokens } from './file-hindrance.ts';
import type { FreshTokens } from './fresh-tokens.ts';
import { insist } from './insist.ts';
import { beforeSending, isTokenDead } from './prepare-delivery.ts';
import { renewedCall } from './renewed-call.ts';

export interface CarryFilesDeps {
  replies: ReplyStore;
  threads: ThreadStore;
  accounts: AccountStore;
  files: SlackFiles;
  network: SocialNetwork;
  tokens: FreshTokens;
  spending: Spending;
  counters: Counters;
  measure: MeasureText;
  desk: DeskSettings;
  clock: Clock;
  log: Log;
}

/** Null: nothing stands in the way. */
export type CarryFiles = (replyId: string) => Promise<ReplyUpdate | null>;

/** Each file is in memory while it is passed on. */
const FILES_AT_ONCE = 4;

/**
 * Brings the pictures or the video of a reply that is due from Slack to the network, before the reply is `sending`: until then
 * nothing is public, so a process that dies here leaves no doubt behind, and the next one goes on with what the network has
 * already. Answers what stands in the way.
 */
export function carryFiles(deps: CarryFilesDeps): CarryFiles {
  const inTurn = fewAtOnce(FILES_AT_ONCE);
  return async (replyId) => {
    const reply = await deps.replies.get(replyId);
    if (!reply || !isDue(reply, deps.clock.now())) return null;
    try {
      const poster = await posterOf(deps, reply);
      if (poster === null || isCarried(reply, poster, deps.clock.now())) return null;
      if (!(await affordable(deps, reply, poster))) return null;
      for (const file of reply.files) {
        const hindrance = await inTurn(() => carry(deps, { reply, poster, file }));
        if (hindrance !== null) return hindrance;
      }
      return null;
    } catch (error) {
      if (isTokenDead(error)) return hindranceByTokens(reply, error.sentence);
      return beforeSending(deps, reply, error);
    }
  };
}

function isDue({ state, files, parked, awaitsPost, notBefore }: Reply, now: number): boolean {
  const waits = state === 'queued' || (state === 'held' && !parked && !awaitsPost);
  return waits && files.length > 0 && notBefore <= now;
}

function isCarried({ files }: Reply, poster: LinkedAccount, now: number): boolean {
  return mediaIdsFor(files, poster.id, now) !== null;
}

/** Whose post they will stand in, which is never the introduction. Null: that is said where the post is prepared. */
async function posterOf(
  { threads, accounts, desk }: CarryFilesDeps,
  reply: Reply,
): Promise<LinkedAccount | null> {
  const [step] = reply.steps;
  if (step === undefined || step === 'native') return null;
  if (step !== 'brand') return accounts.byId(reply.accountId);
  const thread = await threads.get(reply.threadId);
  if (!thread) return null;
  return accounts.byOwner({ kind: 'brand', brand: findBrand(desk, thread.brand).id });
}

/** False: today's budget does not cover it, which is said, and waited for, where the place for the post is taken. */
async function affordable(
  { spending, measure, desk, clock }: CarryFilesDeps,
  { files, text, introductionId }: Reply,
  poster: LinkedAccount,
): Promise<boolean> {
  // Whoever was announced in public answers, even if the budget was used up since.
  if (desk.budget === null || introductionId !== null) return true;
  const now = clock.now();
  const spent = sumOf(await spending.onDay(utcDay(now)));
  const alts = altsToSend(files, poster.id, now) * desk.prices.each.media_metadata;
  return spent + microsOf(measure(text).price) + alts <= desk.budget.perDay;
}

async function carry(deps: CarryFilesDeps, carried: Carried): Promise<ReplyUpdate | null> {
  const { poster, file } = carried;
  const known = uploadFor(file, poster.id, deps.clock.now());
  if (known?.ready) return null;
  const uploaded = known ? await progress(deps, carried, known) : await upload(deps, carried);
  if (!('mediaId' in uploaded)) return uploaded;
  if (takesAlt(file) && file.alt !== '') {
    const described = await call(deps, carried, (tokens) =>
      deps.network.media.describe(tokens, uploaded.mediaId, file.alt),
    );
    if (described.kind !== 'done') return hindranceBy(described, carried, deps.clock.now());
  }
  await note(deps, carried, { ...uploaded, ready: true });
  return null;
}

/** What X has of it now; or why not. */
async function upload(deps: CarryFilesDeps, carried: Carried): Promise<Upload | ReplyUpdate> {
  const { file, reply, poster } = carried;
  const bytes = await deps.files.read(file.id, MOST_BYTES[file.kind]);
  const problem = contentProblem(file, bytes);
  const type = typeOfBytes(bytes);
  if (problem !== null || type === null) return { kind: 'refused', reason: problem ?? '' };
  const outcome = await call(deps, carried, (tokens) =>
    deps.network.media.upload(tokens, { bytes, type, kind: file.kind }),
  );
  if (!('mediaId' in outcome)) return hindranceBy(outcome, carried, deps.clock.now());
  const at = deps.clock.now();
  const counts = await note(deps, carried, {
    mediaId: outcome.mediaId,
    accountId: poster.id,
    at,
    ready: false,
  });
  // Taken back meanwhile, or in other hands.
  if (counts === null) return { kind: 'retry', at, reason: 'It changed while its files were on their way.' };
  // Another process was quicker: what it uploaded may not be ready.
  if (counts.mediaId !== outcome.mediaId) return counts.ready ? counts : progress(deps, carried, counts);
  deps.log.info('file-uploaded', { reply: reply.id, file: file.id, kind: file.kind, bytes: bytes.length });
  await deps.counters.add(`files.uploaded.${file.kind}`);
  return outcome.kind === 'done' ? counts : hindranceBy(outcome, carried, deps.clock.now());
}

/** GIFs and videos are not ready when X has them. */
async function progress(
  deps: CarryFilesDeps,
  carried: Carried,
  known: Upload,
): Promise<Upload | ReplyUpdate> {
  if (carried.file.kind === 'image') return known;
  const outcome = await call(deps, carried, (tokens) => deps.network.media.progress(tokens, known.mediaId));
  return outcome.kind === 'done' ? known : hindranceBy(outcome, carried, deps.clock.now());
}

async function call(
  deps: CarryFilesDeps,
  { poster }: Carried,
  work: (tokens: Tokens) => Promise<UploadOutcome>,
): Promise<Exclude<UploadOutcome, { kind: 'token-dead' }>> {
  return renewedCall(deps.tokens, poster.id, await deps.tokens.get(poster.id), work);
}

/** What counts: another process may have been quicker. Null: the reply does not wait any more. */
function note(
  { replies, clock }: CarryFilesDeps,
  { reply, file }: Carried,
  made: Upload,
): Promise<Upload | null> {
  return insist(clock, () => replies.uploaded(reply.id, file.id, made, clock.now()));
}

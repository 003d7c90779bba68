import type { Reply } from '../domain/glossary.ts';
import { learnable } from '../domain/learned.ts';
import { altsToSend, mediaIdsFor } from '../domain/media.ts';
import { type PostOutcome, type ReplyUpdate, replyUpdate } from '../domain/outcome.ts';
import { firstNativeLook } from '../domain/reconcile.ts';
import { introducing, targetOf } from '../domain/target.ts';
import type { Clock, JobAnswer, Log, SocialNetwork } from '../ports.ts';
import type { Counters, ReplyStore, ThreadStore, Tokens } from '../stores.ts';
import { alreadyPosted } from './already-posted.ts';
import type { CarryFiles } from './carry-files.ts';
import { insist } from './insist.ts';
import {
  type Delivery,
  isTokenDead,
  notSent,
  type PrepareDeliveryDeps,
  prepareDelivery,
  tokenDead,
} from './prepare-delivery.ts';
import { type ReconcileReplyDeps, reconcileReply } from './reconcile-reply.ts';
import { renewedCall } from './renewed-call.ts';
import type { WithinBudgets } from './within-budgets.ts';

export interface DeliverReplyDeps extends PrepareDeliveryDeps, ReconcileReplyDeps {
  replies: ReplyStore;
  threads: ThreadStore;
  network: SocialNetwork;
  withinBudgets: WithinBudgets;
  carryFiles: CarryFiles;
  counters: Counters;
  clock: Clock;
  log: Log;
}

function notYet(code: string, at: number, reason: string): PostOutcome {
  return { kind: 'retry', at, code, reason };
}

/** A process that was frozen must not send: another one may have taken over, and looked, and sent. */
const STALE_MS = 30_000;
const FILES_AGAIN_MS = 2_000;

/**
 * One attempt at one reply. The reply is `sending` before the network is called, and the answer is written after it; a
 * reply that is found in `sending`, or whose answer cannot be trusted, is searched for before it is ever sent again.
 */
export function deliverReply(deps: DeliverReplyDeps) {
  const reconcile = reconcileReply(deps);
  return async (replyId: string): Promise<JobAnswer> => {
    // Before it is `sending`: until then nothing is public, and nothing can be in doubt.
    const hindrance = await deps.carryFiles(replyId);
    const begun = await deps.replies.begin(replyId, deps.clock.now());
    if (begun.kind === 'not-due') return { again: begun.until };
    if (begun.kind === 'look') return reconcile(begun.reply);
    if (begun.kind !== 'go') return { done: true };
    const { reply } = begun;
    const update = hindrance ?? (await attempt(deps, reply));
    const ended = await insist(deps.clock, () =>
      deps.replies.finish(reply.id, reply.attempt, update, deps.clock.now()),
    );
    deps.log.info('reply-attempt-ended', {
      reply: reply.id,
      step: reply.steps[0],
      part: reply.part,
      to: ended.state,
    });
    await deps.counters.add(`deliveries.${update.kind}.${reply.steps[0] ?? 'none'}`);
    return { done: true };
  };
}

async function attempt(deps: DeliverReplyDeps, reply: Reply): Promise<ReplyUpdate> {
  const prepared = await prepareDelivery(deps, reply);
  if ('kind' in prepared) return prepared;
  if (reply.steps[0] === 'native') {
    return { kind: 'awaiting-post', lookAt: firstNativeLook(deps.clock.now()) };
  }
  const outcome = await post(deps, prepared);
  if (outcome.kind === 'token-dead') return tokenDead(reply, prepared.poster, outcome.reason);
  await remember(deps, prepared, outcome);
  if (outcome.kind === 'refused' && outcome.code === 'duplicate-text') {
    const known = await alreadyPosted(deps)(reply, prepared.text);
    if (known !== null) return known;
  }
  return replyUpdate(outcome, {
    reply,
    now: deps.clock.now(),
    postUrl: (postId) => deps.network.postUrl(prepared.poster.handle, postId),
    introductions: prepared.introductions,
    settleMs: deps.desk.settleMs,
  });
}

/** What the answer says of others than this reply. */
async function remember(
  deps: DeliverReplyDeps,
  { reply, ground }: Delivery,
  outcome: PostOutcome,
): Promise<void> {
  const [step] = reply.steps;
  if (step === undefined) return;
  if (outcome.kind === 'sent' && !introducing(reply)) {
    await insist(deps.clock, () => deps.learned.accepted(step, ground));
  }
  if (outcome.kind !== 'refused') return;
  const { code, reason } = outcome;
  await deps.counters.add(`refused.${code}`);
  if (code === 'post-gone' && targetOf(reply) === reply.inReplyTo) {
    await insist(deps.clock, () => deps.threads.markGone(reply.threadId, deps.clock.now()));
  }
  const rule = learnable(code);
  if (rule === null) return;
  const until = deps.clock.now() + rule.forMs;
  await insist(deps.clock, () => deps.learned.refused({ step, ground, code, reason, until }));
}

async function post(deps: DeliverReplyDeps, delivery: Delivery): Promise<PostOutcome> {
  const { poster, tokens } = delivery;
  try {
    return await renewedCall(deps.tokens, poster.id, tokens, (fresh) => call(deps, delivery, fresh));
  } catch (error) {
    if (isTokenDead(error)) return { kind: 'token-dead', reason: error.sentence };
    return notSent(deps, delivery.reply, error);
  }
}

async function call(deps: DeliverReplyDeps, delivery: Delivery, tokens: Tokens): Promise<PostOutcome> {
  const { reply, text, poster } = delivery;
  // An introduction is without them, and announces them.
  const carrier = introducing(reply) ? reply.accountId : poster.id;
  const alts = altsToSend(reply.files, carrier, deps.clock.now());
  try {
    return await deps.withinBudgets({ ...delivery, alts }, async (onLimits) => {
      const now = deps.clock.now();
      if (now - (reply.sendingAt ?? now) > STALE_MS)
        return notYet('stale', now, 'It took too long until it could be posted.');
      const mediaIds = mediaIdsFor(reply.files, carrier, now);
      if (mediaIds === null)
        return notYet('files', now + FILES_AGAIN_MS, 'Its pictures or video are not at X yet.');
      const inReplyTo = targetOf(reply);
      const shown = introducing(reply) ? [] : mediaIds;
      return deps.network.createPost(tokens, { text, inReplyTo, mediaIds: shown, onLimits });
    });
  } catch (error) {
    deps.log.error('create-post-threw', { reply: reply.id, error });
    return { kind: 'unknown', code: 'thrown', reason: 'Something went wrong while it was being posted.' };
  }
}

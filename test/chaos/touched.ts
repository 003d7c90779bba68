import type { Case } from './case.ts';
import type { StrikeKind } from './plan-strikes.ts';
import { brandOf, type Scene } from './scene.ts';

/** What makes Faccia forget a pair of tokens that X has just renewed. */
const FORGETFUL: ReadonlySet<StrikeKind> = new Set([
  'kill',
  'kill at a post',
  'redis restart',
  'empty replica',
]);
const FORGETS_MS = 10_000;
/** A lost renewal is felt by whoever posts from that account next. */
const TOKEN_TROUBLE_MS = 30_000;

/** Why this answer need not end as planned; null: nothing that went wrong concerns it. */
export function touchedBy(scene: Scene, one: Case): string | null {
  const { plan, before } = one;
  if (plan.undo) return 'its person took it back';
  if (plan.colleague) return 'a colleague was quicker';
  if (plan.hand && !/words$/u.test(plan.hand.does)) return 'its person did not post it';
  const fault = ownFault(one);
  if (fault !== null) return `${fault} failed`;
  if (before !== null && touchedBy(scene, before) !== null) return 'the answer before it had trouble';
  return tokenTrouble(scene, one);
}

/** What Slack did not take, and a deletion that failed, are done again: they excuse nothing. */
function ownFault({ plan }: Case): string | null {
  const faults = {
    'the introduction': plan.introduction,
    'the answer': plan.answer,
    'a renewal': plan.token,
    'a search': plan.read,
  };
  return Object.entries(faults).find(([, fault]) => fault !== null)?.[0] ?? null;
}

/**
 * The renewal of a token that it needs came to nothing, by a fault of another answer or by a strike in that moment: X does not
 * accept the account until somebody links it again. No strike excuses anything else.
 */
function tokenTrouble({ stage, struck }: Scene, { plan, responder, openedAt, endedAt }: Case): string | null {
  const { requests, world } = stage.x;
  const accounts = [responder.xId, world.userByName(brandOf(plan))?.id];
  const end = endedAt ?? Number.POSITIVE_INFINITY;
  const forgotten = (at: number) =>
    struck.some(({ kind, from, to }) => FORGETFUL.has(kind) && at > from - FORGETS_MS && at < to);
  const spoilt = requests.some(
    ({ route, fault, userId, at }) =>
      route === 'POST /2/oauth2/token' &&
      accounts.includes(userId ?? '') &&
      at > openedAt - TOKEN_TROUBLE_MS &&
      at < end &&
      (fault !== null || forgotten(at)),
  );
  return spoilt ? 'the renewal of its tokens came to nothing' : null;
}

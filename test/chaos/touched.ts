import type { Case } from './case.ts';
import type { StrikeKind } from './plan-strikes.ts';
import { brandOf, type Scene } from './scene.ts';

/** What may end an answer in another way than sent, though nothing went wrong with it itself. */
const HARD: ReadonlySet<StrikeKind> = new Set([]);
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
  return struckBy(scene, one) ?? tokenTrouble(scene, one);
}

function ownFault({ plan }: Case): string | null {
  const faults = {
    'the introduction': plan.introduction,
    'the answer': plan.answer,
    'a renewal': plan.token,
    'a search': plan.read,
    'the card': plan.card,
    'the note': plan.note,
    'the deletion': plan.deletion?.fault ?? null,
  };
  return Object.entries(faults).find(([, fault]) => fault !== null)?.[0] ?? null;
}

function struckBy({ struck }: Scene, { openedAt, endedAt }: Case): string | null {
  const end = endedAt ?? Number.POSITIVE_INFINITY;
  return struck.find(({ kind, from, to }) => HARD.has(kind) && from < end && to > openedAt)?.kind ?? null;
}

/** The renewal of a token that it needs was spoilt for another answer. */
function tokenTrouble({ stage }: Scene, { plan, responder, openedAt, endedAt }: Case): string | null {
  const { requests, world } = stage.x;
  const accounts = [responder.xId, world.userByName(brandOf(plan))?.id];
  const end = endedAt ?? Number.POSITIVE_INFINITY;
  const spoilt = requests.some(
    ({ route, fault, userId, at }) =>
      route === 'POST /2/oauth2/token' &&
      fault !== null &&
      accounts.includes(userId ?? '') &&
      at > openedAt - TOKEN_TROUBLE_MS &&
      at < end,
  );
  return spoilt ? 'the renewal of its tokens failed for another answer' : null;
}

import { linkCommand } from '../domain/death.ts';
import type { LinkedAccount, Reply } from '../domain/glossary.ts';
import type { ReplyFile } from '../domain/media.ts';
import { closeStep, type ReplyUpdate, tryAgain } from '../domain/outcome.ts';
import type { UploadOutcome } from '../media.ts';

/** One file of a reply, for the account whose post it will stand in. */
export interface Carried {
  reply: Reply;
  poster: LinkedAccount;
  file: ReplyFile;
}

/** What an upload that is not done means for its reply. */
export function hindranceBy(
  outcome: Exclude<UploadOutcome, { kind: 'token-dead' | 'done' }>,
  { reply, poster, file }: Carried,
  now: number,
): ReplyUpdate {
  switch (outcome.kind) {
    case 'processing':
      return tryAgain(reply, now, { at: outcome.at, reason: 'X is still preparing it.' });
    case 'retry':
      return tryAgain(reply, now, outcome);
    case 'refused':
      return { kind: 'refused', reason: `"${file.name}": ${outcome.reason}` };
    case 'no-right':
      return noRight(reply, poster);
  }
}

/** While the brand introduces somebody, it is still their account that the files are for. */
export function hindranceByTokens(reply: Reply, reason: string): ReplyUpdate {
  return reply.steps[0] === 'brand' ? closeStep(reply, reason) : { kind: 'parked', reason };
}

/** The link is older than pictures are here. */
function noRight(reply: Reply, poster: LinkedAccount): ReplyUpdate {
  if (poster.owner.kind === 'brand') {
    const reason = `The link to @${poster.handle} does not cover pictures: a lead types ${linkCommand(poster)} once more.`;
    return closeStep(reply, reason);
  }
  const reason = `Your link to @${poster.handle} was made before Faccia asked X to take pictures and video, so it does not cover them.`;
  return { kind: 'parked', reason, linkedAt: poster.linkedAt };
}

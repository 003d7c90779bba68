import type { ModalView } from '@slack/types';
import type { DeliveryStep } from '../src/domain/glossary.ts';
import { fillKnown, unchangedFrom } from '../src/domain/saved-replies.ts';
import { RefusedError } from '../src/errors.ts';
import { REPLY_FILES, replyTextIn } from '../src/slack/ids.ts';
import { unpackModalData } from '../src/slack/refs.ts';
import type { Looked, LookForEcho } from '../src/usecases/look-for-echo.ts';
import type { ReplyPlan } from '../src/usecases/prepare-reply.ts';
import type { ButtonClick } from './click.ts';

export interface ReplyFilledDeps {
  prepareReply(input: {
    threadId: string;
    slackUser: string;
    picked?: DeliveryStep;
    withFiles?: boolean;
  }): Promise<ReplyPlan>;
  lookForEcho: LookForEcho;
  /** Others see it. */
  noteWriting(input: { threadId: string; slackUser: string }): Promise<void>;
  replyView(
    plan: ReplyPlan,
    text: string,
    echo: Looked['echo'],
    kept: { fill: number; credit?: string },
  ): ModalView;
  updateView(viewId: string, view: ModalView): Promise<void>;
}

const LONGEST = 3_000;

/** A saved reply was picked to begin with: it stands in the window then, over what was written already. */
export function replyStartPicked(deps: ReplyFilledDeps) {
  return (click: ButtonClick): Promise<void> =>
    fillReply(deps, click, ({ words }, written) => {
      const saved = words.saved.find(({ id }) => id === click.value);
      if (!saved)
        throw new RefusedError('gone', 'A lead deleted this text meanwhile. Open the reply window again.');
      const text = fillKnown(saved.text, words.known);
      // What is still a saved text is nobody's work: the new one takes its place.
      const own = unchangedFrom(written, words.saved, words.known, words.sameText) === null ? written : '';
      return own === '' ? text : `${text}\n\n${own}`;
    });
}

/** Adds the way to the brand's private messages to what is written. */
export function askPrivatelyClicked(deps: ReplyFilledDeps) {
  return (click: ButtonClick): Promise<void> =>
    fillReply(deps, click, ({ words }, written) => {
      if (words.privately === null)
        throw new RefusedError('brand-not-linked', "A lead must link the brand's account first.");
      return written.includes(words.privately) ? written : `${written}\n${words.privately}`.trim();
    });
}

async function fillReply(
  { prepareReply, lookForEcho, noteWriting, replyView, updateView }: ReplyFilledDeps,
  { slackUser, view }: ButtonClick,
  write: (plan: ReplyPlan, written: string) => string,
): Promise<void> {
  const data = view && unpackModalData(view.privateMetadata);
  if (!view || !data) return;
  const { threadId, step } = data;
  const withFiles = (view.values[REPLY_FILES.blockId]?.[REPLY_FILES.actionId]?.files ?? []).length > 0;
  const plan = await prepareReply({ threadId, slackUser, picked: step as DeliveryStep, withFiles });
  const written = replyTextIn(view.values).text.trim();
  const text = write(plan, written);
  if (text.length > LONGEST)
    throw new RefusedError('too-long', 'There is no room for it: shorten what you wrote first.');
  if (text === written) return;
  const { echo } = await lookForEcho({ ...plan, text });
  const kept = {
    fill: (data.fill ?? 0) + 1,
    ...(text.includes(written) && data.credit ? { credit: data.credit } : {}),
  };
  await updateView(view.id, replyView(plan, text, echo, kept));
  await noteWriting({ threadId, slackUser });
}

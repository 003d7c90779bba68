import type { ModalView } from '@slack/types';
import type { DeliveryStep } from '../src/domain/glossary.ts';
import { type ReplyModalData, unpackModalData } from '../src/slack/refs.ts';
import type { Looked, LookForEcho } from '../src/usecases/look-for-echo.ts';
import type { ReplyPlan } from '../src/usecases/prepare-reply.ts';

export interface ReplyTypedDeps {
  prepareReply(input: {
    threadId: string;
    slackUser: string;
    picked?: DeliveryStep;
    withFiles?: boolean;
  }): Promise<ReplyPlan>;
  lookForEcho: LookForEcho;
  /** Others see it. */
  noteWriting(input: { threadId: string; slackUser: string }): Promise<void>;
  replyView(plan: ReplyPlan, text: string, echo: Looked['echo'], kept: ReplyModalData): ModalView;
  updateView(viewId: string, view: ModalView): Promise<void>;
  clock: { sleep(ms: number): Promise<void> };
}

export interface Typed {
  slackUser: string;
  viewId: string;
  privateMetadata: string;
  text: string;
  /** Pictures or video are chosen. */
  withFiles: boolean;
}

/** Slack takes a view's update about twice a second. */
const PAUSE_MS = 600;

/** Keeps the count and the warning under the text up to date: at most one update at a time for a modal, always ending with the newest. */
export function replyTyped({
  prepareReply,
  lookForEcho,
  noteWriting,
  replyView,
  updateView,
  clock,
}: ReplyTypedDeps) {
  const newest = new Map<string, Typed>();
  const show = async ({ slackUser, viewId, privateMetadata, text, withFiles }: Typed): Promise<void> => {
    const data = unpackModalData(privateMetadata);
    if (!data) return;
    const plan = await prepareReply({
      threadId: data.threadId,
      slackUser,
      picked: data.step as DeliveryStep,
      withFiles,
    });
    const { echo } = await lookForEcho({ ...plan, text });
    await updateView(viewId, replyView(plan, text, echo, data));
    await noteWriting({ threadId: data.threadId, slackUser });
  };
  return async (typed: Typed): Promise<void> => {
    const busy = newest.has(typed.viewId);
    newest.set(typed.viewId, typed);
    if (busy) return;
    try {
      for (let next = newest.get(typed.viewId), shown: Typed | null = null; next && next !== shown; ) {
        shown = next;
        await show(shown);
        await clock.sleep(PAUSE_MS);
        next = newest.get(typed.viewId);
      }
    } finally {
      newest.delete(typed.viewId);
    }
  };
}

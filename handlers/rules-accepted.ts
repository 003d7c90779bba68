import type { ModalView } from '@slack/types';
import { RefusedError } from '../src/errors.ts';
import { saidWindow } from '../src/slack/people-windows.ts';
import { unpackRules } from '../src/slack/refs.ts';
import { type ReplyWindowDeps, replyWindow } from './reply-opened.ts';
import { type TakeItDeps, takeIt } from './take-it-clicked.ts';
import type { WindowAnswer, WindowSent } from './window.ts';

export interface RulesAcceptedDeps extends TakeItDeps, ReplyWindowDeps {
  acceptRules(input: { slackUser: string; version: string }): Promise<void>;
}

/** Somebody accepted new house rules, and goes on with what they were about to do. */
export function rulesAccepted(deps: RulesAcceptedDeps) {
  return async ({ slackUser, privateMetadata }: WindowSent): Promise<WindowAnswer> => {
    const ref = unpackRules(privateMetadata);
    if (!ref) throw new RefusedError('stale-modal', 'This window belongs to another version of Faccia.');
    await deps.acceptRules({ slackUser, version: ref.version });
    switch (ref.before) {
      case 'send':
        // The window below still has the answer.
        return undefined;
      case 'take':
        return said(await takeIt(deps, ref.threadId, slackUser));
      case 'reply':
        return { update: await replyWindow(deps, ref.threadId, slackUser) };
    }
  };
}

function said(sentence: string | null): { update: ModalView } {
  return {
    update: saidWindow('New house rules', sentence ?? 'Accepted, and you have it: its card says so.'),
  };
}

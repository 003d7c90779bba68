import { createContext, useContext } from 'react';
import type { BlockActionInput, ClientAnswer, SandboxSlackState } from '../slack/client-api.ts';

export interface SlackActions {
  state: SandboxSlackState;
  user: string;
  onShowPost(id: string): void;
  /** X's own composer, which is beside in this sandbox. */
  onCompose(draft: { inReplyTo: string; text: string }): void;
  openThread(ts: string): void;
  act(input: Omit<BlockActionInput, 'user'>): Promise<ClientAnswer>;
}

export const SlackContext = createContext<SlackActions | null>(null);

export function useSlack(): SlackActions {
  const actions = useContext(SlackContext);
  if (!actions) throw new Error('only inside the Slack pane');
  return actions;
}

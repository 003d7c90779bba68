import type { ModalView } from '@slack/types';
import type { Thread } from '../src/domain/glossary.ts';
import type { MutedPage } from '../src/usecases/look-at-muted.ts';
import type { ButtonClick } from './click.ts';

export interface BringBackClickedDeps {
  bringBackThread(input: { threadId: string; slackUser: string }): Promise<Thread>;
  lookAtMuted(input: { slackUser: string; from: number }): Promise<MutedPage>;
  mutedView(page: MutedPage & { broughtBack?: Thread | null }): ModalView;
  updateView(viewId: string, view: ModalView): Promise<void>;
}

/** A thread that was ignored or muted is open again: its card shows it to all, and the window goes on without it. */
export function bringBackClicked(deps: BringBackClickedDeps) {
  return async ({ slackUser, value, view }: ButtonClick): Promise<void> => {
    const broughtBack = await deps.bringBackThread({ threadId: value, slackUser });
    if (view?.type !== 'modal') return;
    const page = await deps.lookAtMuted({ slackUser, from: Number(view.privateMetadata) || 0 });
    await deps.updateView(view.id, deps.mutedView({ ...page, broughtBack }));
  };
}

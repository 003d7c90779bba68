import type { ModalView } from '@slack/types';
import type { ApprovalsPage } from '../src/usecases/look-at-approvals.ts';
import type { ButtonClick } from './click.ts';

export interface ApprovalsShownDeps {
  lookAtApprovals(input: { slackUser: string; from: number }): Promise<ApprovalsPage>;
  approvalsView(page: ApprovalsPage): ModalView;
  updateView(viewId: string, view: ModalView): Promise<void>;
}

export interface ApprovalsClickedDeps extends ApprovalsShownDeps {
  openView(triggerId: string, view: ModalView): Promise<void>;
}

/** Opens what waits for the leads' word, from the app's home, or turns its pages. */
export function approvalsClicked(deps: ApprovalsClickedDeps) {
  return async ({ slackUser, value, view, triggerId }: ButtonClick): Promise<void> => {
    const page = await deps.lookAtApprovals({ slackUser, from: Number(value) || 0 });
    const shown = deps.approvalsView(page);
    await (view?.type === 'modal' ? deps.updateView(view.id, shown) : deps.openView(triggerId, shown));
  };
}

/** Something was decided in that window: it goes on without it. */
export async function showRest(
  deps: ApprovalsShownDeps,
  { slackUser, view }: Pick<ButtonClick, 'slackUser' | 'view'>,
): Promise<void> {
  if (view?.type !== 'modal') return;
  const page = await deps.lookAtApprovals({ slackUser, from: Number(view.privateMetadata) || 0 });
  await deps.updateView(view.id, deps.approvalsView(page));
}

import type { ModalView } from '@slack/types';
import type { ApprovalsPage } from '../src/usecases/look-at-approvals.ts';
import type { ButtonClick } from './click.ts';
import type { WindowSent } from './window.ts';

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

/** That window, and from where on it lists. */
export interface OpenList {
  viewId: string;
  from: number;
}

/** Null: the click came from a message. */
export function listClicked(view: ButtonClick['view']): OpenList | null {
  return view?.type === 'modal' ? { viewId: view.id, from: Number(view.privateMetadata) || 0 } : null;
}

/** The window on which another was laid; `from` travelled in it. */
export function listBelow({ rootViewId }: WindowSent, from: number | undefined): OpenList | null {
  return from === undefined ? null : { viewId: rootViewId, from };
}

/** Something was decided in that window, or in one over it: it goes on without it. */
export async function showRest(
  deps: ApprovalsShownDeps,
  slackUser: string,
  list: OpenList | null,
): Promise<void> {
  if (list === null) return;
  const page = await deps.lookAtApprovals({ slackUser, from: list.from });
  await deps.updateView(list.viewId, deps.approvalsView(page));
}

import type { ModalView } from '@slack/types';
import { type AssignView, assignWindow } from '../src/slack/assign-window.ts';
import { unpackAssignData } from '../src/slack/claim-data.ts';
import type { WaitingPage } from '../src/usecases/look-at-holders.ts';
import { chosenThreads } from './assign-sent.ts';
import type { CareWords } from './care-command.ts';
import type { ButtonClick } from './click.ts';

export interface CareAssignDeps {
  listWaiting(input: { slackUser: string; page: number }): Promise<WaitingPage>;
  people: { get(slackUser: string): Promise<{ name: string }> };
  openView(triggerId: string, view: ModalView): Promise<void>;
  clock: { now(): number };
}

export interface AssignPageClickedDeps extends CareAssignDeps {
  updateView(viewId: string, view: ModalView): Promise<void>;
}

/** `/care assign`: several threads at once, for leads. */
export function careAssign(deps: CareAssignDeps) {
  return async ({ slackUser, triggerId }: CareWords): Promise<null> => {
    const page = await deps.listWaiting({ slackUser, page: 0 });
    await deps.openView(triggerId, assignWindow(await viewOf(deps, page, [])));
    return null;
  };
}

/** Another page; what was chosen on this one is kept. */
export function assignPageClicked(deps: AssignPageClickedDeps) {
  return async ({ slackUser, value, view }: ButtonClick): Promise<void> => {
    const data = unpackAssignData(view?.privateMetadata ?? '');
    if (view === null || data === null) return;
    const kept = chosenThreads({ privateMetadata: view.privateMetadata, values: view.values });
    const page = await deps.listWaiting({ slackUser, page: Number(value) });
    await deps.updateView(view.id, assignWindow(await viewOf(deps, page, kept)));
  };
}

async function viewOf(
  { people, clock }: CareAssignDeps,
  page: WaitingPage,
  chosen: readonly string[],
): Promise<AssignView> {
  const holders = new Set(page.threads.flatMap(({ claimedBy }) => (claimedBy === null ? [] : [claimedBy])));
  const named = await Promise.all([...holders].map(async (id) => [id, (await people.get(id)).name] as const));
  return { ...page, chosen, now: clock.now(), names: Object.fromEntries(named) };
}

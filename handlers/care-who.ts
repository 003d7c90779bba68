import type { ModalView } from '@slack/types';
import type { WhoIsThere } from '../src/responders.ts';
import { type WhoView, whoWindow } from '../src/slack/who-window.ts';
import type { CareWords } from './care-command.ts';
import type { ButtonClick } from './click.ts';

interface WhoShownDeps {
  requireEmployee(slackUser: string): Promise<unknown>;
  whoAnswers: WhoIsThere['whoAnswers'];
  clock: { now(): number };
}

export interface CareWhoDeps extends WhoShownDeps {
  openView(triggerId: string, view: ModalView): Promise<void>;
}

export interface WhoPageClickedDeps extends WhoShownDeps {
  updateView(viewId: string, view: ModalView): Promise<void>;
}

/** Longer than any name of a topic, and shorter than what a window carries. */
const MOST_LETTERS = 200;

/** `/care who [topic]`: who answers for it, and who of them is there now. */
export function careWho(deps: CareWhoDeps) {
  return async ({ slackUser, words, triggerId }: CareWords): Promise<null> => {
    const topic = words.join(' ').replace(/^#/u, '').slice(0, MOST_LETTERS);
    await deps.openView(triggerId, await shownTo(deps, slackUser, topic, 0));
    return null;
  };
}

/** Turns its pages. */
export function whoPageClicked(deps: WhoPageClickedDeps) {
  return async ({ slackUser, value, view }: ButtonClick): Promise<void> => {
    if (view === null) return;
    await deps.updateView(view.id, await shownTo(deps, slackUser, view.privateMetadata, Number(value) || 0));
  };
}

async function shownTo(
  { requireEmployee, whoAnswers, clock }: WhoShownDeps,
  slackUser: string,
  named: string,
  from: WhoView['from'],
): Promise<ModalView> {
  await requireEmployee(slackUser);
  const topic = named === '' ? null : named;
  return whoWindow({ topic, people: await whoAnswers(topic, null), from, now: clock.now() });
}

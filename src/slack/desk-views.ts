import type { HomeView, ModalView } from '@slack/types';
import type { Thread } from '../domain/glossary.ts';
import type { Clock } from '../ports.ts';
import { type ApprovalsView, approvalsWindow } from './approvals-window.ts';
import { type HistoryView, historyWindow } from './history-window.ts';
import { type HomeData, homeView } from './home.ts';
import { type IncidentView, incidentWindow } from './incident-window.ts';
import { type ListView, listWindow } from './list-window.ts';
import { type LoadView, loadWindow } from './load-window.ts';
import { type SurgePageView, surgeWindow } from './surge-card.ts';
import { tagWindow } from './tag-window.ts';

export interface DeskViewsOptions {
  /** `https://name.slack.com/`, or null where Slack did not say. */
  workspaceUrl: string | null;
  clock: Clock;
}

/** The windows and the home that show many threads. */
export function createDeskViews({ workspaceUrl, clock }: DeskViewsOptions) {
  const links = () => ({ workspaceUrl, now: clock.now() });
  return {
    listView: (list: ListView): ModalView => listWindow(list, links()),
    approvalsView: (page: ApprovalsView): ModalView => approvalsWindow(page, links()),
    loadView: (page: LoadView): ModalView => loadWindow(page),
    historyView: (page: HistoryView): ModalView => historyWindow(page),
    tagView: (thread: Thread): ModalView => tagWindow(thread),
    surgeView: (page: SurgePageView): ModalView => surgeWindow(page),
    incidentView: (plan: IncidentView): ModalView => incidentWindow(plan),
    homeView: (data: HomeData): HomeView => homeView(data, links()),
  };
}

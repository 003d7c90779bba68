import type { HomeView, ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Brand, MediaSettings } from '../domain/brand.ts';
import { openSteps, type StepVerdict } from '../domain/eligibility.ts';
import type { DeliveryStep, LinkedAccount, Thread } from '../domain/glossary.ts';
import type { HandoverPlan } from '../domain/handover.ts';
import type { WordRules } from '../domain/judge-words.ts';
import type { ReplyFile } from '../domain/media.ts';
import { signedText } from '../domain/wording.ts';
import type { MeasureText } from '../ports.ts';
import { altModal } from './alt-modal.ts';
import { type HoldersView, reassignWindow, takeOverWindow } from './claim-windows.ts';
import type { EchoView } from './echo-blocks.ts';
import { ignoreWindow } from './ignore-window.ts';
import { type JoinView, joinWindow } from './join-window.ts';
import { type MoreView, moreWindow } from './more-window.ts';
import { type MutedView, mutedWindow, type NoiseRulesView, noiseRulesWindow } from './muted-window.ts';
import type { PostLinks } from './post-blocks.ts';
import type { RulesRef } from './refs.ts';
import { replyModal } from './reply-modal.ts';
import { rulesWindow } from './rules-window.ts';
import { translated } from './slack-errors.ts';
import { notOursView, priorityView } from './topic-windows.ts';

export interface ModalsOptions {
  /** Answers at once or not at all: a window opens within 3 seconds of its click. */
  client: WebClient;
  links: PostLinks;
  measure: MeasureText;
  /** The house rules; null: there are none, and nobody asks for them. */
  rules: { text: string; version: string } | null;
  /** Slack gave the app the right to read files. */
  takesFiles: boolean;
  altText: MediaSettings['altText'];
}

/** What the modal needs to know of a planned reply. */
interface Plan {
  thread: Thread;
  brand: Brand;
  account: LinkedAccount;
  person: { firstName: string };
  steps: readonly [DeliveryStep, ...DeliveryStep[]];
  verdicts: readonly StepVerdict[];
  unsigned?: boolean;
  handover?: HandoverPlan | null;
  words: WordRules;
}

export function createModals({ client, links, measure, rules, takesFiles, altText }: ModalsOptions) {
  return {
    replyView(
      { thread, brand, account, person, steps, verdicts, words, unsigned = false, handover = null }: Plan,
      text: string,
      echo: EchoView | null,
      { fill, credit }: { fill?: number; credit?: string } = {},
    ): ModalView {
      const [step] = steps;
      const why = verdicts.find((verdict) => verdict.step === step)?.why ?? '';
      const written = step === 'brand' ? signedText(brand, text, person.firstName, unsigned) : text;
      return replyModal(
        {
          thread,
          account,
          brandHandle: brand.handle,
          step,
          why,
          steps: openSteps(verdicts),
          initialText: text,
          measure: measure(written),
          plainPrice: measure('').price,
          echo,
          unsigned,
          handover,
          takesFiles,
          words,
          fill,
          credit,
        },
        links,
      );
    },
    moreView: (look: MoreView): ModalView => moreWindow(look, links),
    reassignView: (look: HoldersView): ModalView => reassignWindow(look, links),
    takeOverView: (look: HoldersView): ModalView => takeOverWindow(look, links),
    notOursView,
    priorityView,
    joinView: (form: JoinView): ModalView => joinWindow(form),
    rulesView: (ref: Omit<RulesRef, 'version'>): ModalView =>
      rulesWindow(rules ?? { text: '', version: '' }, ref),
    ignoreView: (asked: { thread: Thread; lead: boolean }): ModalView => ignoreWindow(asked, links),
    mutedView: (view: MutedView): ModalView => mutedWindow(view, links),
    noiseRulesView: (view: NoiseRulesView): ModalView => noiseRulesWindow(view),
    altView(
      { thread, brand, account, steps: [step] }: Plan,
      text: string,
      files: readonly ReplyFile[],
      credit?: string,
      handOver: boolean | null = null,
    ): ModalView {
      const required = altText === 'required';
      return altModal({
        threadId: thread.id,
        account,
        brandHandle: brand.handle,
        step,
        text,
        files,
        required,
        handOver,
        credit,
      });
    },
    async openView(triggerId: string, view: ModalView): Promise<void> {
      await translated(() => client.views.open({ trigger_id: triggerId, view }));
    },
    /** Over the window that the click came from, if there is one. */
    async showView(
      { triggerId, view: from }: { triggerId: string; view: { type: string } | null },
      view: ModalView,
    ): Promise<void> {
      const show = from?.type === 'modal' ? client.views.push : client.views.open;
      await translated(() => show({ trigger_id: triggerId, view }));
    },
    async updateView(viewId: string, view: ModalView): Promise<void> {
      await translated(() => client.views.update({ view_id: viewId, view }));
    },
    async publishHome(slackUser: string, view: HomeView): Promise<void> {
      await translated(() => client.views.publish({ user_id: slackUser, view }));
    },
  };
}

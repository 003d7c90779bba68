import type { HomeView, ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Brand, MediaSettings } from '../domain/brand.ts';
import { openSteps, type StepVerdict } from '../domain/eligibility.ts';
import type { DeliveryStep, LinkedAccount, Thread } from '../domain/glossary.ts';
import type { ReplyFile } from '../domain/media.ts';
import { signedText } from '../domain/wording.ts';
import type { MeasureText } from '../ports.ts';
import { altModal } from './alt-modal.ts';
import type { EchoView } from './echo-blocks.ts';
import type { PostLinks } from './post-blocks.ts';
import { replyModal } from './reply-modal.ts';
import { translated } from './slack-errors.ts';

export interface ModalsOptions {
  /** Answers at once or not at all: a window opens within 3 seconds of its click. */
  client: WebClient;
  links: PostLinks;
  measure: MeasureText;
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
}

export function createModals({ client, links, measure, takesFiles, altText }: ModalsOptions) {
  return {
    replyView(
      { thread, brand, account, person, steps, verdicts }: Plan,
      text: string,
      echo: EchoView | null,
    ): ModalView {
      const [step] = steps;
      const why = verdicts.find((verdict) => verdict.step === step)?.why ?? '';
      const written = step === 'brand' ? signedText(brand, text, person.firstName) : text;
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
          takesFiles,
        },
        links,
      );
    },
    altView(
      { thread, brand, account, steps: [step] }: Plan,
      text: string,
      files: readonly ReplyFile[],
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
      });
    },
    async openView(triggerId: string, view: ModalView): Promise<void> {
      await translated(() => client.views.open({ trigger_id: triggerId, view }));
    },
    async updateView(viewId: string, view: ModalView): Promise<void> {
      await translated(() => client.views.update({ view_id: viewId, view }));
    },
    async publishHome(slackUser: string, view: HomeView): Promise<void> {
      await translated(() => client.views.publish({ user_id: slackUser, view }));
    },
  };
}

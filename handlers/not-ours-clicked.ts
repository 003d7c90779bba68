import type { ModalView } from '@slack/types';
import { type DeskSettings, findBrand } from '../src/domain/brand.ts';
import type { Thread } from '../src/domain/glossary.ts';
import { type TopicChoice, topicChoices } from '../src/domain/topic-choices.ts';
import { RefusedError } from '../src/errors.ts';
import { ACTION } from '../src/slack/ids.ts';
import type { ThreadLook } from '../src/usecases/look-at-thread.ts';
import type { ButtonClick } from './click.ts';

export interface NotOursClickedDeps {
  lookToChange(input: { threadId: string; slackUser: string; action: string }): Promise<ThreadLook>;
  notOursView(thread: Thread, choices: readonly TopicChoice[]): ModalView;
  showView(click: Pick<ButtonClick, 'triggerId' | 'view'>, view: ModalView): Promise<void>;
  desk: DeskSettings;
}

/** Asks whose it is. */
export function notOursClicked({ lookToChange, notOursView, showView, desk }: NotOursClickedDeps) {
  return async ({ slackUser, value, ...click }: ButtonClick): Promise<void> => {
    const { thread } = await lookToChange({ threadId: value, slackUser, action: ACTION.notOurs });
    const all = topicChoices(desk, findBrand(desk, thread.brand));
    const others = all.filter(({ name, channel }) => name !== thread.topic || channel !== thread.channel);
    if (others.length === 0)
      throw new RefusedError(
        'no-topics',
        'There is no other topic. Ask operations to write your topics into the YAML (`topics`).',
      );
    await showView(click, notOursView(thread, others));
  };
}

import type { ModalView } from '@slack/types';
import type { JoinForm } from '../src/usecases/join-desk.ts';
import type { ButtonClick } from './click.ts';

export interface MySettingsClickedDeps {
  prepareJoin(slackUser: string): Promise<JoinForm>;
  joinView(form: JoinForm): ModalView;
  showView(click: Pick<ButtonClick, 'triggerId' | 'view'>, view: ModalView): Promise<void>;
}

/** The same window as `/care join`, from a button. */
export function mySettingsClicked({ prepareJoin, joinView, showView }: MySettingsClickedDeps) {
  return async ({ slackUser, ...click }: ButtonClick): Promise<void> => {
    await showView(click, joinView(await prepareJoin(slackUser)));
  };
}

import type { ModalView } from '@slack/types';
import type { NoiseRulesLook } from '../src/usecases/look-at-muted.ts';
import type { ButtonClick } from './click.ts';

export interface NoiseRulesClickedDeps {
  lookAtNoiseRules(slackUser: string): Promise<NoiseRulesLook>;
  noiseRulesView(look: NoiseRulesLook): ModalView;
  showView(click: Pick<ButtonClick, 'triggerId' | 'view'>, view: ModalView): Promise<void>;
}

export interface ForgetRuleClickedDeps {
  forgetNoiseRule(input: { ruleId: string; slackUser: string }): Promise<void>;
  lookAtNoiseRules(slackUser: string): Promise<NoiseRulesLook>;
  noiseRulesView(look: NoiseRulesLook): ModalView;
  updateView(viewId: string, view: ModalView): Promise<void>;
}

/** Shows what mutes and drops. */
export function noiseRulesClicked({ lookAtNoiseRules, noiseRulesView, showView }: NoiseRulesClickedDeps) {
  return async ({ slackUser, ...click }: ButtonClick): Promise<void> => {
    await showView(click, noiseRulesView(await lookAtNoiseRules(slackUser)));
  };
}

/** A lead takes a rule away; what it muted stays muted until somebody brings it back. */
export function forgetRuleClicked(deps: ForgetRuleClickedDeps) {
  return async ({ slackUser, value, view }: ButtonClick): Promise<void> => {
    await deps.forgetNoiseRule({ ruleId: value, slackUser });
    if (view === null) return;
    await deps.updateView(view.id, deps.noiseRulesView(await deps.lookAtNoiseRules(slackUser)));
  };
}

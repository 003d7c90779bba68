import type { DeliveryStep } from '../domain/glossary.ts';
import { signedText } from '../domain/wording.ts';
import { RefusedError } from '../errors.ts';
import type { MeasureText } from '../ports.ts';
import type { ReplyPlan } from './prepare-reply.ts';

/**
 * The steps that this answer goes by, from the one that the person saw or picked downwards. A step whose final text would be
 * longer than X takes is left out. Throws RefusedError: `too-long`, `cashtags`, `file-step`, `step-changed`.
 */
export function fittingSteps(
  measure: MeasureText,
  plan: ReplyPlan,
  text: string,
  shownStep: DeliveryStep,
): [DeliveryStep, ...DeliveryStep[]] {
  const fitting = stepsForText(measure, plan, text);
  const at = fitting.indexOf(shownStep);
  if (at >= 0) return [shownStep, ...fitting.slice(at + 1)];
  const shown = plan.verdicts.find(({ step }) => step === shownStep);
  if (shown?.forText)
    throw new RefusedError(
      'file-step',
      `${shown.why} Pick another way, or remove the pictures or the video.`,
    );
  const why = plan.verdicts.find(({ step }) => step === fitting[0])?.why ?? '';
  throw new RefusedError(
    'step-changed',
    `Since you opened this, the way your answer goes out has changed: ${why} ` +
      'Close this and press Reply again: your text is not sent yet, copy it first.',
  );
}

function stepsForText(measure: MeasureText, plan: ReplyPlan, text: string): DeliveryStep[] {
  const { length, limit, cashtags } = measure(text);
  if (length > limit) {
    throw new RefusedError(
      'too-long',
      `X counts ${length} characters and takes ${limit}: ${length - limit} too many.`,
    );
  }
  if (cashtags > 1) {
    throw new RefusedError('cashtags', 'X takes only one cashtag (like $ABC) in a post. Remove the others.');
  }
  const steps = plan.steps.filter(
    (step) =>
      step !== 'brand' || measure(signedText(plan.brand, text, plan.person.firstName)).length <= limit,
  );
  if (steps.length > 0) return steps;
  throw new RefusedError(
    'too-long',
    `With the signature this is longer than the ${limit} characters that X takes.`,
  );
}

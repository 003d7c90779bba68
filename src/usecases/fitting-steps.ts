import type { DeliveryStep } from '../domain/glossary.ts';
import { signedText } from '../domain/wording.ts';
import { RefusedError } from '../errors.ts';
import type { MeasureText, TextMeasure } from '../ports.ts';
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
  refuseUnfit(measure, text);
  const at = plan.steps.indexOf(shownStep);
  if (at < 0) throw notOpen(plan, shownStep);
  const shown = finalMeasure(measure, plan, shownStep, text);
  if (overLimit(shown) > 0) throw tooLongSigned(shown);
  const fits = (step: DeliveryStep) => overLimit(finalMeasure(measure, plan, step, text)) === 0;
  return [shownStep, ...plan.steps.slice(at + 1).filter(fits)];
}

function notOpen(plan: ReplyPlan, shownStep: DeliveryStep): RefusedError {
  const shown = plan.verdicts.find(({ step }) => step === shownStep);
  if (shown?.forText) {
    const sentence = `${shown.why} Pick another way, or remove the pictures or the video.`;
    return new RefusedError('file-step', sentence);
  }
  const why = plan.verdicts.find(({ step }) => step === plan.steps[0])?.why ?? '';
  return new RefusedError(
    'step-changed',
    `Since you opened this, the way your answer goes out has changed: ${why} ` +
      'Close this and press Reply again: your text is not sent yet, copy it first.',
  );
}

/** Throws `too-long` or `cashtags` for a text that no step takes. */
function refuseUnfit(measure: MeasureText, text: string): void {
  const measured = measure(text);
  if (overLimit(measured) > 0) {
    throw new RefusedError(
      'too-long',
      `X counts ${measured.length} characters and takes ${measured.limit}: ${overLimit(measured)} too many.`,
    );
  }
  if (measured.cashtags > 1) {
    throw new RefusedError('cashtags', 'X takes only one cashtag (like $ABC) in a post. Remove the others.');
  }
}

/** The text as it goes out by this step: the brand's is signed. */
function finalMeasure(measure: MeasureText, plan: ReplyPlan, step: DeliveryStep, text: string): TextMeasure {
  return measure(
    step === 'brand' ? signedText(plan.brand, text, plan.person.firstName, plan.unsigned) : text,
  );
}

function overLimit({ length, limit }: TextMeasure): number {
  return Math.max(0, length - limit);
}

function tooLongSigned(measured: TextMeasure): RefusedError {
  return new RefusedError(
    'too-long',
    `The brand's account signs it: with the signature X counts ${measured.length} characters and takes ${measured.limit}: ` +
      `${overLimit(measured)} too many.`,
  );
}

import type { CardDue } from '../ports.ts';
import { moment } from './texts.ts';

/** On the card. */
export function dueText({ promised, at, late }: CardDue): string {
  const what = promised === 'answer' ? 'answer' : 'solution';
  return late
    ? `:rotating_light: ${what} *late* since ${moment(at)}`
    : `:hourglass_flowing_sand: ${what} due by ${moment(at)}`;
}

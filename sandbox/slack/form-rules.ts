import type { Drafts } from './client-api.ts';
import { type Element, isEmpty } from './given.ts';
import { givenIn, placedElements, type Suggested } from './surface.ts';

/** What Slack's own app says under a field before it sends anything: block_id -> sentence. */
export function formProblems(blocks: unknown, drafts: Drafts, suggested: Suggested): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const placed of placedElements(blocks)) {
    if (placed.block.type !== 'input') continue;
    const given = givenIn(placed, drafts, suggested);
    const problem = isEmpty(given)
      ? placed.block.optional === true
        ? null
        : 'Please complete this required field.'
      : problemOf(placed.element, given as string | readonly string[]);
    if (problem !== null) problems[placed.blockId] = problem;
  }
  return problems;
}

function problemOf(element: Element, given: string | readonly string[]): string | null {
  if (typeof given !== 'string') {
    const most = element.max_selected_items;
    return typeof most === 'number' && given.length > most ? `Please select at most ${most}.` : null;
  }
  return TYPED[element.type]?.(element, given) ?? null;
}

const TYPED: Record<string, (element: Element, text: string) => string | null> = {
  plain_text_input({ min_length: least, max_length: most = 3_000 }, text) {
    if (typeof least === 'number' && text.length < least) return `Please enter at least ${least} characters.`;
    return text.length > Number(most) ? `Please enter no more than ${most} characters.` : null;
  },
  email_text_input: (_element, text) =>
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(text) ? null : 'Please enter a valid email address.',
  url_text_input: (_element, text) =>
    /^https?:\/\/\S+$/u.test(text) && URL.canParse(text) ? null : 'Please enter a valid URL.',
  number_input(element, text) {
    const value = Number(text);
    if (!Number.isFinite(value)) return 'Please enter a number.';
    if (element.is_decimal_allowed !== true && !Number.isInteger(value))
      return 'Please enter a whole number.';
    const { min_value: least, max_value: most } = element;
    if (least !== undefined && value < Number(least)) return `Please enter a number of at least ${least}.`;
    return most !== undefined && value > Number(most) ? `Please enter a number of at most ${most}.` : null;
  },
};

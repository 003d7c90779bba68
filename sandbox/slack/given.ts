import type { Given, SandboxOption } from './client-api.ts';

/** An interactive element, as far as everybody reads it. */
export interface Element {
  type: string;
  action_id: string;
  options?: SandboxOption[];
  option_groups?: { label: { text: string }; options: SandboxOption[] }[];
  [name: string]: unknown;
}

type Holds = 'text' | 'id' | 'ids' | 'option' | 'options' | 'moment' | 'files';
interface Shape {
  /** The name under which Slack says what stands there. */
  says: string;
  /** The name under which the app says what stands there at first. */
  initial: string;
  holds: Holds;
}

const TEXT: Shape = { says: 'value', initial: 'initial_value', holds: 'text' };
const OPTION: Shape = { says: 'selected_option', initial: 'initial_option', holds: 'option' };
const OPTIONS: Shape = { says: 'selected_options', initial: 'initial_options', holds: 'options' };
const one = (what: string): Shape => ({ says: `selected_${what}`, initial: `initial_${what}`, holds: 'id' });
const several = (what: string): Shape => ({
  says: `selected_${what}s`,
  initial: `initial_${what}s`,
  holds: 'ids',
});

/** Elements that keep what somebody chose or typed. Source: Slack's reference of `view.state.values`. */
const SHAPES: Record<string, Shape> = {
  plain_text_input: TEXT,
  url_text_input: TEXT,
  email_text_input: TEXT,
  number_input: TEXT,
  static_select: OPTION,
  external_select: OPTION,
  radio_buttons: OPTION,
  multi_static_select: OPTIONS,
  multi_external_select: OPTIONS,
  checkboxes: OPTIONS,
  users_select: one('user'),
  multi_users_select: several('user'),
  conversations_select: one('conversation'),
  multi_conversations_select: several('conversation'),
  channels_select: one('channel'),
  multi_channels_select: several('channel'),
  datepicker: one('date'),
  timepicker: one('time'),
  file_input: { says: 'files', initial: '', holds: 'files' },
  datetimepicker: { ...one('date_time'), holds: 'moment' },
};

export const keepsState = (type: string): boolean => type in SHAPES;

export function optionsOf(element: Element): SandboxOption[] {
  return element.option_groups?.flatMap(({ options }) => options) ?? element.options ?? [];
}

/** What stands in the element at first. */
export function initialGiven(element: Element): Given {
  const shape = SHAPES[element.type];
  const initial = shape && element[shape.initial];
  if (initial === undefined || initial === null) return isMany(element) ? [] : null;
  if (shape?.holds === 'option') return (initial as SandboxOption).value;
  if (shape?.holds === 'options') return (initial as SandboxOption[]).map(({ value }) => value);
  return shape?.holds === 'ids' ? (initial as string[]) : String(initial);
}

/** Whether several things can stand in the element. */
export function isMany({ type }: Pick<Element, 'type'>): boolean {
  const holds = SHAPES[type]?.holds;
  return holds === 'options' || holds === 'ids' || holds === 'files';
}

export const isEmpty = (given: Given | undefined): boolean =>
  given === undefined || given === null || given.length === 0;

/** As Slack says it in `state.values`. Null: the element keeps nothing. */
export function stateValue(
  element: Element,
  given: Given,
  optionOf: (value: string) => SandboxOption | undefined,
  fileOf: (id: string) => unknown = (id) => ({ id }),
): Record<string, unknown> | null {
  const shape = SHAPES[element.type];
  if (!shape) return null;
  const many = typeof given === 'string' ? [given] : (given ?? []);
  const first = many[0] ?? '';
  const chosen = many.map(optionOf).filter((option) => option !== undefined);
  const held: Record<Holds, unknown> = {
    text: first === '' ? null : first,
    id: first === '' ? null : first,
    ids: many,
    option: chosen[0] ?? null,
    options: chosen,
    moment: first === '' ? null : Number(first),
    files: many.map(fileOf),
  };
  const zone = element.type === 'timepicker' && element.timezone ? { timezone: element.timezone } : {};
  return { type: element.type, [shape.says]: held[shape.holds], ...zone };
}

import { type Checker, list, MAX, textOf } from './checker.ts';
import type { Json } from './refusal.ts';

type Rule = (item: Json, check: Checker) => void;

/** What Slack would refuse of this element. */
export function element(item: Json, check: Checker): void {
  check.length(item.action_id, MAX.id, 'action_id');
  check.plain(item.placeholder, 'placeholder');
  check.length(textOf(item.placeholder), MAX.placeholder, 'placeholder');
  if (item.confirm) confirmation(item.confirm as Json, check);
  const rule = RULES[String(item.type)];
  if (rule) rule(item, check);
  else check.say(`unsupported element: ${String(item.type)}`);
}

/** Elements that stand in an input block, and those that stand only there. */
export const isInput = (type: string): boolean =>
  ONLY_IN_INPUTS.has(type) || (type in RULES && !['button', 'overflow', 'image'].includes(type));
export const onlyInInputs = (type: string): boolean => ONLY_IN_INPUTS.has(type);

const ONLY_IN_INPUTS = new Set([
  'file_input',
  'plain_text_input',
  'url_text_input',
  'email_text_input',
  'number_input',
]);

function button(item: Json, check: Checker): void {
  check.needed(textOf(item.text), 'button text');
  check.plain(item.text, 'button text');
  check.length(textOf(item.text), MAX.button, 'button text');
  check.length(item.value, MAX.value, 'value');
  check.length(item.url, MAX.url, 'url');
  check.length(item.accessibility_label, MAX.buttonHint, 'accessibility_label');
  if (item.style !== undefined && item.style !== 'primary' && item.style !== 'danger')
    check.say('style must be primary or danger');
}

function image(item: Json, check: Checker): void {
  check.needed(item.image_url, 'image_url');
  check.needed(item.alt_text, 'alt_text');
}

function plainText(item: Json, check: Checker): void {
  const { max_length: most, min_length: least } = item;
  if (typeof most === 'number' && (most < 1 || most > MAX.inputMax))
    check.say('max_length must be 1 to 3000');
  if (typeof least === 'number' && (least < 0 || least > MAX.inputMax))
    check.say('min_length must be 0 to 3000');
  check.length(item.initial_value, Number(most ?? MAX.inputMax), 'initial_value');
}

function typedText(item: Json, check: Checker): void {
  check.length(item.initial_value, MAX.inputMax, 'initial_value');
}

function number(item: Json, check: Checker): void {
  if (typeof item.is_decimal_allowed !== 'boolean') check.say('is_decimal_allowed is missing');
  for (const name of ['initial_value', 'min_value', 'max_value'])
    if (item[name] !== undefined && !Number.isFinite(Number(item[name]))) check.say(`${name} is no number`);
}

/** All options, in groups or not; what is wrong with them is said. */
function options(item: Json, check: Checker, most: number, markup = false): Json[] {
  const groups = list(item.option_groups);
  if (item.options !== undefined && item.option_groups !== undefined)
    check.say('either options or option_groups');
  if (groups.length > MAX.groups) check.say(`no more than ${MAX.groups} option_groups`);
  for (const group of groups) {
    check.needed(textOf(group.label), 'group label');
    check.length(textOf(group.label), MAX.optionText, 'group label');
  }
  const lists = groups.length > 0 ? groups.map((group) => list(group.options)) : [list(item.options)];
  for (const some of lists)
    if (some.length < 1 || some.length > most) check.say(`options must be 1 to ${most}`);
  const all = lists.flat();
  for (const option of all) oneOption(option, check, markup);
  const values = all.map(({ value }) => value);
  if (new Set(values).size !== values.length) check.say('option value is used twice');
  return all;
}

export function oneOption(option: Json, check: Checker, markup = false): void {
  check.needed(textOf(option.text), 'option text');
  if (!markup) check.plain(option.text, 'option text');
  check.length(textOf(option.text), MAX.optionText, 'option text');
  check.needed(option.value, 'option value');
  check.length(option.value, MAX.optionValue, 'option value');
  check.length(textOf(option.description), MAX.optionText, 'option description');
}

/** What is chosen at the start must be there to be chosen. */
function initials(given: unknown, all: Json[], check: Checker, name: string): void {
  const known = new Set(all.map((option) => JSON.stringify(option)));
  for (const option of Array.isArray(given) ? (given as Json[]) : given === undefined ? [] : [given as Json])
    if (!known.has(JSON.stringify(option))) check.say(`${name} must be one of the options`);
  if (Array.isArray(given) && given.length === 0) check.say(`${name} must not be empty`);
}

const one =
  (most: number, markup = false): Rule =>
  (item, check) =>
    initials(item.initial_option, options(item, check, most, markup), check, 'initial_option');

const several =
  (most: number, markup = false): Rule =>
  (item, check) => {
    initials(item.initial_options, options(item, check, most, markup), check, 'initial_options');
    atMost(item, check);
  };

function atMost({ max_selected_items: most }: Json, check: Checker): void {
  if (most !== undefined && (typeof most !== 'number' || most < 1))
    check.say('max_selected_items must be 1 or more');
}

const shaped =
  (name: string, shape: RegExp): Rule =>
  (item, check) => {
    if (item[name] !== undefined && !shape.test(String(item[name]))) check.say(`${name} has another form`);
  };

function external(item: Json, check: Checker): void {
  for (const option of [item.initial_option, ...list(item.initial_options)].filter(Boolean))
    oneOption(option as Json, check);
  atMost(item, check);
}

function overflow(item: Json, check: Checker): void {
  options(item, check, MAX.overflow);
}

function fileInput(item: Json, check: Checker): void {
  const most = item.max_files ?? 10;
  if (typeof most !== 'number' || most < 1 || most > 10) check.say('max_files must be 1 to 10');
  const types = item.filetypes ?? ['any'];
  if (!Array.isArray(types) || types.some((type) => typeof type !== 'string' || !/^[a-z0-9]+$/u.test(type)))
    check.say('filetypes must be a list of file extensions');
}

const RULES: Record<string, Rule> = {
  button,
  image,
  overflow,
  file_input: fileInput,
  plain_text_input: plainText,
  url_text_input: typedText,
  email_text_input: typedText,
  number_input: number,
  static_select: one(MAX.options),
  multi_static_select: several(MAX.options),
  radio_buttons: one(MAX.fewOptions, true),
  checkboxes: several(MAX.fewOptions, true),
  external_select: external,
  multi_external_select: external,
  users_select: shaped('initial_user', /^[UW]\w+$/u),
  multi_users_select: atMost,
  conversations_select: shaped('initial_conversation', /^[CDG]\w+$/u),
  multi_conversations_select: atMost,
  channels_select: shaped('initial_channel', /^C\w+$/u),
  multi_channels_select: atMost,
  datepicker: shaped('initial_date', /^\d{4}-\d\d-\d\d$/u),
  timepicker: shaped('initial_time', /^(?:[01]\d|2[0-3]):[0-5]\d$/u),
  datetimepicker: shaped('initial_date_time', /^\d{10}$/u),
};

function confirmation(dialog: Json, check: Checker): void {
  const parts = [
    ['title', MAX.confirmTitle],
    ['text', MAX.confirmText],
    ['confirm', MAX.confirmButton],
    ['deny', MAX.confirmButton],
  ] as const;
  for (const [part, most] of parts) {
    if ((dialog[part] as Json | undefined)?.type !== 'plain_text')
      check.say(`confirm ${part} must be plain_text`);
    check.needed(textOf(dialog[part]), `confirm ${part}`);
    check.length(textOf(dialog[part]), most, `confirm ${part}`);
  }
}

type Json = Record<string, unknown>;

/** Slack's limits, in characters or pieces. Source: Slack's Block Kit reference. */
const MAX = {
  message: 50,
  view: 100,
  section: 3_000,
  field: 2_000,
  fields: 10,
  header: 150,
  contextElements: 10,
  actionsElements: 25,
  button: 75,
  value: 2_000,
  url: 3_000,
  id: 255,
  alt: 2_000,
  label: 2_000,
  viewTitle: 24,
  privateMetadata: 3_000,
  inputMax: 3_000,
  placeholder: 150,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
} as const;

/** What Slack would refuse, one line each; empty: fine. */
export function blockProblems(blocks: unknown, surface: 'message' | 'view'): string[] {
  if (!Array.isArray(blocks)) return ['blocks must be an array'];
  const problems: string[] = [];
  if (blocks.length > MAX[surface])
    problems.push(`no more than ${MAX[surface]} items allowed [json-pointer:/blocks]`);
  const blockIds = new Set<string>();
  for (const [index, block] of (blocks as Json[]).entries()) {
    const check = checker(`/blocks/${index}`, problems);
    if (typeof block.block_id === 'string' && blockIds.has(block.block_id))
      check.say('block_id is used twice');
    if (typeof block.block_id === 'string') blockIds.add(block.block_id);
    check.length(block.block_id, MAX.id, 'block_id');
    if (surface === 'message' && (block.element as Json | undefined)?.type === 'file_input')
      check.say('file_input is only for modals');
    (BLOCKS[String(block.type)] ?? unknownBlock)(block, check);
  }
  return problems;
}

export function viewProblems(view: Json): string[] {
  const problems = blockProblems(view.blocks, 'view');
  const check = checker('/view', problems);
  if (view.type === 'modal') {
    if (textOf(view.title) === null) check.say('title is missing');
    for (const part of ['title', 'submit', 'close']) check.length(textOf(view[part]), MAX.viewTitle, part);
    const hasInput =
      Array.isArray(view.blocks) && (view.blocks as Json[]).some((block) => block.type === 'input');
    if (hasInput && textOf(view.submit) === null) check.say('submit is missing, but there is an input');
  }
  check.length(view.private_metadata, MAX.privateMetadata, 'private_metadata');
  check.length(view.callback_id, MAX.id, 'callback_id');
  return problems;
}

interface Checker {
  say(problem: string): void;
  length(value: unknown, most: number, name: string): void;
  needed(value: unknown, name: string): void;
}

function checker(pointer: string, problems: string[]): Checker {
  const say = (problem: string) => void problems.push(`${problem} [json-pointer:${pointer}]`);
  return {
    say,
    length(value, most, name) {
      if (typeof value === 'string' && value.length > most)
        say(`${name} must be less than ${most + 1} characters`);
    },
    needed(value, name) {
      if (typeof value !== 'string' || value === '') say(`${name} is missing or empty`);
    },
  };
}

const unknownBlock = (block: Json, check: Checker) => check.say(`unsupported type: ${String(block.type)}`);

const BLOCKS: Record<string, (block: Json, check: Checker) => void> = {
  divider: () => undefined,
  header(block, check) {
    check.needed(textOf(block.text), 'text');
    check.length(textOf(block.text), MAX.header, 'text');
  },
  section(block, check) {
    const fields = Array.isArray(block.fields) ? block.fields : [];
    if (fields.length === 0) check.needed(textOf(block.text), 'text');
    check.length(textOf(block.text), MAX.section, 'text');
    if (fields.length > MAX.fields) check.say(`no more than ${MAX.fields} fields`);
    for (const field of fields) check.length(textOf(field), MAX.field, 'field');
    if (block.accessory) element(block.accessory as Json, check);
  },
  context(block, check) {
    const elements = list(block.elements);
    if (elements.length === 0 || elements.length > MAX.contextElements)
      check.say('context needs 1 to 10 elements');
    for (const item of elements) {
      if (item.type === 'image') element(item, check);
      else check.needed(item.text, 'text');
      check.length(item.text, MAX.section, 'text');
    }
  },
  actions(block, check) {
    const elements = list(block.elements);
    if (elements.length === 0 || elements.length > MAX.actionsElements)
      check.say('actions needs 1 to 25 elements');
    const ids = elements.map((item) => item.action_id);
    if (new Set(ids).size !== ids.length) check.say('action_id is used twice');
    for (const item of elements) element(item, check);
  },
  image(block, check) {
    check.needed(block.image_url, 'image_url');
    check.needed(block.alt_text, 'alt_text');
    check.length(block.image_url, MAX.url, 'image_url');
    check.length(block.alt_text, MAX.alt, 'alt_text');
  },
  input(block, check) {
    check.needed(textOf(block.label), 'label');
    check.length(textOf(block.label), MAX.label, 'label');
    check.length(textOf(block.hint), MAX.label, 'hint');
    const inner = (block.element ?? {}) as Json;
    if (inner.type === 'file_input') fileInput(inner, block, check);
    else element(inner, check);
  },
  rich_text(block, check) {
    const parts = list(block.elements);
    if (parts.length === 0) check.say('rich_text needs elements');
    for (const part of parts) {
      for (const item of list(part.elements)) {
        if (item.type === 'text') check.needed(item.text, 'text');
        if (item.type === 'link') check.needed(item.url, 'url');
      }
    }
  },
};

function element(item: Json, check: Checker): void {
  check.length(item.action_id, MAX.id, 'action_id');
  switch (item.type) {
    case 'button':
      check.needed(textOf(item.text), 'button text');
      check.length(textOf(item.text), MAX.button, 'button text');
      check.length(item.value, MAX.value, 'value');
      check.length(item.url, MAX.url, 'url');
      if (item.confirm) confirmation(item.confirm as Json, check);
      return;
    case 'image':
      check.needed(item.image_url, 'image_url');
      check.needed(item.alt_text, 'alt_text');
      return;
    case 'plain_text_input':
      if (typeof item.max_length === 'number' && (item.max_length < 1 || item.max_length > MAX.inputMax)) {
        check.say('max_length must be 1 to 3000');
      }
      check.length(item.initial_value, Number(item.max_length ?? MAX.inputMax), 'initial_value');
      check.length(textOf(item.placeholder), MAX.placeholder, 'placeholder');
      return;
    case 'static_select': {
      const options = list(item.options);
      if (options.length < 1 || options.length > 100) check.say('options must be 1 to 100');
      for (const option of options) {
        check.needed(textOf(option.text), 'option text');
        check.length(textOf(option.text), MAX.button, 'option text');
        check.needed(option.value, 'option value');
      }
      const initial = item.initial_option as Json | undefined;
      if (initial && !options.some((option) => JSON.stringify(option) === JSON.stringify(initial)))
        check.say('initial_option must be one of the options');
      check.length(textOf(item.placeholder), MAX.placeholder, 'placeholder');
      return;
    }
    default:
      check.say(`unsupported element: ${String(item.type)}`);
  }
}

/** Only within an input, and only in windows: {@link blockProblems} sees to that. */
function fileInput(item: Json, block: Json, check: Checker): void {
  check.length(item.action_id, MAX.id, 'action_id');
  const most = item.max_files ?? 10;
  if (typeof most !== 'number' || most < 1 || most > 10) check.say('max_files must be 1 to 10');
  const types = item.filetypes ?? ['any'];
  if (!Array.isArray(types) || types.some((type) => typeof type !== 'string' || !/^[a-z0-9]+$/u.test(type)))
    check.say('filetypes must be a list of file extensions');
  // Slack says nothing of them until the window is submitted.
  if (block.dispatch_action === true) check.say('dispatch_action is not for file_input');
}

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

function list(value: unknown): Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}

function textOf(value: unknown): string | null {
  const text = (value as Json | undefined)?.text;
  return typeof text === 'string' ? text : null;
}

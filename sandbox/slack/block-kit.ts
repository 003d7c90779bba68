import { type Checker, checker, list, MAX, textOf } from './checker.ts';
import { element, isInput, onlyInInputs } from './element-rules.ts';
import type { Json } from './refusal.ts';

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
  if (view.type !== 'modal' && view.type !== 'home') check.say('type must be modal or home');
  if (view.type === 'modal') {
    if (textOf(view.title) === null) check.say('title is missing');
    for (const part of ['title', 'submit', 'close']) {
      check.plain(view[part] ?? undefined, part);
      check.length(textOf(view[part]), MAX.viewTitle, part);
    }
    if (list(view.blocks).some(({ type }) => type === 'input') && textOf(view.submit) === null)
      check.say('submit is missing, but there is an input');
  }
  const loaded = list(view.blocks).filter(({ element: inner }) => (inner as Json | undefined)?.focus_on_load);
  if (loaded.length > 1) check.say('focus_on_load is used twice');
  check.length(view.private_metadata, MAX.privateMetadata, 'private_metadata');
  check.length(view.callback_id, MAX.id, 'callback_id');
  check.length(view.external_id, MAX.id, 'external_id');
  return problems;
}

const unknownBlock = (block: Json, check: Checker) => check.say(`unsupported type: ${String(block.type)}`);

const BLOCKS: Record<string, (block: Json, check: Checker) => void> = {
  divider: () => undefined,
  header(block, check) {
    check.needed(textOf(block.text), 'text');
    check.plain(block.text, 'text');
    check.length(textOf(block.text), MAX.header, 'text');
  },
  section(block, check) {
    const fields = Array.isArray(block.fields) ? block.fields : [];
    if (fields.length === 0) check.needed(textOf(block.text), 'text');
    check.length(textOf(block.text), MAX.section, 'text');
    if (fields.length > MAX.fields) check.say(`no more than ${MAX.fields} fields`);
    for (const field of fields) check.length(textOf(field), MAX.field, 'field');
    if (block.accessory) outsideInputs(block.accessory as Json, check);
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
    const ids = elements.map((item) => item.action_id).filter((id) => id !== undefined);
    if (new Set(ids).size !== ids.length) check.say('action_id is used twice');
    for (const item of elements) {
      if (item.type === 'image') check.say('unsupported element: image');
      outsideInputs(item, check);
    }
  },
  image(block, check) {
    check.needed(block.image_url, 'image_url');
    check.needed(block.alt_text, 'alt_text');
    check.length(block.image_url, MAX.url, 'image_url');
    check.length(block.alt_text, MAX.alt, 'alt_text');
    check.plain(block.title, 'title');
    check.length(textOf(block.title), MAX.label, 'title');
  },
  input(block, check) {
    check.needed(textOf(block.label), 'label');
    check.plain(block.label, 'label');
    check.length(textOf(block.label), MAX.label, 'label');
    check.plain(block.hint, 'hint');
    check.length(textOf(block.hint), MAX.label, 'hint');
    const item = (block.element ?? {}) as Json;
    // Slack says nothing of files until the window is submitted.
    if (item.type === 'file_input' && block.dispatch_action === true)
      check.say('dispatch_action is not for file_input');
    if (isInput(String(item.type))) element(item, check);
    else check.say(`unsupported element: ${String(item.type)}`);
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

function outsideInputs(item: Json, check: Checker): void {
  if (onlyInInputs(String(item.type))) check.say(`unsupported element: ${String(item.type)}`);
  else element(item, check);
}

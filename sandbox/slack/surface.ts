import type { Drafts, Given, SandboxOption } from './client-api.ts';
import { type Element, initialGiven, keepsState, optionsOf, stateValue } from './given.ts';
import type { Json } from './refusal.ts';

/** An element and the block that it stands in. */
export interface Placed {
  block: Json;
  blockId: string;
  element: Element;
}

/** What external selects have offered so far: place -> value -> option. */
export type Suggested = Map<string, Map<string, SandboxOption>>;

/** What Slack knows besides the blocks. */
export interface Known {
  suggested: Suggested;
  fileOf(id: string): unknown;
}

export const placeName = (blockId: string, actionId: string): string => `${blockId}/${actionId}`;

/** All elements that somebody can press, choose or type in. */
export function placedElements(blocks: unknown): Placed[] {
  return ((blocks ?? []) as Json[]).flatMap((block) =>
    elementsOf(block)
      .filter((element) => typeof element?.action_id === 'string')
      .map((element) => ({ block, blockId: String(block.block_id ?? ''), element })),
  );
}

function elementsOf(block: Json): Element[] {
  if (block.type === 'actions') return (block.elements ?? []) as Element[];
  const single = block.type === 'input' ? block.element : block.type === 'section' ? block.accessory : null;
  return single ? [single as Element] : [];
}

export function elementAt(blocks: unknown, blockId: string, actionId: string): Placed | undefined {
  return placedElements(blocks).find(
    (placed) => placed.blockId === blockId && placed.element.action_id === actionId,
  );
}

/** What stands in the element: as the person left it, else as the app began it. */
export function givenIn({ blockId, element }: Placed, drafts: Drafts, suggested: Suggested): Given {
  const given = drafts[blockId]?.[element.action_id];
  if (given === undefined) return initialGiven(element);
  const gone =
    typeof given === 'string' && isOptional(element) && !findOption(element, blockId, suggested)(given);
  return gone ? initialGiven(element) : given;
}

const isOptional = (element: Element): boolean => optionsOf(element).length > 0;

/** `state.values` of a message or view. */
export function stateOf(blocks: unknown, drafts: Drafts, known: Known): Json {
  const { suggested } = known;
  const values: Record<string, Json> = {};
  for (const placed of placedElements(blocks)) {
    const { blockId, element } = placed;
    if (!keepsState(element.type)) continue;
    const find = findOption(element, blockId, suggested);
    const value = stateValue(element, givenIn(placed, drafts, suggested), find, (id) => known.fileOf(id));
    values[blockId] = { ...values[blockId], [element.action_id]: value };
  }
  return values;
}

/** The option of this value that the element has, or has offered. */
export function findOption(element: Element, blockId: string, suggested: Suggested) {
  const began = [element.initial_option, ...((element.initial_options as unknown[] | undefined) ?? [])];
  return (value: string): SandboxOption | undefined =>
    optionsOf(element).find((option) => option.value === value) ??
    suggested.get(placeName(blockId, element.action_id))?.get(value) ??
    (began.filter(Boolean) as SandboxOption[]).find((option) => option.value === value);
}

/** Slack names what the app left without a name. */
export function named(blocks: unknown, nextId: (prefix: string) => string): Json[] {
  const copy = structuredClone(blocks ?? []) as Json[];
  for (const block of copy) {
    block.block_id ??= nextId('b');
    for (const element of elementsOf(block)) if (element.type !== 'image') element.action_id ??= nextId('a');
  }
  return copy;
}

/** What is laid over what stood there. */
export function merged(drafts: Drafts, more: Drafts = {}): Drafts {
  const all = { ...drafts };
  for (const [block, actions] of Object.entries(more)) all[block] = { ...all[block], ...actions };
  return all;
}

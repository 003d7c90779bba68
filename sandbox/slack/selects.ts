import type { Json } from './refusal.ts';
import type { OpenView } from './workspace.ts';

interface Select {
  type: string;
  action_id: string;
  options?: { value: string }[];
  initial_option?: { value: string };
}

/** The select of this name in the window, if there is one. */
export function selectOf(open: OpenView, blockId: string, actionId: string): Select | undefined {
  return selects(open).find(
    ([block, { action_id: action }]) => block === blockId && action === actionId,
  )?.[1];
}

/** What is picked in the window's selects, as Slack says it. */
export function pickedValues(open: OpenView): Json {
  return Object.fromEntries(
    selects(open).map(([block, select]) => [block, { [select.action_id]: picked(open, block, select) }]),
  );
}

/** Slack's `block_actions` entry of a select. */
export function picked(open: OpenView, block: string, select: Select): Json {
  const value = open.picked?.[`${block}/${select.action_id}`] ?? select.initial_option?.value;
  const option = select.options?.find((candidate) => candidate.value === value) ?? null;
  return { type: 'static_select', selected_option: option };
}

function selects(open: OpenView): [string, Select][] {
  const blocks = (open.view.blocks ?? []) as { type: string; block_id?: string; elements?: Select[] }[];
  return blocks
    .filter(({ type }) => type === 'actions')
    .flatMap(({ block_id: block = '', elements = [] }) =>
      elements
        .filter(({ type }) => type === 'static_select')
        .map((select): [string, Select] => [block, select]),
    );
}

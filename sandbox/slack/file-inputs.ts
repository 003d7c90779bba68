import type { Json } from './refusal.ts';
import type { OpenView, Workspace } from './workspace.ts';

interface FileInput {
  type: string;
  action_id: string;
  filetypes?: string[];
  max_files?: number;
}

function inputsOf(view: unknown): { block: string; input: FileInput }[] {
  const { blocks = [] } = (view ?? {}) as { blocks?: Json[] };
  return blocks.flatMap(({ block_id: block, element }) => {
    const input = element as FileInput | undefined;
    return input?.type === 'file_input' ? [{ block: String(block), input }] : [];
  });
}

export function hasFileInput(view: unknown): boolean {
  return inputsOf(view).length > 0;
}

/** What Slack's own window would not let through; null: nothing. */
export function filesProblem({ files }: Workspace, { view, drafts }: OpenView): string | null {
  for (const { block, input } of inputsOf(view)) {
    const given = drafts[block]?.[input.action_id] ?? [];
    const ids = typeof given === 'string' ? [given] : given;
    const most = input.max_files ?? 10;
    if (ids.length > most) return `No more than ${most} files.`;
    const wrong = ids
      .map((id) => files.get(id)?.name ?? '')
      .find(
        (name) => input.filetypes && !input.filetypes.includes(name.split('.').at(-1)?.toLowerCase() ?? ''),
      );
    if (wrong !== undefined) return `"${wrong}" is not one of ${input.filetypes?.join(', ')}.`;
  }
  return null;
}

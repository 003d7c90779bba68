import type { SandboxMessage } from './client-api.ts';

export function keyOf(message: SandboxMessage): string | undefined {
  return (message.metadata as { event_payload?: { key?: string } } | null)?.event_payload?.key;
}

/** Everything that people read in a message. */
export function wordsOf(message: { text: string; blocks: unknown[] }): string {
  return wordsIn(message.blocks) || message.text;
}

/** Everything that people read in blocks or in a view. */
export function wordsIn(shown: unknown): string {
  const words: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) walk(item);
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) {
        if (name === 'text' && typeof inner === 'string') words.push(inner);
        else walk(inner);
      }
  };
  walk(shown);
  return words.join('\n');
}

interface ButtonPlace {
  actionId: string;
  blockId: string;
  value: string;
}

export function buttonOf(message: { blocks: unknown[] }, actionId: string): ButtonPlace | undefined {
  for (const block of message.blocks as { block_id?: string; elements?: unknown[] }[]) {
    for (const element of (block.elements ?? []) as { action_id?: string; value?: string }[]) {
      if (element.action_id === actionId)
        return { actionId, blockId: block.block_id ?? '', value: element.value ?? '' };
    }
  }
  return undefined;
}

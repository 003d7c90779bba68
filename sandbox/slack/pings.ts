import type { SandboxMessage } from './client-api.ts';

/** What a message would ring for: a message whose text a stranger wrote must ring for nobody. */
export function pingsIn(message: Pick<SandboxMessage, 'text' | 'blocks'>): string[] {
  const texts: string[] = [];
  collect(message.blocks, texts);
  if (message.blocks.length === 0) texts.push(message.text);
  return texts.flatMap(
    (text) => text.match(/<!(?:channel|here|everyone|subteam\^[^>]*)>|<@[UW][^>]*>/gu) ?? [],
  );
}

/** All texts that Slack reads as its own markup. */
function collect(value: unknown, texts: string[]): void {
  if (Array.isArray(value)) for (const item of value) collect(item, texts);
  else if (typeof value === 'object' && value !== null) {
    const record = value as Record<string, unknown>;
    if (record.type === 'mrkdwn' && typeof record.text === 'string') texts.push(record.text);
    else if (record.type === 'user' && typeof record.user_id === 'string') texts.push(`<@${record.user_id}>`);
    else for (const inner of Object.values(record)) collect(inner, texts);
  }
}

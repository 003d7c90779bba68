import type { SandboxMessage } from '../slack/client-api.ts';
import type { SandboxPost } from '../x/client-api.ts';
import type { Colleague } from './colleague.ts';
import type { Window } from './eyes.ts';
import type { Seen } from './stage-hands.ts';
import type { Story } from './story.ts';

/** Takes the card of this post. */
export async function takes(who: Colleague, { id }: SandboxPost): Promise<Seen<SandboxMessage>> {
  const { value: card } = await who.card(id);
  await who.press(card, 'take_it');
  return who.card(id, new RegExp(`${who.name} has it`, 'u'));
}

export function opensReply(who: Colleague, where: SandboxMessage): Promise<Seen<Window>> {
  return who.opens(() => who.press(where, 'reply_open'), /Public, as/u);
}

/** What stands in the reply window, and the name of its input. */
export function written({ view }: Window): { blockId: string; text: string } {
  const blocks = view.blocks as { block_id: string; element?: { initial_value?: string } }[];
  const input = blocks.find(({ block_id: id }) => id.startsWith('reply_text'));
  return { blockId: input?.block_id ?? '', text: input?.element?.initial_value ?? '' };
}

/** Writes this in the reply window, key by key as far as Faccia hears of it. */
export async function types(
  who: Colleague,
  window: Window,
  text: string,
  says: RegExp,
): Promise<Seen<Window>> {
  await who.press(window, 'text', text);
  return who.sees(window, says);
}

/** Presses Send with this text. */
export async function sends(who: Colleague, window: Window, text: string): Promise<void> {
  const { value: now } = await who.sees(window, /Public, as/u);
  await who.submit(now, { [written(now).blockId]: { text } });
}

/** Writes and sends; waits until customers see it on X. */
export async function answers(
  { x }: Pick<Story, 'x'>,
  who: Colleague,
  card: SandboxMessage,
  text: string,
): Promise<Seen<SandboxPost>> {
  const { value: window } = await opensReply(who, card);
  await sends(who, window, text);
  await who.closed(window);
  return x.sees(who.onX, literally(text));
}

/** A lead says yes to an answer that waits. */
export async function approves(lead: Colleague, text: string): Promise<void> {
  const { value: asked } = await lead.told(
    new RegExp(`waits for your word.*${literally(text).source}`, 'su'),
  );
  await lead.press(asked, 'approve_reply');
}

export function literally(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'), 'u');
}

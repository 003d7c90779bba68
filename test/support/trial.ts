import type { ClickedView } from '../../handlers/click.ts';
import type { WindowSent } from '../../handlers/window.ts';
import type { Act } from './recorded-slack.ts';
import type { OpenStore } from './store.ts';

/** One thing that people may try, on the stage of {@link ./permission-stage.ts}. */
export interface Trial {
  /** What it is, in plain words: trials with the same words are one line of the table. */
  words: string;
  act: Act;
  /** It only shows something: a window or a text is enough. */
  shows?: true;
  /** Who may not is told nothing: they did not ask for anything. */
  quiet?: true;
  /** What happened just before. */
  given?(store: OpenStore): Promise<unknown>;
}

export interface Area {
  name: string;
  trials: readonly Trial[];
}

type Values = WindowSent['values'];

export function click(id: string, value = '', view: ClickedView | null = null): Act {
  return { kind: 'click', id, value, view };
}

export function sent(id: string, metadata = '', values: Values = {}): Act {
  return { kind: 'window', id, metadata, values };
}

/** A button in a window. */
export function inWindow(privateMetadata: string, values: Values = {}): ClickedView {
  return { id: 'V1', type: 'modal', privateMetadata, values };
}

/** What is typed or chosen at one place. */
export function field(blockId: string, actionId: string, value: string): Values {
  return { [blockId]: { [actionId]: { type: 'plain_text_input', value } } };
}

/** Several are chosen there. */
export function several(blockId: string, actionId: string, ...values: readonly string[]): Values {
  const selected_options = values.map((value) => ({ value }));
  return { [blockId]: { [actionId]: { type: 'checkboxes', selected_options } } };
}

export function care(text: string): Act {
  return { kind: 'command', text };
}

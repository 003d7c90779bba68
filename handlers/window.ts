import type { ModalView } from '@slack/types';
import { RefusedError } from '../src/errors.ts';

/** What was chosen or typed at one place of a window: the shape depends on the element. */
export interface FieldValue {
  type: string;
  value?: string | null;
  selected_option?: { value: string } | null;
  selected_options?: { value: string }[];
  selected_user?: string | null;
  selected_users?: string[];
  selected_time?: string | null;
  selected_date?: string | null;
  files?: { id: string }[];
}

/** A window (other than the reply window) that somebody sent. */
export interface WindowSent {
  slackUser: string;
  viewId: string;
  /** The lowest of the windows that lie on each other. */
  rootViewId: string;
  privateMetadata: string;
  /** By block_id and action_id. */
  values: Readonly<Record<string, Readonly<Record<string, FieldValue>>>>;
  /** Good for 3 seconds and one more window. */
  triggerId: string;
}

/** What the window becomes; nothing: it closes. */
export type WindowAnswer =
  | { update: ModalView }
  | { push: ModalView }
  /** It closes, and every window below it. */
  | { clear: true }
  /** It stays, and says what is wrong: by block_id. */
  | { errors: Readonly<Record<string, string>> }
  | undefined;

/** Refused because of one field: the sentence stands there, and the window stays open with all that was written. */
export class FieldError extends RefusedError {
  readonly blockId: string;

  constructor(code: string, blockId: string, sentence: string) {
    super(code, sentence);
    this.blockId = blockId;
  }
}

/** What is chosen or typed at this place, whatever its element; empty: nothing. */
export function chosen(sent: Pick<WindowSent, 'values'>, blockId: string, actionId: string): string[] {
  const field = sent.values[blockId]?.[actionId];
  if (!field) return [];
  const one =
    field.value ??
    field.selected_option?.value ??
    field.selected_user ??
    field.selected_time ??
    field.selected_date;
  if (one !== undefined && one !== null) return one === '' ? [] : [one];
  return field.selected_users ?? field.selected_options?.map(({ value }) => value) ?? [];
}

/** What a button carries, or what was picked. */
export function carried({ value, selected_option, selected_user }: FieldValue): string {
  return value ?? selected_option?.value ?? selected_user ?? '';
}

/** Where a refusal stands that is about no field: Slack shows errors under input blocks only. */
export function firstInput(blocks: readonly { type: string; block_id?: string }[]): string {
  return blocks.find(({ type }) => type === 'input')?.block_id ?? 'text';
}

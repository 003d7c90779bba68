import type { Workspace } from './workspace.ts';

export type Json = Record<string, unknown>;
export type Method = (workspace: Workspace, args: Json) => Json;

/** Slack's own refusal: `{ok: false, error}`. */
export class SlackRefusal extends Error {
  readonly details: Json;

  constructor(code: string, details: Json = {}) {
    super(code);
    this.details = details;
  }
}

export const ok = (body: Json = {}): Json => ({ ok: true, ...body });
export const string = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Each method with the scope that it needs; in direct messages and private channels it may be another one. */
export type MethodTable = Record<
  string,
  { scope: string | null; directScope?: string; privateScope?: string; run: Method }
>;

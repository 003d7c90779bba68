import type { Json } from './refusal.ts';

/** Slack's limits, in characters or pieces. Source: Slack's Block Kit reference and @slack/types. */
export const MAX = {
  message: 50,
  view: 100,
  section: 3_000,
  field: 2_000,
  fields: 10,
  header: 150,
  contextElements: 10,
  actionsElements: 25,
  button: 75,
  buttonHint: 75,
  value: 2_000,
  url: 3_000,
  id: 255,
  alt: 2_000,
  label: 2_000,
  viewTitle: 24,
  privateMetadata: 3_000,
  viewBytes: 250_000,
  inputMax: 3_000,
  placeholder: 150,
  options: 100,
  groups: 100,
  fewOptions: 10,
  overflow: 5,
  optionText: 75,
  optionValue: 75,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
} as const;

/** Collects what Slack would refuse at one place of a message or view. */
export interface Checker {
  say(problem: string): void;
  length(value: unknown, most: number, name: string): void;
  needed(value: unknown, name: string): void;
  /** Slack takes no markup there. */
  plain(value: unknown, name: string): void;
}

export function checker(pointer: string, problems: string[]): Checker {
  const say = (problem: string) => void problems.push(`${problem} [json-pointer:${pointer}]`);
  return {
    say,
    length(value, most, name) {
      if (typeof value === 'string' && value.length > most)
        say(`${name} must be less than ${most + 1} characters`);
    },
    needed(value, name) {
      if (typeof value !== 'string' || value === '') say(`${name} is missing or empty`);
    },
    plain(value, name) {
      if (value !== undefined && (value as Json).type !== 'plain_text') say(`${name} must be plain_text`);
    },
  };
}

export function list(value: unknown): Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}

export function textOf(value: unknown): string | null {
  const text = (value as Json | undefined)?.text;
  return typeof text === 'string' ? text : null;
}

export type FindingMark = 'fine' | 'hint' | 'warning' | 'problem' | 'skipped';

/** One line of the doctor. A warning or a problem names its variable or place, and the way out. Never a secret. */
export interface Finding {
  mark: FindingMark;
  text: string;
}

/** Looked at, and right. */
export const fine = (text: string): Finding => ({ mark: 'fine', text });
/** It is right as it is; this would make it better. */
export const hint = (text: string): Finding => ({ mark: 'hint', text });
/** It works, but a person should know. */
export const warning = (text: string): Finding => ({ mark: 'warning', text });
/** It will not work like this. */
export const problem = (text: string): Finding => ({ mark: 'problem', text });
/** Not looked at, and why. */
export const skipped = (text: string): Finding => ({ mark: 'skipped', text });

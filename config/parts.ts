import { z } from 'zod';

/** Values that stand in several places of the YAML. */
export const channel = z
  .string()
  .regex(/^[CG][A-Z0-9]{2,}$/u, 'must be a Slack channel id such as C0123456789 (not its name).');

export const handle = z
  .string()
  .regex(/^@?[A-Za-z0-9_]{1,15}$/u, 'must be an X handle of 1 to 15 letters, digits or _.')
  .transform((text) => text.replace(/^@/u, ''));

export const language = z.string().regex(/^[a-z]{2,3}$/u, 'must be a language code such as it or en.');

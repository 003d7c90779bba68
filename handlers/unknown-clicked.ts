import type { ButtonClick } from './click.ts';

/** A button that this version does not know: an old message, or a newer version's. */
export function unknownClicked() {
  return async ({ say }: ButtonClick): Promise<void> => {
    await say(
      'This button belongs to another version of Faccia, and nothing was changed. Use the newest card instead.',
    );
  };
}

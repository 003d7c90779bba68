import type { Say } from './on-error.ts';
import type { WindowSent } from './window.ts';

export interface ClickedView {
  id: string;
  type: string;
  privateMetadata: string;
  /** What was chosen or typed there, by block_id and action_id. */
  values: WindowSent['values'];
}

/** A click on one of our buttons, as the handlers see it: acknowledged already. */
export interface ButtonClick {
  slackUser: string;
  /** What the button carries (the id of a thread or of a reply), or what was picked. */
  value: string;
  channel: string;
  /** Where the button stands, when it is no message: a window, or the app's home. */
  view: ClickedView | null;
  /** Good for 3 seconds and one modal. */
  triggerId: string;
  /** Only the person who clicked sees it. */
  say: Say;
}

import type { Thread } from './glossary.ts';

/** Who looks at a thread. */
export interface Viewer {
  slackUser: string;
  lead: boolean;
  ops: boolean;
}

/** Something that can be done with a thread, besides the first buttons of its card. */
export interface ThreadAction {
  /** The action_id of its button. */
  id: string;
  label: string;
  /** What it does, in a sentence. */
  about: string;
  /** Whether it makes sense for this person now. Each handler checks again who acts. */
  fits(thread: Thread, viewer: Viewer): boolean;
}

/** In the order in which the window shows them. */
export const THREAD_ACTIONS: readonly ThreadAction[] = [
  {
    id: 'not_ours',
    label: 'Not ours',
    about: 'Gives it to the people of another topic, with the reason, and shows its card in their channel.',
    fits: (thread, { slackUser, lead }) =>
      isGoingOn(thread) && (thread.claimedBy === null || thread.claimedBy === slackUser || lead),
  },
  {
    id: 'set_priority',
    label: 'Priority',
    about: 'Says how soon it wants to be answered.',
    fits: (thread, { slackUser, lead }) => isGoingOn(thread) && (thread.claimedBy === slackUser || lead),
  },
  {
    id: 'ignore',
    label: 'Ignore…',
    about: '*No answer is needed.* Say why. A care lead can mute what is like it from now on.',
    fits: (thread, { slackUser, lead }) =>
      isGoingOn(thread) && (thread.claimedBy === null || thread.claimedBy === slackUser || lead),
  },
  { id: 'tags', label: 'Tags…', about: '*Tags*: words to find it by.', fits: () => true },
  { id: 'history', label: 'History', about: '*What happened here*, and who did it.', fits: () => true },
];

function isGoingOn({ state }: Thread): boolean {
  return state !== 'resolved' && state !== 'ignored';
}

export function actionsFor(thread: Thread, viewer: Viewer): ThreadAction[] {
  return THREAD_ACTIONS.filter((action) => action.fits(thread, viewer));
}

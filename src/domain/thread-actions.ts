import type { Thread } from './glossary.ts';

/** Who looks at a thread. */
export interface Viewer {
  slackUser: string;
  lead: boolean;
  ops: boolean;
  /** May answer customers here. */
  listed: boolean;
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
    // Everywhere else the button stands on the card.
    id: 'take_it',
    label: 'Take it',
    about: '*Take it*: its card is written then.',
    fits: (thread, { listed }) => thread.folded === true && thread.state === 'open' && listed,
  },
  {
    id: 'take_over',
    label: 'Take over',
    about: '*Take it over* from whoever has it.',
    fits: (thread, { slackUser, lead }) => lead && isGoingOn(thread) && thread.claimedBy !== slackUser,
  },
  {
    // While it is open or claimed, the button stands on the card.
    id: 'reassign',
    label: 'Reassign',
    about: '*Give it to somebody* who answers if the customer writes again.',
    fits: (thread, { lead }) => lead && thread.state === 'answered',
  },
  {
    id: 'take_off',
    label: 'Take this off me',
    about: '*Take this off me*: a care lead goes on as the brand, and you are kept from this person.',
    fits: (thread, { slackUser }) => isGoingOn(thread) && thread.claimedBy === slackUser,
  },
  {
    id: 'lift_shield',
    label: 'Lift it',
    about: '*A colleague is kept from this person*, and only leads answer here. Lift it when that is over.',
    fits: (thread, { lead }) => lead && thread.shielded !== null,
  },
  {
    id: 'not_ours',
    label: 'Not ours',
    about: 'Gives it to the people of another topic, with the reason, and shows its card in their channel.',
    fits: (thread, viewer) =>
      viewer.listed && isGoingOn(thread) && (thread.claimedBy === null || has(thread, viewer)),
  },
  {
    id: 'set_priority',
    label: 'Priority',
    about: 'Says how soon it wants to be answered.',
    fits: (thread, viewer) => isGoingOn(thread) && has(thread, viewer),
  },
  {
    id: 'ignore',
    label: 'Ignore…',
    about: '*No answer is needed.* Say why. A care lead can mute what is like it from now on.',
    fits: (thread, viewer) =>
      viewer.listed && isGoingOn(thread) && (thread.claimedBy === null || has(thread, viewer)),
  },
  { id: 'tags', label: 'Tags…', about: '*Tags*: words to find it by.', fits: () => true },
  { id: 'history', label: 'History', about: '*What happened here*, and who did it.', fits: () => true },
];

/** A lead may do what its holder may. */
function has({ claimedBy }: Thread, { slackUser, lead }: Viewer): boolean {
  return lead || claimedBy === slackUser;
}

export function isGoingOn({ state }: Thread): boolean {
  return state !== 'resolved' && state !== 'ignored';
}

export function actionsFor(thread: Thread, viewer: Viewer): ThreadAction[] {
  return THREAD_ACTIONS.filter((action) => action.fits(thread, viewer));
}

import type { DeskSettings } from '../domain/brand.ts';
import type { SavedReply } from '../domain/saved-replies.ts';
import { topicNames } from '../domain/topic-names.ts';
import { RefusedError } from '../errors.ts';
import type { Clock, People } from '../ports.ts';
import type { SavedReplyStore } from '../words.ts';
import { requireLead } from './require-employee.ts';

export interface SavedRepliesDeps {
  savedReplies: SavedReplyStore;
  people: People;
  desk: DeskSettings;
  clock: Clock;
}

export interface SaveReplyInput {
  reply: Pick<SavedReply, 'id' | 'title' | 'topic' | 'language' | 'text'>;
  /** The version that the lead saw; null: a new one. */
  known: string | null;
  version: string;
  slackUser: string;
}

export interface SavedList {
  /** By title. */
  all: SavedReply[];
  /** That a saved reply may be for. */
  topics: string[];
}

/** All saved replies, for a lead. Throws RefusedError. */
export function listSavedReplies({ savedReplies, people, desk }: SavedRepliesDeps) {
  return async (slackUser: string): Promise<SavedList> => {
    await requireLead(people)(slackUser);
    const all = [...desk.savedReplies, ...(await savedReplies.all())];
    return { all: all.sort((a, b) => a.title.localeCompare(b.title)), topics: topicNames(desk) };
  };
}

/** Throws RefusedError; what was written stays in the window. */
export function saveReply({ savedReplies, people, clock }: SavedRepliesDeps) {
  return async (input: SaveReplyInput): Promise<void> => {
    await requireLead(people)(input.slackUser);
    const said = await savedReplies.save({ ...input, now: clock.now() });
    switch (said) {
      case 'saved':
        return;
      case 'changed':
        throw new RefusedError(
          'changed',
          'Another lead changed this one meanwhile. Copy your text, close this and look at theirs first.',
        );
      case 'gone':
        throw new RefusedError(
          'gone',
          'Another lead deleted this one meanwhile. Copy your text and add it as a new one.',
        );
      case 'full':
        throw new RefusedError('full', 'There are as many saved replies as there may be. Delete some first.');
    }
  };
}

/** Throws RefusedError. */
export function deleteSavedReply({ savedReplies, people, clock }: SavedRepliesDeps) {
  return async (input: { id: string; known: string; slackUser: string }): Promise<void> => {
    await requireLead(people)(input.slackUser);
    const said = await savedReplies.remove({ ...input, now: clock.now() });
    if (said === 'changed')
      throw new RefusedError('changed', 'Another lead changed this one meanwhile: nothing was deleted.');
  };
}

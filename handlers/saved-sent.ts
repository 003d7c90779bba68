import type { ModalView } from '@slack/types';
import { RefusedError } from '../src/errors.ts';
import { SAVED_ACTION, SAVED_FIELDS, savedList, unpackSaved } from '../src/slack/saved-windows.ts';
import type { SavedList, SaveReplyInput } from '../src/usecases/saved-replies.ts';
import { chosen, FieldError, type WindowAnswer, type WindowSent } from './window.ts';

export interface SavedSentDeps {
  saveReply(input: SaveReplyInput): Promise<void>;
  listSavedReplies(slackUser: string): Promise<SavedList>;
  updateView(viewId: string, view: ModalView): Promise<void>;
}

const LANGUAGE = /^[a-z]{2,3}$/u;

/** A lead saves a text to begin answers with; the list under the window shows it. */
export function savedSent({ saveReply, listSavedReplies, updateView }: SavedSentDeps) {
  return async (sent: WindowSent): Promise<WindowAnswer> => {
    const data = unpackSaved(sent.privateMetadata);
    if (!data)
      throw new RefusedError('stale-window', 'This window belongs to another version. Open it again.');
    const { slackUser, viewId: version } = sent;
    await saveReply({ reply: written(sent, data.id), known: data.known, version, slackUser });
    await updateView(data.list.view, savedList((await listSavedReplies(slackUser)).all, data.list.page));
    return undefined;
  };
}

function written(sent: WindowSent, id: string | null): SaveReplyInput['reply'] {
  const one = (field: string) => (chosen(sent, field, SAVED_ACTION)[0] ?? '').trim();
  const [title, text, language] = [
    one(SAVED_FIELDS.title),
    one(SAVED_FIELDS.text),
    one(SAVED_FIELDS.language),
  ];
  if (title === '') throw new FieldError('empty', SAVED_FIELDS.title, 'Give it a title.');
  if (text === '') throw new FieldError('empty', SAVED_FIELDS.text, 'Write the text.');
  if (language !== '' && !LANGUAGE.test(language.toLowerCase()))
    throw new FieldError('language', SAVED_FIELDS.language, 'Write a language code such as it or en.');
  return {
    id: id ?? `m-${sent.viewId}`,
    title,
    text,
    topic: one(SAVED_FIELDS.topic) || null,
    language: language === '' ? null : language.toLowerCase(),
  };
}

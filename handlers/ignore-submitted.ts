import type { Thread } from '../src/domain/glossary.ts';
import { isIgnoreReason, muteWords } from '../src/domain/ignoring.ts';
import { IGNORE_REASON, IGNORE_RULE, IGNORE_WHY, IGNORE_WORDS_TYPED } from '../src/slack/ids.ts';
import type { IgnoreThreadInput } from '../src/usecases/ignore-thread.ts';
import { chosen, FieldError, type WindowAnswer, type WindowSent } from './window.ts';

export interface IgnoreSubmittedDeps {
  ignoreThread(input: IgnoreThreadInput): Promise<Thread>;
}

/** Ignores the thread for the chosen reason; the card shows it to all. Throws RefusedError: the window stays open. */
export function ignoreSubmitted({ ignoreThread }: IgnoreSubmittedDeps) {
  return async (sent: WindowSent): Promise<WindowAnswer> => {
    const [reason = ''] = chosen(sent, IGNORE_REASON.blockId, IGNORE_REASON.actionId);
    const [typed = ''] = chosen(sent, IGNORE_WHY.blockId, IGNORE_WHY.actionId);
    const why = typed.replace(/\s+/gu, ' ').trim();
    if (!isIgnoreReason(reason))
      throw new FieldError('reason-missing', IGNORE_REASON.blockId, 'Choose why no answer is needed.');
    if (reason === 'other' && why === '')
      throw new FieldError('why-missing', IGNORE_WHY.blockId, 'Say in a few words why no answer is needed.');
    await ignoreThread({
      id: `n-${sent.viewId}`,
      threadId: sent.privateMetadata,
      slackUser: sent.slackUser,
      reason,
      why,
      rule: ruleOf(sent),
    });
    return { clear: true };
  };
}

function ruleOf(sent: WindowSent): IgnoreThreadInput['rule'] {
  const [kind] = chosen(sent, IGNORE_RULE.blockId, IGNORE_RULE.actionId);
  const [typed = ''] = chosen(sent, IGNORE_WORDS_TYPED.blockId, IGNORE_WORDS_TYPED.actionId);
  if (kind === 'author') return { kind };
  if (kind !== 'words' && typed.trim() === '') return null;
  if (kind !== 'words')
    throw new FieldError(
      'rule-missing',
      IGNORE_RULE.blockId,
      'You wrote words below: choose that posts with them are muted, or take the words away.',
    );
  const words = muteWords(typed);
  if (words !== null) return { kind, words };
  throw new FieldError(
    'bad-words',
    IGNORE_WORDS_TYPED.blockId,
    'Write 1 to 8 words or phrases with commas between them, each with at least 3 letters: shorter ones would mute nearly everything.',
  );
}

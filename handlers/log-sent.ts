import type { Brand } from '../src/domain/brand.ts';
import type { Thread } from '../src/domain/glossary.ts';
import type { LoggedOrigin } from '../src/domain/logged.ts';
import type { Priority } from '../src/domain/route.ts';
import { LOG_ACTION, LOG_FIELDS } from '../src/slack/log-window.ts';
import type { LogThreadInput } from '../src/usecases/log-thread.ts';
import { chosen, FieldError, type WindowAnswer, type WindowSent } from './window.ts';

export interface LogSentDeps {
  logThread(input: LogThreadInput): Promise<Thread>;
  brands: readonly Brand[];
  tell(slackUser: string, sentence: string): Promise<void>;
}

/** Opens a thread for a customer who phoned, wrote or came by. */
export function logSent({ logThread, brands, tell }: LogSentDeps) {
  return async (sent: WindowSent): Promise<WindowAnswer> => {
    const one = (field: string) => chosen(sent, field, LOG_ACTION)[0] ?? '';
    const what = one(LOG_FIELDS.what);
    if (what.trim() === '') throw new FieldError('empty', LOG_FIELDS.what, 'Write down what it is about.');
    const thread = await logThread({
      id: `log-${sent.viewId}`,
      slackUser: sent.slackUser,
      brand: one(LOG_FIELDS.brand) || (brands[0]?.id ?? ''),
      origin: one(LOG_FIELDS.origin) as LoggedOrigin,
      topic: one(LOG_FIELDS.topic) || null,
      priority: (one(LOG_FIELDS.priority) || null) as Priority | null,
      who: one(LOG_FIELDS.who),
      what,
      contact: one(LOG_FIELDS.contact),
    });
    await tell(sent.slackUser, `The thread is open in <#${thread.channel}>: its card comes at once.`);
    return undefined;
  };
}

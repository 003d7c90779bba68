import type { WebClient } from '@slack/web-api';
import { UnavailableError } from '../errors.ts';
import type { SlackEraser } from '../forgetting.ts';
import type { Clock } from '../ports.ts';
import { unnamed } from './forgotten.ts';
import { EVENT_TYPE } from './notifier.ts';
import { SlackRefusedError, translated } from './slack-errors.ts';

const GONE = 'Removed: what stood here is not kept any more.';
const PAGE = 200;
const LONGEST_WAITS = 20;

interface Message {
  ts?: string;
  user?: string;
  bot_id?: string;
  text?: string;
  blocks?: unknown[];
}

/** What people wrote themselves stays: only they can change it. */
export function createEraser(client: WebClient, clock: Clock): SlackEraser {
  const patiently = <T>(work: () => Promise<T>): Promise<T> => insist(clock, () => translated(work));
  let own: Promise<{ bot: string; user: string }> | null = null;
  const ours = async ({ user, bot_id }: Message): Promise<boolean> => {
    own ??= patiently(() => client.auth.test()).then((answer) => ({
      bot: answer.bot_id ?? '-',
      user: answer.user_id ?? '-',
    }));
    const me = await own;
    return user === me.user || bot_id === me.bot;
  };
  const metadata = { event_type: EVENT_TYPE, event_payload: { key: 'removed' } };
  const content = { text: GONE, blocks: [], attachments: [], metadata };
  const blank = (channel: string, ts: string): Promise<number> =>
    unlessGone(() => patiently(() => client.chat.update({ channel, ts, ...content })));

  async function* messages(
    channel: string,
    threadTs: string | null,
  ): AsyncIterable<Message & { ts: string }> {
    let cursor: string | undefined;
    do {
      const range = { channel, limit: PAGE, ...(cursor ? { cursor } : {}) };
      const answer = await patiently(() =>
        threadTs === null
          ? client.conversations.history(range)
          : client.conversations.replies({ ...range, ts: threadTs }),
      );
      for (const message of (answer.messages ?? []) as Message[])
        if (message.ts !== undefined) yield { ...message, ts: message.ts };
      cursor = answer.response_metadata?.next_cursor;
    } while (cursor);
  }

  return {
    blankMessage: blank,
    async blankThread(channel, ts) {
      const ended = { blanked: 0, others: 0 };
      await unlessGone(async () => {
        for await (const message of messages(channel, ts)) {
          if (!(await ours(message))) ended.others += 1;
          else if (message.text !== GONE) ended.blanked += await blank(channel, message.ts);
        }
      });
      return ended;
    },
    async changeThread(channel, ts, change) {
      let changed = 0;
      await unlessGone(async () => {
        for await (const message of messages(channel, ts)) {
          const { text = '', blocks = [] } = message;
          const before = JSON.stringify({ text, blocks });
          const now = change(before);
          if (now === before || !(await ours(message))) continue;
          const content = unnamed(JSON.parse(now) as { text: string; blocks: never[] });
          changed += await unlessGone(() =>
            patiently(() => client.chat.update({ channel, ts: message.ts, ...content })),
          );
        }
      });
      return changed;
    },
    async blankDirect(slackUser, says) {
      let blanked = 0;
      await unlessGone(async () => {
        const { channel } = await patiently(() => client.conversations.open({ users: slackUser }));
        const direct = channel?.id ?? '';
        for await (const message of messages(direct, null)) {
          const said = JSON.stringify([message.text, message.blocks]);
          if (message.text !== GONE && (says === null || says.test(said)) && (await ours(message)))
            blanked += await blank(direct, message.ts);
        }
      });
      return blanked;
    },
  };
}

/** Nobody waits for it: Slack's "wait" is waited out. */
async function insist<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  for (let times = 0; ; times += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof UnavailableError) || times === LONGEST_WAITS) throw error;
      await clock.sleep(error.retryAfterMs ?? 1_000);
    }
  }
}

/** A message, channel or person that Slack does not have any more holds no words. Answers 1 when it was done. */
async function unlessGone(work: () => Promise<unknown>): Promise<number> {
  try {
    await work();
    return 1;
  } catch (error) {
    const gone = [
      'message_not_found',
      'thread_not_found',
      'channel_not_found',
      'user_not_found',
      'is_archived',
    ];
    if (error instanceof SlackRefusedError && gone.includes(error.slackCode)) return 0;
    throw error;
  }
}

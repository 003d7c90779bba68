import type { WebClient } from '@slack/web-api';
import type { Notifier } from '../ports.ts';
import { deathNotice } from './death-notice.ts';
import { unnamed } from './forgotten.ts';
import { mentionCard, type SlackMessage } from './mention-card.ts';
import { noteMessage } from './notes.ts';
import type { PostLinks } from './post-blocks.ts';
import { SlackRefusedError, translated } from './slack-errors.ts';
import { movedSign } from './topic-blocks.ts';

/** Names our messages: the key travels in Slack's own metadata and finds the message again. */
export const EVENT_TYPE = 'faccia_message';
const PAGES = 5;
const PAGE = 200;

interface Found {
  ts?: string;
  metadata?: { event_type?: string; event_payload?: { key?: unknown } };
}

export interface NotifierOptions {
  client: WebClient;
  links: PostLinks;
}

export function createNotifier({ client, links }: NotifierOptions): Notifier {
  const post = (
    key: string,
    channel: string,
    threadTs: string | null,
    { broadcast, ...message }: SlackMessage,
  ): Promise<string> =>
    translated(async () => {
      const answer = await client.chat.postMessage({
        channel,
        ...unnamed(message),
        ...placeOf(threadTs, broadcast),
        unfurl_links: false,
        unfurl_media: false,
        metadata: { event_type: EVENT_TYPE, event_payload: { key } },
      });
      return answer.ts ?? '';
    });
  const update = (
    channel: string,
    ts: string,
    { broadcast: _only, ...message }: SlackMessage,
  ): Promise<void> =>
    unlessDeleted(() => translated(() => client.chat.update({ channel, ts, ...unnamed(message) })));

  return {
    postCard: (key, card) => post(key, card.thread.channel, null, mentionCard(card, links)),
    updateCard: (ts, card) => update(card.thread.channel, ts, mentionCard(card, links)),
    leaveSign: (channel, ts, moved) => update(channel, ts, movedSign(moved)),
    permalink: (channel, ts) => permalink(client, channel, ts),
    postNote: (key, thread, note) => post(key, thread.channel, thread.cardTs, noteMessage(note, links)),
    updateNote: (ts, thread, note) => update(thread.channel, ts, noteMessage(note, links)),
    find: (key, channel, threadTs, since) => translated(() => find(client, key, channel, threadTs, since)),
    async whisper(channel, slackUser, text, threadTs = null) {
      const thread = threadTs === null ? {} : { thread_ts: threadTs };
      await translated(() => client.chat.postEphemeral({ channel, user: slackUser, text, ...thread }));
    },
    async tellNote(slackUser, note) {
      await translated(() =>
        client.chat.postMessage({
          channel: slackUser,
          text: noteMessage(note, links).text,
          blocks: noteMessage(note, links).blocks,
          unfurl_links: false,
          unfurl_media: false,
        }),
      );
    },
    openDirect: (slackUser) =>
      translated(async () => {
        const { channel } = await client.conversations.open({ users: slackUser });
        return channel?.id ?? '';
      }),
    postDeath: (key, channel, account) => post(key, channel, null, deathNotice(account)),
    async tell(slackUser, text) {
      await translated(() =>
        client.chat.postMessage({ channel: slackUser, text, unfurl_links: false, unfurl_media: false }),
      );
    },
  };
}

/** A card that somebody deleted in Slack is not brought back; the thread lives on in Faccia. */
async function unlessDeleted(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof SlackRefusedError) || error.slackCode !== 'message_not_found') throw error;
  }
}

/** Null also when the message was deleted in Slack: nothing depends on a link. */
async function permalink(client: WebClient, channel: string, ts: string): Promise<string | null> {
  try {
    return (await translated(() => client.chat.getPermalink({ channel, message_ts: ts }))).permalink ?? null;
  } catch (error) {
    if (!(error instanceof SlackRefusedError)) throw error;
    return null;
  }
}

async function find(
  client: WebClient,
  key: string,
  channel: string,
  threadTs: string | null,
  since: number,
): Promise<string | null> {
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const range = {
      channel,
      limit: PAGE,
      include_all_metadata: true,
      oldest: (since / 1000).toFixed(6),
      cursor,
    };
    const answer =
      threadTs === null
        ? await client.conversations.history(range)
        : await client.conversations.replies({ ...range, ts: threadTs });
    const messages = (answer.messages ?? []) as Found[];
    const found = messages.find(
      ({ metadata }) => metadata?.event_type === EVENT_TYPE && metadata.event_payload?.key === key,
    );
    if (found?.ts) return found.ts;
    cursor = answer.response_metadata?.next_cursor;
    if (!cursor) return null;
  }
  return null;
}

/** In the channel, in a thread, or in both. Slack's types want the whole of it said at once. */
function placeOf(
  threadTs: string | null,
  broadcast: true | undefined,
): { thread_ts?: string; reply_broadcast?: false } {
  if (threadTs === null) return {};
  return { thread_ts: threadTs, ...(broadcast ? { reply_broadcast: true as unknown as false } : {}) };
}

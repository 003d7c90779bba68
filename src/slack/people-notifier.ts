import type { WebClient } from '@slack/web-api';
import type { PeopleNotifier } from '../responders.ts';
import { decisionText, profileText, requestMessage } from './joining-texts.ts';
import type { SlackMessage } from './mention-card.ts';
import { EVENT_TYPE } from './notifier.ts';
import { translated } from './slack-errors.ts';

/** Messages about who answers customers. */
export function createPeopleNotifier(client: WebClient): PeopleNotifier {
  const post = (
    key: string,
    channel: string,
    message: Partial<SlackMessage>,
    threadTs: string | null = null,
  ) =>
    translated(async () => {
      const answer = await client.chat.postMessage({
        channel,
        text: '',
        ...message,
        ...(threadTs === null ? {} : { thread_ts: threadTs }),
        unfurl_links: false,
        unfurl_media: false,
        metadata: { event_type: EVENT_TYPE, event_payload: { key } },
      });
      return answer.ts ?? '';
    });
  const tell = async (slackUser: string, text: string): Promise<void> => {
    await translated(() =>
      client.chat.postMessage({ channel: slackUser, text, unfurl_links: false, unfurl_media: false }),
    );
  };
  return {
    postRequest: (key, channel, view) => post(key, channel, requestMessage(view)),
    async updateRequest(channel, ts, view) {
      await translated(() => client.chat.update({ channel, ts, ...requestMessage(view) }));
    },
    tellDecision: (slackUser, view) => tell(slackUser, decisionText(view)),
    tellProfile: (slackUser, hint) => tell(slackUser, profileText(hint)),
    postLeft: (key, { channel, cardTs }, slackUser) =>
      post(key, channel, { text: leftText(slackUser) }, cardTs),
  };
}

function leftText(slackUser: string): string {
  return `:leaves: <@${slackUser}> does not answer customers any more: this thread is free again, press *Take it*. What was noted here stays.`;
}

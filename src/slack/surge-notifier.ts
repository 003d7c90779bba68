import type { WebClient } from '@slack/web-api';
import type { SurgeNotifier } from '../surges.ts';
import { EVENT_TYPE } from './notifier.ts';
import { SlackRefusedError, translated } from './slack-errors.ts';
import { surgeCard } from './surge-card.ts';

export function createSurgeNotifier(client: WebClient): SurgeNotifier {
  return {
    postSurge: (key, view) =>
      translated(async () => {
        const answer = await client.chat.postMessage({
          channel: view.surge.channel,
          ...surgeCardOf(view),
          unfurl_links: false,
          unfurl_media: false,
          metadata: { event_type: EVENT_TYPE, event_payload: { key } },
        });
        return answer.ts ?? '';
      }),
    async updateSurge(channel, ts, view) {
      try {
        await translated(() => client.chat.update({ channel, ts, ...surgeCardOf(view) }));
      } catch (error) {
        // Somebody deleted it in Slack: its threads stay in every list.
        if (!(error instanceof SlackRefusedError) || error.slackCode !== 'message_not_found') throw error;
      }
    },
  };
}

function surgeCardOf(view: Parameters<typeof surgeCard>[0]) {
  const { text, blocks } = surgeCard(view);
  return { text, blocks };
}

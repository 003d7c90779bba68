import type { WebClient } from '@slack/web-api';
import { duration } from '../domain/duration.ts';
import type { Silence } from '../domain/silence.ts';
import type { AlarmNotifier } from '../seeing.ts';
import { EVENT_TYPE } from './notifier.ts';
import { translated } from './slack-errors.ts';

/** Alarms for operations. The one message says how it began, and later how it ended. */
export function createAlarmNotifier(client: WebClient): AlarmNotifier {
  return {
    postAlarm: (key, channel, silence) =>
      translated(async () => {
        const answer = await client.chat.postMessage({
          channel,
          text: silenceText(silence),
          unfurl_links: false,
          unfurl_media: false,
          metadata: { event_type: EVENT_TYPE, event_payload: { key } },
        });
        return answer.ts ?? '';
      }),
    async updateAlarm(channel, ts, silence) {
      await translated(() => client.chat.update({ channel, ts, text: silenceText(silence) }));
    },
  };
}

function silenceText({ source, since, expected, noticedAt, endedAt }: Silence): string {
  if (endedAt !== null)
    return `:white_check_mark: \`${source}\` speaks again since ${dateText(endedAt)}, after ${duration(endedAt - since)} of silence.`;
  const usual = `In such a time about ${Math.round(expected)} posts usually come`;
  return (
    `:mute: *\`${source}\` says nothing* since ${dateText(since)}: ${duration(noticedAt - since)} without a post. ${usual}. ` +
    'Search X for the brand: posts that are not here mean that Faccia is deaf. This message changes when it speaks again.'
  );
}

function dateText(ms: number): string {
  return `<!date^${Math.floor(ms / 1000)}^{date_short_pretty} {time}|${new Date(ms).toISOString()}>`;
}

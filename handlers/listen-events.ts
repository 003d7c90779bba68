import type { ListenDeps } from './listen.ts';
import type { Listening } from './listen-by-id.ts';
import { guard } from './on-error.ts';
import type { Closed } from './reply-closed.ts';
import type { ThreadWritten } from './thread-written.ts';

// What Slack tells us of, without anybody pressing or sending something of ours.

export function onHome(app: Listening, deps: ListenDeps, handle: (slackUser: string) => Promise<void>): void {
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab !== 'home') return;
    await guard(deps)(
      'home-opened',
      (sentence) => deps.whisper(event.channel, event.user, sentence, null),
      () => handle(event.user),
    );
  });
}

/** Nobody acted who could be told: what goes wrong stands in the log. */
export function onGroupChanged(
  app: Listening,
  deps: ListenDeps,
  handle: (group: string) => Promise<void>,
): void {
  app.event('subteam_members_changed', async ({ event }) => {
    await guard(deps)(
      'group-changed',
      () => Promise.resolve(),
      () => handle(event.subteam_id),
    );
  });
}

/** Some of what Slack says of a message. */
interface MessageParts {
  channel?: string;
  thread_ts?: string;
  user?: string;
}

/** Messages that people write under another one. What they say is not looked at. */
export function onThreadWritten(
  app: Listening,
  deps: ListenDeps,
  handle: (written: ThreadWritten) => Promise<void>,
): void {
  app.event('message', async ({ event }) => {
    const { channel, thread_ts: threadTs, user: slackUser } = event as MessageParts;
    if (!channel || !threadTs || !slackUser || 'bot_id' in event) return;
    await guard(deps)(
      'thread-written',
      () => Promise.resolve(),
      () => handle({ channel, threadTs, slackUser }),
    );
  });
}

/** A window that was closed without sending it. Slack tells us only where the window asked for it. */
export function onClosed(
  app: Listening,
  deps: ListenDeps,
  callbackId: string,
  handle: (closed: Closed) => Promise<void>,
): void {
  app.view({ callback_id: callbackId, type: 'view_closed' }, async ({ ack, body, view }) => {
    await ack();
    await guard(deps)(
      `${callbackId}-closed`,
      () => Promise.resolve(),
      () => handle({ slackUser: body.user.id, privateMetadata: view.private_metadata }),
    );
  });
}

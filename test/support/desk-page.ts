import { startPageServer } from '../../sandbox/launch/page-server.ts';
import { ADA, BEN, type Desk } from './desk.ts';

/** The sandbox's page before this desk: Slack as Ada or Ben, and X. */
export function openDeskPage({ slack, x }: Desk): Promise<{ url: string; close(): void }> {
  return startPageServer({
    port: 0,
    slackUrl: slack.url,
    xUrl: x.url,
    info: () => ({
      people: [
        { id: ADA, name: 'Ada', role: 'responder' },
        { id: BEN, name: 'Ben', role: 'responder' },
      ],
      stopped: null,
    }),
    onChange: () => () => undefined,
    restart: () => undefined,
  });
}

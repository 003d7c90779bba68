import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createArchive } from '../../src/archive/archive-files.ts';
import { wholeWords } from '../../src/domain/forgetting.ts';
import type { RetentionSettings } from '../../src/domain/retention.ts';
import type { SocialNetwork } from '../../src/ports.ts';
import { createPostingClient } from '../../src/slack/clients.ts';
import { createEraser } from '../../src/slack/eraser.ts';
import { forgetCustomer } from '../../src/usecases/forget-customer.ts';
import { forgetResponder } from '../../src/usecases/forget-responder.ts';
import { retain } from '../../src/usecases/retain.ts';
import type { FreshStore } from './fresh-store.ts';
import { BOT_TOKEN, LocalSlack } from './local-slack.ts';
import { aDesk } from './samples.ts';
import { silentLog } from './store.ts';

/** A store, a folder of archives and a local Slack, and what is kept and forgotten there. */
export async function openKeepingDesk({ store, clock }: FreshStore) {
  const dir = mkdtempSync(join(tmpdir(), 'faccia-archive-'));
  const archive = createArchive(dir);
  const slack = await LocalSlack.open();
  const revoked: string[] = [];
  const client = createPostingClient({ token: BOT_TOKEN, apiUrl: slack.slack.apiUrl, log: silentLog });
  const network = {
    async revoke({ accessToken }: { accessToken: string }) {
      revoked.push(accessToken);
      return true;
    },
  } as Partial<SocialNetwork> as SocialNetwork;
  const deps = { ...store, archive, network, eraser: createEraser(client, clock), clock, log: silentLog };
  return {
    archive,
    slack,
    revoked,
    eraser: deps.eraser,
    forgetCustomer: forgetCustomer(deps),
    forgetResponder: forgetResponder(deps),
    retain: (over: Partial<RetentionSettings> = {}) =>
      retain({ ...deps, desk: aDesk({ retention: { ...aDesk().retention, ...over } }) })(),
    /** Where any of these words stand: `redis:<key>`, `archive:<file>`, `slack:<channel>`. Queues and all. */
    async search(words: readonly string[]): Promise<string[]> {
      const says = wholeWords(words);
      const found: string[] = [];
      for (const [key, content] of Object.entries(await store.dump()))
        if (says.test(key) || says.test(content)) found.push(`redis:${key.slice('{T0TEST}:'.length)}`);
      for (const kind of ['threads', 'audit'] as const)
        for (const file of await archive.files(kind))
          for await (const line of archive.read(file))
            if (says.test(JSON.stringify(line))) found.push(`archive:${kind}`);
      for (const message of slack.slack.workspace.messages)
        if (says.test(JSON.stringify(message))) found.push(`slack:${message.channel}`);
      return [...new Set(found)].sort();
    },
    async close() {
      await slack.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

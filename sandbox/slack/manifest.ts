import { readFileSync } from 'node:fs';
import type { SandboxShortcut } from './client-api.ts';

interface Manifest {
  features?: {
    slash_commands?: { command: string; should_escape?: boolean }[];
    shortcuts?: { name: string; type: string; callback_id: string }[];
  };
  oauth_config: { scopes: { bot: string[] } };
  settings?: { event_subscriptions?: { bot_events?: string[] } };
}

/** What Slack learns of an app from its manifest. */
export interface AppManifest {
  scopes: string[];
  events: string[];
  shortcuts: SandboxShortcut[];
  /** Commands whose text Slack escapes. */
  escaped: string[];
}

export function readManifest(file: URL): AppManifest {
  return appOf(JSON.parse(readFileSync(file, 'utf8')) as Manifest);
}

export function appOf({ features, oauth_config, settings }: Manifest): AppManifest {
  const shortcuts = (features?.shortcuts ?? []).filter(({ type }) => type === 'message');
  return {
    scopes: oauth_config.scopes.bot,
    events: settings?.event_subscriptions?.bot_events ?? [],
    shortcuts: shortcuts.map(({ callback_id: callbackId, name }) => ({ callbackId, name })),
    escaped: (features?.slash_commands ?? [])
      .filter((command) => command.should_escape)
      .map(({ command }) => command),
  };
}

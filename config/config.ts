import type { DeskSettings } from '../src/domain/brand.ts';

export type Role = 'ingest' | 'slack' | 'worker';

/** Everything that Faccia was told, frozen, without any secret. */
export interface Config {
  desk: DeskSettings;
  roles: ReadonlySet<Role>;
  slack: { mode: 'socket' | 'http'; apiUrl: string };
  x: { clientId: string; apiUrl: string; authorizeUrl: string };
  /** Null: Faccia starts its own server under `.faccia/redis`. */
  redisUrl: string | null;
  /** Without a trailing slash; what people's browsers reach, for OAuth. */
  publicUrl: string;
  port: number;
  logLevel: 'debug' | 'info' | 'warn' | 'error';
  configPath: string;
}

/** A key for tokens at rest: AES-256-GCM, 32 bytes. */
export interface EncryptionKey {
  id: string;
  key: Buffer;
}

/** Kept apart from {@link Config} so that nothing that prints a Config can print these. */
export interface Secrets {
  slackBotToken: string;
  slackAppToken: string | null;
  slackSigningSecret: string | null;
  xClientSecret: string;
  xBearerToken: string;
  /** The first one encrypts; all of them decrypt. */
  keys: readonly EncryptionKey[];
}

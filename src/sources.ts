import type { Config } from '../config/config.ts';
import type { Brand, SourceSettings } from './domain/brand.ts';
import type { createXClients } from './networks/x/client.ts';
import {
  brandUserId,
  createMentionsSource,
  createOwnPostsSource,
  type MentionsSourceOptions,
  type WatchedSource,
} from './networks/x/mentions-source.ts';
import { createStreamSource } from './networks/x/stream-source.ts';
import type { Clock, Log } from './ports.ts';
import type { BrandTokens } from './usecases/brand-tokens.ts';

export interface SourcesOptions {
  config: Config;
  clients: ReturnType<typeof createXClients>;
  brandTokens: BrandTokens;
  /** Told when posts were missed for good. */
  tellGap(source: string, why: string): Promise<void>;
  clock: Clock;
  log: Log;
}

/** What a brand's people type by hand is seldom, and nobody waits for it. */
const OWN_POSTS_MS = 30_000;

/** Everything that is read from X: each brand's sources, and its own posts. */
export function createSources(options: SourcesOptions): WatchedSource[] {
  return options.config.desk.brands.flatMap((brand) => {
    const userId = brandUserId({ ...options, brand });
    return [
      ...brand.sources.map((source) => createSource(options, brand, source, userId)),
      createOwnPostsSource(timeline(options, brand, userId, 'own', OWN_POSTS_MS)),
    ];
  });
}

function createSource(
  options: SourcesOptions,
  brand: Brand,
  source: SourceSettings,
  userId: () => Promise<string>,
): WatchedSource {
  if (source.kind === 'mentions')
    return createMentionsSource(timeline(options, brand, userId, 'mentions', source.everyMs));
  const { clients, clock, log, tellGap } = options;
  const onGap = (why: string) => void tellGap(`x:stream:${brand.id}`, why);
  return createStreamSource({ brand, rules: source.rules, clients, onGap, clock, log });
}

function timeline(
  { clients, brandTokens, tellGap, clock, log }: SourcesOptions,
  brand: Brand,
  userId: () => Promise<string>,
  kind: 'mentions' | 'own',
  everyMs: number,
): MentionsSourceOptions {
  return {
    brand,
    everyMs,
    clients,
    userId,
    tokens: () => brandTokens.get(brand.id),
    refused: (tokens, error) => brandTokens.refused(brand.id, tokens, error),
    onGap: (why) => void tellGap(`x:${kind}:${brand.id}`, why),
    clock,
    log,
  };
}

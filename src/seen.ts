import type { Config, Secrets } from '../config/config.ts';
import type { LogScope } from './ops/log-scope.ts';
import { traced } from './ops/tracing.ts';
import type { Log, Notifier, SocialNetwork } from './ports.ts';
import type { Around, DeskReader, Tracing } from './seeing.ts';
import { createSignIn, type SignIn } from './slack/sign-in.ts';

/** Log lines of work about a thread carry its id. Never fails: a log without it is better than no work. */
export function aboutThread(scope: LogScope, reader: Pick<DeskReader, 'threadOf'>): Around {
  return async (about, work) => {
    const thread = about === '' ? null : await reader.threadOf(about).catch(() => null);
    return thread === null ? work() : scope.run({ thread }, work);
  };
}

/** What is asked of the network, as spans. */
export function tracedNetwork(tracing: Tracing, network: SocialNetwork): SocialNetwork {
  return traced(tracing, network, {
    createPost: 'x-create-post',
    recentPosts: 'x-recent-posts',
    deletePost: 'x-delete-post',
  });
}

/** What is sent to Slack, as spans. */
export function tracedNotifier(tracing: Tracing, notifier: Notifier): Notifier {
  return traced(tracing, notifier, {
    postCard: 'slack-post-card',
    updateCard: 'slack-update-card',
    postNote: 'slack-post-note',
    updateNote: 'slack-update-note',
  });
}

export interface SignInParts {
  config: Config;
  secrets: Secrets;
  log: Log;
}

/** Null: nobody can sign in. */
export function signInWith({ config, secrets, log }: SignInParts, team: string): SignIn | null {
  const { clientId, apiUrl } = config.slack;
  const { slackClientSecret: clientSecret } = secrets;
  if (clientId === null || clientSecret === null) return null;
  const redirectUri = `${boardUrl(config)}/queues/signed-in`;
  return createSignIn({ apiUrl, clientId, clientSecret, redirectUri, team, log });
}

/** Where browsers reach `/queues`. */
export function boardUrl({ desk, publicUrl }: Config): string {
  return desk.serving.privateUrl ?? publicUrl;
}

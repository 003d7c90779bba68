import { parseArgs } from 'node:util';
import { loadConfig } from '../config/config.ts';
import { readEnv } from '../config/env.ts';
import { type Context, createContext } from './context.ts';
import { AppError } from './errors.ts';
import { systemClock } from './ops/clock.ts';
import { createClosing } from './ops/closing.ts';
import { runCommand, SILENT, say } from './ops/command.ts';
import { createHealth } from './ops/health.ts';
import { EMBEDDED_DIR, findEmbeddedRedis } from './store/embedded-redis.ts';
import type { Forgotten } from './usecases/forget-customer.ts';

const HELP = `Takes somebody out of Redis, the archives and Slack, while Faccia runs or not.

  npm run forget -- --customer @handle [--dry-run]
  npm run forget -- --responder U123   [--dry-run]
  --customer @handle   a customer, by any handle that they had when they wrote; all that they wrote goes
  --responder U123     one of you, by Slack user id: their link ends, their answers' words and their name go
  --dry-run            only says what it would erase

It does not reach backups, what people wrote in Slack themselves, and X.`;

async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      customer: { type: 'string' },
      responder: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    say(HELP);
    return 0;
  }
  const { customer, responder, 'dry-run': dryRun } = values;
  if ((customer === undefined) === (responder === undefined))
    throw wrong(`Name either --customer or --responder.\n\n${HELP}`);
  const handle = customer?.replace(/^@/u, '');
  if (handle !== undefined && !/^\w{1,50}$/u.test(handle))
    throw wrong(`--customer must be a handle such as @maro_k, not "${customer}".`);
  if (responder !== undefined && !/^[UW][A-Z0-9]{2,}$/u.test(responder))
    throw wrong(`--responder must be a Slack user id such as U0ADA, not "${responder}".`);
  return withContext((context) =>
    handle === undefined
      ? forgetResponder(context, responder ?? '', dryRun)
      : forgetCustomer(context, handle, dryRun),
  );
}

async function forgetCustomer(context: Context, handle: string, dryRun: boolean): Promise<number> {
  const ended = await context.forgetCustomer(handle, dryRun);
  if (Object.keys(ended.counts).length === 0) {
    say(`Nothing stands anywhere of @${handle}.`);
    return 0;
  }
  report(ended, dryRun);
  if (ended.people > 0)
    say(`In ${ended.people} Slack threads people wrote themselves: only they can change that.`);
  for (const slackUser of ended.homes) await drawHome(context, slackUser);
  return remains(ended);
}

async function forgetResponder(context: Context, slackUser: string, dryRun: boolean): Promise<number> {
  const ended = await context.forgetResponder(slackUser, dryRun);
  report(ended, dryRun);
  if (ended.revoked === true) say('X confirmed that the link ended.');
  if (ended.revoked === false)
    say(
      'X did not confirm that the link ended: they remove the app at https://x.com/settings/connected_apps.',
    );
  for (const home of ended.homes) await drawHome(context, home);
  return remains(ended);
}

function report({ counts }: Forgotten, dryRun: boolean): void {
  say(dryRun ? 'Would erase:' : 'Erased:');
  for (const [kind, count] of Object.entries(counts)) say(`  ${kind}: ${count}`);
}

/** Where the name still stands, such as in a saved reply, a person decides. */
function remains({ left }: Forgotten): number {
  if (left.length === 0) return 0;
  say(`The name still stands here, perhaps as somebody else's: ${left.join(', ')}`);
  return 1;
}

async function drawHome(context: Context, slackUser: string): Promise<void> {
  try {
    await context.publishHome(slackUser, context.homeView(await context.lookAtHome(slackUser)));
  } catch (error) {
    // Whoever left has no home any more.
    if (!(error instanceof AppError)) throw error;
  }
}

async function withContext(work: (context: Context) => Promise<number>): Promise<number> {
  const { config, secrets } = loadConfig(readEnv());
  const redisUrl = secrets.redisUrl ?? (await findEmbeddedRedis(EMBEDDED_DIR));
  const closing = createClosing(SILENT);
  const { signal: stop } = new AbortController();
  try {
    const health = createHealth();
    const given = { config, clock: systemClock, log: SILENT, health, stop, closing };
    return await work(await createContext({ ...given, secrets: { ...secrets, redisUrl } }));
  } finally {
    await closing.close();
  }
}

function wrong(sentence: string): AppError {
  return new AppError({ code: 'forget', sentence });
}

await runCommand(main);

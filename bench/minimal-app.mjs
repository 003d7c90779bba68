// The least that an app of Faccia's packages is: it reads its settings, connects to Slack, Redis, BullMQ and X's client,
// and says that it is ready. It does nothing.
import { readFileSync } from 'node:fs';
import bolt from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { Queue, Worker } from 'bullmq';
import express from 'express';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { collectDefaultMetrics, register } from 'prom-client';
import { TwitterApi } from 'twitter-api-v2';
import twitterText from 'twitter-text';
import { parse } from 'yaml';
import { z } from 'zod';

const { env } = process;
const log = pino({ level: 'warn' });
z.object({ brands: z.array(z.object({ id: z.string() })) }).parse(
  parse(readFileSync(env.FACCIA_CONFIG ?? '', 'utf8')),
);
twitterText.parseTweet('ready');
collectDefaultMetrics();
const x = new TwitterApi(env.X_BEARER_TOKEN ?? '');
const redis = new Redis(env.REDIS_URL ?? '');
await redis.ping();
const slackApiUrl = env.SLACK_API_URL ?? '';
const { bot_id: botId, user_id: botUserId } = await new WebClient(env.SLACK_BOT_TOKEN, {
  slackApiUrl,
}).auth.test();
const receiver = new bolt.SocketModeReceiver({
  appToken: env.SLACK_APP_TOKEN ?? '',
  logLevel: bolt.LogLevel.ERROR,
  installerOptions: { clientOptions: { slackApiUrl } },
});
const app = new bolt.App({
  receiver,
  token: env.SLACK_BOT_TOKEN,
  botId,
  botUserId,
  tokenVerificationEnabled: false,
  convoStore: false,
  logLevel: bolt.LogLevel.ERROR,
  clientOptions: { slackApiUrl },
});
app.action('take_it', async ({ ack }) => ack());
const connection = { url: env.REDIS_URL, maxRetriesPerRequest: null };
const names = ['replies', 'slack'];
const queues = names.map((name) => new Queue(name, { connection, prefix: '{minimal}' }));
const workers = names.map(
  (name) => new Worker(name, async () => undefined, { connection, prefix: '{minimal}' }),
);
await Promise.all([...queues, ...workers].map((each) => each.waitUntilReady()));
await receiver.start();
const web = express();
web.get('/readyz', (_request, response) => void response.send(x ? 'ready' : 'not ready'));
web.get('/metrics', async (_request, response) => void response.send(await register.metrics()));
web.listen(Number(env.PORT), () => log.info('started'));

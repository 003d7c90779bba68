import { Redis } from 'ioredis';
import type { Scene } from './scene.ts';

/** Of the stage: what the product was given in its environment. */
const GIVEN = [
  'xoxb-sandbox-bot',
  'xapp-sandbox-app',
  'sandbox-signing-secret',
  'sandbox-client-secret',
  'sandbox-app-bearer',
];

/** Where a secret stands in clear: one line each, without the secret. */
export async function findSecrets(scene: Scene): Promise<string[]> {
  const issued = new Set(scene.stage.x.tokens.issued);
  const found: string[] = [];
  const look = (where: string, text: string) => {
    for (const secret of [...GIVEN.filter((given) => text.includes(given)), ...tokensIn(text, issued)])
      found.push(`${where}: ${secret.slice(0, 4)}…`);
  };
  look('output of Faccia', scene.printed.join('\n'));
  const { messages, views, homes } = scene.stage.slack.workspace;
  look('messages in Slack', JSON.stringify(messages));
  look('windows in Slack', JSON.stringify([...views.values(), ...homes.values()]));
  look('calls to Slack', JSON.stringify(scene.stage.slack.calls));
  for (const [key, text] of await everything(scene.redis.url)) look(`Redis, ${key}`, `${key} ${text}`);
  return found;
}

/** Thousands of tokens in megabytes of text: only runs of letters that are long enough are looked at. */
function tokensIn(text: string, issued: ReadonlySet<string>): string[] {
  const [length = 0] = [...issued].map((token) => token.length);
  const found: string[] = [];
  for (const [run] of text.matchAll(/[\w-]{20,}/gu)) {
    for (let start = 0; start + length <= run.length; start += 1) {
      const piece = run.slice(start, start + length);
      if (issued.has(piece)) found.push(piece);
    }
  }
  return found;
}

/** Every key with its whole content: Faccia's own, and the queues with all their jobs. */
async function everything(url: string): Promise<[key: string, text: string][]> {
  const redis = new Redis(url);
  try {
    const all: [string, string][] = [];
    for (const key of await redis.keys('*')) all.push([key, await contentOf(redis, key)]);
    return all;
  } finally {
    redis.disconnect();
  }
}

async function contentOf(redis: Redis, key: string): Promise<string> {
  const type = await redis.type(key);
  switch (type) {
    case 'string':
      return (await redis.get(key)) ?? '';
    case 'hash':
      return JSON.stringify(await redis.hgetall(key));
    case 'list':
      return JSON.stringify(await redis.lrange(key, 0, -1));
    case 'set':
      return JSON.stringify(await redis.smembers(key));
    case 'zset':
      return JSON.stringify(await redis.zrange(key, '0', '-1', 'WITHSCORES'));
    case 'stream':
      return JSON.stringify(await redis.xrange(key, '-', '+'));
    case 'none':
      return '';
    default:
      throw new Error(`${key} is a ${type}: look into it too.`);
  }
}

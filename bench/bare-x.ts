import { Agent } from 'node:http';
import { createInterface } from 'node:readline';
import { TwitterApi } from 'twitter-api-v2';

// Replies as fast as the library can with as many calls at once as Faccia's workers make.
interface Task {
  token: string;
  text: string;
  inReplyTo: string;
}

const api = process.env.X_URL ?? '';
const atOnce = Number(process.env.AT_ONCE);
const settings = {
  httpAgent: new Agent({ keepAlive: true }),
  plugins: [
    {
      onBeforeRequestConfig({ params }: { params: { url: string } }) {
        const { pathname, search } = new URL(params.url);
        params.url = api + pathname + search;
      },
    },
  ],
};
process.stdout.write('ready\n');
for await (const line of createInterface(process.stdin)) {
  const tasks = JSON.parse(line) as Task[];
  const work = async () => {
    for (let task = tasks.pop(); task; task = tasks.pop()) {
      const { v2 } = new TwitterApi(task.token, settings as never);
      await v2.reply(task.text, task.inReplyTo);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

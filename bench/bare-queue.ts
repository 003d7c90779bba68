import { createInterface } from 'node:readline';
import { Queue } from 'bullmq';
import { benchPost } from './posts.ts';

// The least that keeps posts and brings them to workers: each as the data of a job, by BullMQ's addBulk, a hundred at a
// time, as Faccia's relay does. Nothing is read from a wire, nothing is decided, counted or audited.
const url = process.env.REDIS_URL ?? '';
const queue = new Queue('bare', {
  connection: { url },
  prefix: '{T0BARE}:queue',
  defaultJobOptions: { attempts: 1 },
});
await queue.waitUntilReady();
process.stdout.write('ready\n');
for await (const line of createInterface(process.stdin)) {
  const [first = 0, count = 0] = line.split(' ').map(Number);
  const now = Date.now();
  for (let from = first; from < first + count; from += 100) {
    const jobs = Array.from({ length: Math.min(100, first + count - from) }, (_, index) => {
      const post = benchPost(from + index, now);
      return { name: 'mention', data: post, opts: { jobId: `x-${post.id}` } };
    });
    await queue.addBulk(jobs);
  }
  process.stdout.write('done\n');
}

import { createInterface } from 'node:readline';
import { Queue } from 'bullmq';

// The least that brings work into the queue: BullMQ's addBulk, a hundred jobs at a time, as Faccia's relay does.
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
  for (let from = first; from < first + count; from += 100) {
    const jobs = Array.from({ length: Math.min(100, first + count - from) }, (_, index) => {
      const member = `card:x-${from + index}`;
      const opts = { jobId: `${member}-1`.replaceAll(':', '-') };
      return { name: 'card', data: { member, receipt: '1' }, opts };
    });
    await queue.addBulk(jobs);
  }
  process.stdout.write('done\n');
}

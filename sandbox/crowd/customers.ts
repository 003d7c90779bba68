import { setTimeout as pause } from 'node:timers/promises';
import { BRAND } from '../launch/cast.ts';
import type { Random } from '../launch/random.ts';
import type { World } from '../x/world.ts';
import type { Board } from './board.ts';

export interface Written {
  posts: number;
  threads: number;
}

const FOLLOW_UPS = 0.15;

/** Customers write, `rate` posts a second; some write again under what was answered. */
export async function writeMentions(
  world: World,
  board: Board,
  random: Random,
  topics: readonly string[],
  { mentions, rate }: { mentions: number; rate: number },
): Promise<Written> {
  const written: Written = { posts: 0, threads: 0 };
  const again = new Set<string>();
  while (written.posts < mentions) {
    const answered = board.cards.filter(
      ({ state, threadId }) => state === 'answered' && !again.has(threadId),
    );
    if (answered.length > 0 && random.chance(FOLLOW_UPS)) {
      const { threadId } = random.pick(answered);
      again.add(threadId);
      const root = world.posts.get(threadId.slice('x-'.length));
      if (root)
        world.post({ authorId: root.authorId, text: `@${BRAND.handle} and still red`, inReplyTo: root.id });
    } else {
      const number = written.threads + 1;
      const { id: authorId } = world.addUser({ username: `customer_${number}` });
      world.post({ authorId, text: `@${BRAND.handle} no light in ${random.pick(topics)}, house ${number}` });
      written.threads += 1;
    }
    written.posts += 1;
    await pause(1_000 / rate);
  }
  return written;
}

import { Random } from '../../sandbox/launch/random.ts';
import { type ReplyPlan, type Way, wordsFor, ZONES } from '../chaos/plan.ts';

/** An answer with which nothing goes wrong but what happens to the processes. */
export function planAnswer(seed: number, index: number, responders: number): ReplyPlan {
  const random = Random.of(seed, `answer ${index}`);
  const marker = `case${String(index).padStart(5, '0')}`;
  return {
    index,
    way: random.weighted<Way>({ direct: 6, introduce: 3, brand: 1, native: 0 }),
    responder: random.int(0, responders - 1),
    zone: random.int(0, ZONES - 1),
    marker,
    text: `${wordsFor(seed, index)} ${marker}`,
    undo: false,
    hand: null,
    colleague: false,
    deletion: null,
    introduction: null,
    answer: null,
    token: null,
    read: null,
    card: null,
    note: null,
  };
}

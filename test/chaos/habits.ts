import { buttonOf } from '../support/desk.ts';
import { armDeletion } from './arm.ts';
import { type Case, noteOf, wordOf } from './case.ts';
import { click } from './person.ts';
import { type Hand, wordsFor } from './plan.ts';
import type { Scene } from './scene.ts';
import { pause } from './waiting.ts';

const EVERY_MS = 150;
/** Nobody clicks faster than this when a click brought nothing. */
const AGAIN_MS = 3_000;

/**
 * What people do with an answer after they sent it out of Slack: they post by hand what Faccia asks them to, or do not, and
 * delete what they do not like any more. Until the signal.
 */
export async function keepWorking(scene: Scene, cases: readonly Case[], over: AbortSignal): Promise<void> {
  const asked = new Map<Case, number>();
  const clicked = new Map<Case, number>();
  const rested = (one: Case) => Date.now() - (clicked.get(one) ?? 0) > AGAIN_MS;
  while (!over.aborted) {
    for (const one of cases) {
      if (over.aborted) break;
      if (one.plan.hand === null && one.plan.deletion === null) continue;
      const word = wordOf(scene, one);
      if (word === 'sent' && one.plan.deletion !== null && rested(one)) {
        if (!clicked.has(one)) armDeletion(scene, one);
        clicked.set(one, Date.now());
        await press(scene, one, 'delete_post');
      }
      if (word !== 'awaited' || one.plan.hand === null) continue;
      const since = asked.get(one) ?? Date.now();
      asked.set(one, since);
      if (Date.now() - since < one.plan.hand.afterMs || !rested(one)) continue;
      clicked.set(one, Date.now());
      await HABITS[one.plan.hand.does](scene, one);
    }
    await pause(EVERY_MS);
  }
}

/** Nobody says it without end. */
const claimed = new WeakSet<Case>();

const HABITS: Record<Hand, (scene: Scene, one: Case) => Promise<void>> = {
  'same words': (scene, one) => postByHand(scene, one, (text) => text),
  'changed words': (scene, one) =>
    postByHand(scene, one, () => `${wordsFor(one.plan.index, 'changed')} ${one.plan.marker}`),
  never: async () => undefined,
  'takes it back': (scene, one) => press(scene, one, 'undo'),
  async 'claims it'(scene, one) {
    if (!claimed.has(one)) await press(scene, one, 'check_again');
    claimed.add(one);
  },
};

/** In X's own window, as its address fills it in; every other one also says so in Slack. */
async function postByHand(scene: Scene, one: Case, worded: (text: string) => string): Promise<void> {
  if (one.typed === null) {
    const address = /"url":"(https:[^"]+intent[^"]+)"/u.exec(JSON.stringify(noteOf(scene, one)?.blocks));
    const { searchParams } = new URL(address?.[1] ?? 'about:blank');
    const text = searchParams.get('text');
    if (text !== one.plan.text) one.diary.push(`X's window has other words: ${text}`);
    one.typed = scene.stage.x.world.post({
      authorId: one.responder.xId,
      text: worded(text ?? ''),
      inReplyTo: searchParams.get('in_reply_to'),
    });
  }
  if (one.plan.index % 2 === 0) await press(scene, one, 'check_again');
}

async function press(scene: Scene, one: Case, actionId: string): Promise<void> {
  const note = noteOf(scene, one);
  if (note && buttonOf(note, actionId)) await click(scene, one, note, actionId);
}

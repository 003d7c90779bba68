import { wordsOf } from '../support/desk.ts';
import { type Case, noteOf, wordOf } from './case.ts';
import { BRANDS, LEA, type Scene } from './scene.ts';
import { pause } from './waiting.ts';

const EVERY_MS = 1_000;

/**
 * People do what Faccia asks them to do: a responder links again when a note says that it waits for the link, and the
 * lead links the brand again when an answer or a window says that the brand's link is not accepted. Until the signal.
 */
export async function keepLinked(scene: Scene, cases: readonly Case[], over: AbortSignal): Promise<number> {
  let linked = 0;
  const told = new Set<string>();
  while (!over.aborted) {
    for (const one of cases) {
      if (over.aborted || wordOf(scene, one) !== 'parked') continue;
      if (await link(scene, one.responder.slackUser, one.responder.handle)) linked += 1;
    }
    for (const { id, handle } of BRANDS) {
      const asks = askingFor(scene, cases, handle).filter((words) => !told.has(words));
      if (asks.length === 0) continue;
      if (!(await link(scene, LEA, handle, id))) continue;
      for (const words of asks) told.add(words);
      linked += 1;
    }
    await pause(EVERY_MS);
  }
  return linked;
}

/** What says that this brand must be linked again, each with the place where it stands. */
function askingFor(scene: Scene, cases: readonly Case[], handle: string): string[] {
  const brand = new RegExp(
    `@${handle}'s link|@${handle} is not linked|link to @${handle} |link to this account`,
    'u',
  );
  return cases.flatMap((one) => {
    const note = noteOf(scene, one);
    const whisper = scene.messages.lastWhisper(one.responder.slackUser);
    return [note, whisper].flatMap((message) =>
      message !== null && brand.test(wordsOf(message)) ? [`${message.ts} ${wordsOf(message)}`] : [],
    );
  });
}

/** False when Faccia or X is away at this moment: asked again later. */
async function link(scene: Scene, user: string, handle: string, brand?: string): Promise<boolean> {
  try {
    const page = await scene.stage.link(user, handle, brand ?? false);
    return /now linked/u.test(page);
  } catch {
    return false;
  }
}

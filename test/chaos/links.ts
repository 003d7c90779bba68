import { wordsOf } from '../support/desk.ts';
import { type Case, noteOf, wordOf } from './case.ts';
import { click } from './person.ts';
import { BRANDS, LEA, type Scene } from './scene.ts';
import { pause } from './waiting.ts';

const EVERY_MS = 1_000;
/** So many rounds may pass until Faccia has mended it by itself. */
const LASTING = 5;

/**
 * People do what Faccia asks them to do: a responder links again when a note says that it waits for the link, and says
 * yes when asked whether it shall still go out; the
 * lead links the brand again when an answer, a window or /readyz says that X does not accept the brand's link. Until the
 * signal. Answers how often that was.
 */
export async function keepLinked(scene: Scene, cases: readonly Case[], over: AbortSignal): Promise<number> {
  let linked = 0;
  const told = new Set<string>();
  const refusedFor = new Map<string, number>();
  while (!over.aborted) {
    for (const one of cases) {
      if (over.aborted) break;
      const word = wordOf(scene, one);
      if (word === 'asked') await sendAsked(scene, one);
      if (word !== 'parked' && !waitsForLink(scene, one)) continue;
      if (await link(scene, one.responder.slackUser, one.responder.handle)) linked += 1;
    }
    const unready = await readiness(scene);
    for (const { id, handle } of BRANDS) {
      const lasting = refused(unready, id) ? (refusedFor.get(id) ?? 0) + 1 : 0;
      refusedFor.set(id, lasting);
      if (lasting > LASTING && (await link(scene, LEA, handle, id))) linked += 1;
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

/** Its deletion, or the search for it, waits for the responder's link. */
function waitsForLink(scene: Scene, one: Case): boolean {
  const note = noteOf(scene, one);
  if (note === null) return false;
  const words = wordsOf(note);
  const search =
    /\*Unknown.*Faccia searches after the next link/su.test(words) && !/@\w+care|@acme/u.test(words);
  return search || /\*Not deleted yet.*Type `\/care link` with @/su.test(words);
}

/** Yes, it shall still go out. */
async function sendAsked(scene: Scene, one: Case): Promise<void> {
  const note = noteOf(scene, one);
  if (note) await click(scene, one, note, 'send_asked');
}

/** What operations see. */
async function readiness({ stage }: Scene): Promise<Record<string, string>> {
  try {
    const answer = await fetch(`${stage.product.url}/readyz`);
    return ((await answer.json()) as { problems?: Record<string, string> }).problems ?? {};
  } catch {
    return {};
  }
}

/** Its mentions are not read, because X does not take the brand's token. */
function refused(problems: Record<string, string>, brand: string): boolean {
  return /does not accept this token/u.test(problems[`x:mentions:${brand}`] ?? '');
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

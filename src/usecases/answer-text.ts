import { type DeskSettings, findBrand } from '../domain/brand.ts';
import type { Reply, Thread } from '../domain/glossary.ts';
import { isHandover } from '../domain/handover.ts';
import { signedText } from '../domain/wording.ts';
import type { People } from '../ports.ts';

export interface AnswerTextDeps {
  people: People;
  desk: DeskSettings;
}

/** The words of the answer as the network gets them by the step in use: the brand signs for its people. */
export async function answerText(
  { people, desk }: AnswerTextDeps,
  reply: Reply,
  thread: Thread | null,
): Promise<string> {
  const signs = reply.steps[0] === 'brand' && !isHandover(reply) && reply.unsigned !== true;
  if (!signs || thread === null) return reply.text;
  const person = await people.get(reply.responder);
  return signedText(findBrand(desk, thread.brand), reply.text, person.firstName);
}

import type { StoredPost } from '../../sandbox/x/world.ts';
import { type Case, isFinal, type Word, wordOf } from './case.ts';
import { BRANDS, type Scene } from './scene.ts';

export type Fault = 'lost' | 'doubled' | 'silent';

export interface Verdict {
  one: Case;
  word: Word;
  answers: StoredPost[];
  introductions: StoredPost[];
  /** Empty: as it must be. */
  wrong: { as: Fault; why: string }[];
}

/** What the local X and the local Slack hold in the end, against what people were told. Faccia's own state is not asked. */
export function judge(scene: Scene, cases: readonly Case[]): Verdict[] {
  const byApi = [...scene.stage.x.world.posts.values()].filter((post) => post.via !== null && !post.deleted);
  const marked = new Map<string, StoredPost[]>();
  const under = new Map<string, StoredPost[]>();
  for (const post of byApi) {
    const marker = /\bcase\d{5}\b/u.exec(post.text.replace(/@\w+/gu, ''))?.[0];
    const [map, key] = marker === undefined ? [under, post.inReplyTo ?? ''] : [marked, marker];
    map.set(key, [...(map.get(key) ?? []), post]);
  }
  return cases.map((one) => {
    const answers = marked.get(one.plan.marker) ?? [];
    const introductions = under.get(one.mention.id) ?? [];
    const verdict: Verdict = { one, word: wordOf(scene, one), answers, introductions, wrong: [] };
    verdict.wrong = wrongs(scene, verdict);
    return verdict;
  });
}

function wrongs(scene: Scene, { one, word, answers, introductions }: Verdict): Verdict['wrong'] {
  const wrong: Verdict['wrong'] = [];
  const say = (as: Fault, why: string) => void wrong.push({ as, why });
  if (one.viewId === null) say('silent', 'Nobody could submit it.');
  else if (!isFinal(word) && word !== 'unknown') say('silent', `Its thread ends with: ${word}.`);
  if (word === 'sent' && answers.length === 0) say('lost', 'Its thread says Sent, and X has no such post.');
  if (one.viewId !== null && answers.length === 0 && !isFinal(word) && word !== 'unknown')
    say('lost', 'X has no such post, and nobody was told that it was refused.');
  if (answers.length > 1) say('doubled', `X has it ${answers.length} times.`);
  if (introductions.length > 1) say('doubled', `It was introduced ${introductions.length} times.`);
  if ((word === 'refused' || word === 'withdrawn') && answers.length > 0)
    say('doubled', `Its thread says ${word}, but X has it: whoever writes again doubles it.`);
  for (const answer of answers) {
    const misplaced = misplacement(scene, one, answer, introductions);
    if (misplaced !== null) say('lost', misplaced);
  }
  return wrong;
}

/** The responder under the customer's post or under the introduction; or a brand under the customer's post. */
function misplacement(
  scene: Scene,
  { mention, responder }: Case,
  answer: StoredPost,
  introductions: readonly StoredPost[],
): string | null {
  const brands = BRANDS.map(({ handle }) => scene.stage.x.world.userByName(handle)?.id);
  const underMention = answer.inReplyTo === mention.id;
  const underIntroduction = introductions.some(({ id }) => id === answer.inReplyTo);
  if (answer.authorId === responder.xId && (underMention || underIntroduction)) return null;
  if (brands.includes(answer.authorId) && underMention) return null;
  return `X has it by ${answer.authorId} under ${answer.inReplyTo}: that reaches nobody.`;
}

export function countOf(verdicts: readonly Verdict[], as: Fault): number {
  return verdicts.filter(({ wrong }) => wrong.some((fault) => fault.as === as)).length;
}

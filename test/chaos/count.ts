import type { StoredPost } from '../../sandbox/x/world.ts';
import { wordsOf } from '../support/desk.ts';
import { type Case, isFinal, noteOf, type Word, wordOf } from './case.ts';
import { BRANDS, type Scene } from './scene.ts';
import { touchedBy } from './touched.ts';

export type Fault = 'lost' | 'doubled' | 'silent';

export interface Verdict {
  one: Case;
  word: Word;
  /** With those that were deleted since. */
  answers: StoredPost[];
  /** Under the post that was answered, or under the one before it in the same thread. */
  introductions: StoredPost[];
  /** Empty: as it must be. */
  wrong: { as: Fault; why: string }[];
}

/** What the local X and the local Slack hold in the end, against what people were told. Faccia's own state is not asked. */
export function judge(scene: Scene, cases: readonly Case[]): Verdict[] {
  const marked = new Map<string, StoredPost[]>();
  const under = new Map<string, StoredPost[]>();
  for (const post of scene.stage.x.world.posts.values()) {
    const marker = /\bcase\d{5}\b/u.exec(post.text.replace(/@\w+/gu, ''))?.[0];
    if (marker === undefined && post.via === null) continue;
    const [map, key] = marker === undefined ? [under, post.inReplyTo ?? ''] : [marked, marker];
    map.set(key, [...(map.get(key) ?? []), post]);
  }
  const verdicts = cases.map((one) => {
    const answers = marked.get(one.plan.marker) ?? [];
    const places = new Set([one.mention.id, ...(one.before ? [one.before.mention.id] : [])]);
    const introductions = [...places].flatMap((id) => under.get(id) ?? []);
    const verdict: Verdict = { one, word: wordOf(scene, one), answers, introductions, wrong: [] };
    verdict.wrong = wrongs(scene, verdict);
    return verdict;
  });
  findShared(scene, verdicts);
  return verdicts;
}

type Say = (as: Fault, why: string) => void;

function wrongs(scene: Scene, verdict: Verdict): Verdict['wrong'] {
  const wrong: Verdict['wrong'] = [];
  const say: Say = (as, why) => void wrong.push({ as, why });
  if (verdict.one.viewId === null) say('silent', 'Nobody could submit it.');
  else {
    judgeWord(verdict, say);
    judgePosts(scene, verdict, say);
    judgePlan(scene, verdict, say);
  }
  return wrong;
}

/** What people were told, against what X has. */
function judgeWord({ one, word, answers }: Verdict, say: Say): void {
  const there = answers.filter(({ deleted }) => !deleted);
  const told = isFinal(word, one.plan) || word === 'unknown';
  if (!told) say('silent', `Its thread ends with: ${word}.`);
  if (!told && answers.length === 0)
    say('lost', 'X has no such post, and nobody was told that it was refused.');
  if ((word === 'sent' || word === 'deleted') && answers.length === 0)
    say('lost', `Its thread says ${word}, and X has no such post.`);
  if (word === 'deleted' && there.length > 0) say('lost', 'Its thread says deleted, and X still has it.');
  if (word !== 'deleted' && there.length < answers.length)
    say('lost', `Its thread says ${word}, and X has deleted it.`);
  const nobodySaw = word === 'refused' || word === 'withdrawn' || word === 'unseen';
  if (nobodySaw && there.length > 0)
    say('doubled', `Its thread says ${word}, but X has it: whoever writes again doubles it.`);
}

function judgePosts(scene: Scene, { one, word, answers, introductions }: Verdict, say: Say): void {
  if (answers.length > 1) say('doubled', `X has it ${answers.length} times.`);
  if (introductions.filter(({ inReplyTo }) => inReplyTo === one.mention.id).length > 1)
    say('doubled', `It was introduced ${introductions.length} times.`);
  for (const answer of answers) {
    const misplaced = misplacement(scene, one, answer, introductions);
    if (misplaced !== null) say('lost', misplaced);
  }
  const link = linkIn(scene, one);
  const [answer] = answers;
  if (word === 'sent' && answer && link !== answer.id)
    say('lost', `Its thread leads to another post: ${link}.`);
  const left = introductions.filter(({ id, deleted }) => !deleted && id === answer?.inReplyTo);
  if (word === 'deleted' && left.length > 0)
    say('lost', 'It was deleted, and its introduction stands alone.');
}

/** What was planned for it, where nothing else came between. */
function judgePlan(scene: Scene, { one, word }: Verdict, say: Say): void {
  const planned: Word = one.plan.deletion === null ? 'sent' : 'deleted';
  if (word !== planned && touchedBy(scene, one) === null)
    say('lost', `Nothing went wrong with it, and it ends with ${word}: ${saidOf(scene, one)}`);
  if (one.byColleague !== null && scene.messages.get(`by-hand:${one.byColleague.id}`) === null)
    say('silent', 'A colleague answered on X, and the thread does not say so.');
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

/** Two answers never share one post. */
function findShared(scene: Scene, verdicts: readonly Verdict[]): void {
  const first = new Map<string, Verdict>();
  for (const verdict of verdicts) {
    const link = linkIn(scene, verdict.one);
    if (link === null || verdict.word !== 'sent') continue;
    const other = first.get(link);
    if (other)
      verdict.wrong.push({ as: 'lost', why: `Its thread leads to the post of ${other.one.plan.marker}.` });
    first.set(link, verdict);
  }
}

function linkIn(scene: Scene, one: Case): string | null {
  return /\/status\/(\d+)/u.exec(saidOf(scene, one))?.[1] ?? null;
}

export function saidOf(scene: Scene, one: Case): string {
  const note = noteOf(scene, one);
  return note === null ? '' : wordsOf(note).replace(/\s+/gu, ' ');
}

/** Messages that stand in Slack twice, and ends of one answer that were told twice: one sentence each. */
export function findRepeats(scene: Scene, cases: readonly Case[]): string[] {
  const twice = scene.messages.doubled().map((key) => `Slack has the message ${key} more than once.`);
  const ends = cases.flatMap((one) => {
    const told = one.viewId === null ? [] : scene.messages.keys(`outcome:r-${one.viewId}:refused:`);
    return told.length > 1 ? [`The end of ${one.plan.marker} was told ${told.length} times.`] : [];
  });
  return [...twice, ...ends];
}

export function countOf(verdicts: readonly Verdict[], as: Fault): number {
  return verdicts.filter(({ wrong }) => wrong.some((fault) => fault.as === as)).length;
}

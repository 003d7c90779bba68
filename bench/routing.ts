import type { Brand } from '../src/domain/brand.ts';
import type { Post } from '../src/domain/glossary.ts';
import { createRouter } from '../src/domain/routing.ts';
import type { Topic } from '../src/domain/topic.ts';
import { isWorthIt, prove, TopicModel } from '../src/domain/topic-model.ts';
import { foldedWords } from '../src/domain/words.ts';
import { type Labelled, readDialogues } from './dialogues.ts';
import type { Report } from './figures.ts';

const SEEDS = [1, 2, 3, 4, 5];
const TRAINING = 0.7;
/** A word is a keyword of a topic when it stands in so many of its posts, and so rarely in others. */
const KEYWORD = { posts: 2, share: 0.8, letters: 3, most: 12 };

type Guess = (post: Post) => string | null;

/** How often mentions come to the right topic: by rules, by what was learnt, by both; beside the most frequent topic. */
export async function routing(report: Report): Promise<void> {
  const all = readDialogues();
  if (all === null) {
    report.say(
      'Skipped: ../shared/data/care-dialogues.ndjson is not there, and these words belong to people.',
    );
    return;
  }
  const topics = [...new Set(all.map(({ topic }) => topic))];
  report.say(
    `${all.length} posts of customers to ${topics.length} brands (the topics), without any handle. ${SEEDS.length} splits by ` +
      `dialogue, seeds ${SEEDS.join(', ')}: ${TRAINING * 100} % to learn from, the rest judged.`,
  );
  report.say(
    `rules: keywords found in the training part only: words of ${KEYWORD.letters} letters or more in ${KEYWORD.posts} or more posts of a ` +
      `topic, of which it has ${KEYWORD.share * 100} % or more; at most ${KEYWORD.most} a topic. Where none fits: the most frequent topic.`,
  );
  const runs = [];
  for (const seed of SEEDS) runs.push(await once(report, all, seed));
  for (const name of ['rules', 'classifier', 'both', 'majority'] as const)
    report.figure(`routing_${name}_accuracy`, mean(runs.map((run) => run[name])), 3);
  report.figure('routing_rules_coverage', mean(runs.map((run) => run.covered)), 3);
  report.figure('routing_suggested_share', mean(runs.map((run) => run.suggested)), 3);
  report.figure('routing_suggested_right', mean(runs.map((run) => run.suggestedRight)), 3);
  report.figure('routing_suggested_confidence', mean(runs.map((run) => run.confidence)), 3);
  report.figure(
    'routing_judged',
    runs.reduce((sum, { judged }) => sum + judged, 0),
    0,
  );
}

async function once(report: Report, all: readonly Labelled[], seed: number) {
  const [training, rest] = split(all, seed);
  const majority = mostFrequent(training);
  const { brand, topics } = rulesFrom(training);
  const route = createRouter({ brands: [brand], topics });
  const examples = training.map(({ post, topic }) => ({ topic, text: post.text, byRule: false }));
  const model = new TopicModel();
  for (const example of examples) model.learn(example);
  const proof = await prove(examples, () => Promise.resolve());
  const settings = { minExamples: 50, minConfidence: 0.5 };
  if (!isWorthIt(proof, settings)) report.say(`seed ${seed}: Faccia would not use what it learnt here.`);

  const byRule: Guess = (post) => route(brand, post).topic;
  const judged: Guess = (post) => model.judge(post.text, proof.heat)?.topic ?? majority;
  const accuracy = (guess: Guess) => share(rest, ({ post, topic }) => guess(post) === topic);
  const sure = rest.flatMap(({ post, topic }) => {
    const found = model.judge(post.text, proof.heat);
    return found && found.confidence >= settings.minConfidence ? [{ ...found, truth: topic }] : [];
  });
  return {
    rules: accuracy((post) => byRule(post) ?? majority),
    classifier: accuracy(judged),
    both: accuracy((post) => byRule(post) ?? judged(post)),
    majority: accuracy(() => majority),
    covered: share(rest, ({ post }) => byRule(post) !== null),
    suggested: sure.length / rest.length,
    suggestedRight: share(sure, ({ topic, truth }) => topic === truth),
    confidence: mean(sure.map(({ confidence }) => confidence)),
    judged: rest.length,
  };
}

/** By dialogue: no dialogue is learnt from and judged. */
function split(all: readonly Labelled[], seed: number): [Labelled[], Labelled[]] {
  const dialogues = shuffled([...new Set(all.map(({ dialogue }) => dialogue))], seed);
  const learnt = new Set(dialogues.slice(0, Math.round(dialogues.length * TRAINING)));
  const inTraining = ({ dialogue }: Labelled) => learnt.has(dialogue);
  return [all.filter(inTraining), all.filter((one) => !inTraining(one))];
}

function rulesFrom(training: readonly Labelled[]): { brand: Brand; topics: Topic[] } {
  const within = new Map<string, Map<string, number>>();
  for (const { post, topic } of training)
    for (const word of new Set(foldedWords(post.text).split(' ').filter(Boolean))) {
      const counts = within.get(word) ?? new Map<string, number>();
      within.set(word, counts.set(topic, (counts.get(topic) ?? 0) + 1));
    }
  const found = new Map<string, { word: string; posts: number }[]>();
  for (const [word, counts] of within) {
    const [best] = [...counts].sort(([, one], [, other]) => other - one);
    const sum = [...counts.values()].reduce((so, count) => so + count, 0);
    if (!best || word.length < KEYWORD.letters) continue;
    const [topic, posts] = best;
    if (posts < KEYWORD.posts || posts / sum < KEYWORD.share) continue;
    found.set(topic, [...(found.get(topic) ?? []), { word, posts }]);
  }
  const none = { hashtags: [], authors: [], languages: [], networks: [], pattern: null };
  const topics = [...found].map(([name, words]): Topic => {
    const best = words.sort((one, other) => other.posts - one.posts).slice(0, KEYWORD.most);
    const rules = [{ ...none, keywords: best.map(({ word }) => word) }];
    return { name, channel: 'C0', priority: 'normal', brands: [], rules };
  });
  return { brand: BRAND, topics };
}

const BRAND: Brand = {
  id: 'all',
  name: 'All',
  handle: 'all',
  access: 'self-serve',
  sources: [],
  ladder: [],
  signature: '',
  introductions: [],
  introductionsIn: {},
  askPrivately: '',
  askPrivatelyIn: {},
  defaultChannel: 'C0',
  routes: [],
};

function mostFrequent(posts: readonly Labelled[]): string {
  const counts = new Map<string, number>();
  for (const { topic } of posts) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? '';
}

/** The same order for the same seed. */
function shuffled<T>(all: T[], seed: number): T[] {
  let state = seed;
  const random = () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
  for (let index = all.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [all[index], all[other]] = [all[other] as T, all[index] as T];
  }
  return all;
}

function share<T>(all: readonly T[], fits: (one: T) => boolean): number {
  return all.length === 0 ? 0 : all.filter(fits).length / all.length;
}

function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

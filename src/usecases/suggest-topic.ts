import type { Brand, DeskSettings } from '../domain/brand.ts';
import type { Post } from '../domain/glossary.ts';
import type { TopicSuggestion } from '../domain/route.ts';
import { topicChoices } from '../domain/topic-choices.ts';
import { type Example, isWorthIt, type Proof, prove, TopicModel } from '../domain/topic-model.ts';
import type { Clock, Log } from '../ports.ts';
import { EXAMPLE_MS, EXAMPLES_KEPT, type ExampleChange, type TopicStore } from '../topics.ts';

export interface SuggestTopicDeps {
  topics: TopicStore;
  desk: DeskSettings;
  clock: Clock;
  log: Log;
}

/** Null: it does not know enough, or this is probably about nothing that has a topic. Never throws. */
export type SuggestTopic = (brand: Brand, post: Post) => Promise<TopicSuggestion | null>;

interface Kept extends Example {
  at: number;
}

/** What the model knows now. */
interface Learnt {
  model: TopicModel;
  /** By thread, in the order of the newest change. */
  examples: Map<string, Kept>;
  place: number;
  proof: Proof | null;
  /** Changes since it was proved. */
  changes: number;
}

/**
 * Learns from threads that people moved or answered, and suggests a topic where no rule gave one: only when it has proved
 * that it is better than the most frequent topic. What was changed elsewhere is learnt, or forgotten, before each judgement.
 */
export function suggestTopic(deps: SuggestTopicDeps): SuggestTopic {
  const { desk, clock, log } = deps;
  const learnt: Learnt = { model: new TopicModel(), examples: new Map(), place: 0, proof: null, changes: 0 };
  let turn: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  /** Whoever asks before a look has begun is served by it. */
  const refresh = (): Promise<void> => {
    next ??= turn
      .catch(() => undefined)
      .then(() => {
        next = null;
        return catchUp(deps, learnt);
      });
    turn = next;
    return turn;
  };
  return async (brand, post) => {
    if (desk.topics.length === 0 && brand.routes.length === 0) return null;
    try {
      await refresh();
    } catch (error) {
      // The mention matters more than what we think of it.
      log.warn('topics-not-learnt', { error });
      return null;
    }
    const { proof, model } = learnt;
    if (!proof || !isWorthIt(proof, desk.suggestions)) return null;
    const judged = model.judge(post.text, proof.heat);
    if (!judged || judged.topic === null || judged.confidence < desk.suggestions.minConfidence) return null;
    const known = topicChoices(desk, brand).some(({ name }) => name === judged.topic);
    return known ? { topic: judged.topic, confidence: judged.confidence } : null;
  };

  /** Judged anew by examples that it had not seen, whenever a twentieth of them is new. */
  async function catchUp({ topics }: SuggestTopicDeps, now: Learnt): Promise<void> {
    for (let more = true; more; ) {
      const read = await topics.examples(now.place);
      for (const change of read.changes) apply(now, change);
      now.place = read.place;
      more = read.more;
    }
    trim(now, clock.now());
    if (now.changes === 0 || now.changes < now.examples.size / 20) return;
    now.changes = 0;
    now.proof = await prove([...now.examples.values()], () => clock.sleep(0));
    log.info('topics-proved', { ...now.proof, used: isWorthIt(now.proof, desk.suggestions) });
  }
}

function apply(learnt: Learnt, { threadId, taught }: ExampleChange): void {
  forget(learnt, threadId);
  if (!taught) return;
  const example = { topic: taught.topic, text: taught.text, byRule: taught.by === 'rule', at: taught.at };
  learnt.model.learn(example);
  learnt.examples.set(threadId, example);
  learnt.changes += 1;
}

function forget(learnt: Learnt, threadId: string): void {
  const before = learnt.examples.get(threadId);
  if (!before) return;
  learnt.model.unlearn(before);
  learnt.examples.delete(threadId);
  learnt.changes += 1;
}

/** The oldest stand first. */
function trim(learnt: Learnt, now: number): void {
  for (const [threadId, { at }] of learnt.examples) {
    if (learnt.examples.size <= EXAMPLES_KEPT && at >= now - EXAMPLE_MS) return;
    forget(learnt, threadId);
  }
}

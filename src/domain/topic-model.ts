import { Naivebayes } from 'classificator';
import type { SuggestionSettings } from './topic.ts';

/** What a thread taught: its first post, and the topic that it had in the end. Null: none. */
export interface Example {
  topic: string | null;
  text: string;
  /** A rule gave the topic: it teaches, but says nothing of how good the model is where no rule fits. */
  byRule: boolean;
}

/** How good the model is, by examples that it had not learnt when it judged them. */
export interface Proof {
  /** So many were judged. */
  judged: number;
  right: number;
  /** So many would be right if every thread got the most frequent topic. */
  baseline: number;
  /** Divides what it believes, so that 80 % is right eight times of ten: such a model is always too sure. */
  heat: number;
}

export interface Judgement {
  topic: string | null;
  confidence: number;
}

/** Low: most words of a post were never seen before. */
const ALPHA = 0.1;
const PIECE = 4;
const FOLDS = 5;
const HEATS = [1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32];
/** Between pauses so many posts are judged. */
const AT_ONCE = 50;

/**
 * Naive Bayes over the words of a post and their pieces. The library counts and smooths; its own sums, in decimals of any
 * length, take a hundred times as long as these.
 */
export class TopicModel {
  readonly #counts = new Naivebayes({ alpha: ALPHA, tokenizer: piecesOf });

  learn({ text, topic }: Pick<Example, 'text' | 'topic'>): void {
    if (piecesOf(text).length > 0) this.#counts.learn(text, labelOf(topic));
  }

  /** Only what was learnt before. */
  unlearn({ text, topic }: Pick<Example, 'text' | 'topic'>): void {
    if (piecesOf(text).length > 0) this.#counts.unlearn(text, labelOf(topic));
  }

  /** The most likely topic. Null: it knows nothing, or no word of this text. */
  judge(text: string, heat: number): Judgement | null {
    const beliefs = this.beliefs(text);
    const [best] = [...beliefs].sort(([, one], [, other]) => other - one);
    if (!best) return null;
    const [label] = best;
    return { topic: topicOf(label), confidence: share(beliefs, label, heat) };
  }

  /** By topic, the logarithm of how likely it is together with this text. */
  beliefs(text: string): Map<string, number> {
    const counts = this.#counts;
    const pieces = piecesOf(text).filter((piece) => (counts.vocabulary[piece] ?? 0) > 0);
    if (pieces.length === 0) return new Map();
    return new Map(
      counts.getCategories().map((label) => {
        const prior = Math.log((counts.docCount[label] ?? 0) / counts.totalDocuments);
        const sum = (so: number, piece: string) => so + Math.log(counts.tokenProbability(piece, label));
        return [label, pieces.reduce(sum, prior)];
      }),
    );
  }
}

/** Learns from four fifths and judges the rest, five times. `breathe` lets others work meanwhile. */
export async function prove(examples: readonly Example[], breathe: () => Promise<void>): Promise<Proof> {
  const judged: { beliefs: Map<string, number>; truth: string }[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const model = new TopicModel();
    for (const [index, example] of examples.entries()) {
      if (index % FOLDS !== fold) model.learn(example);
      if (index % AT_ONCE === 0) await breathe();
    }
    const rest = examples.filter((example, index) => index % FOLDS === fold && !example.byRule);
    for (const [index, { text, topic }] of rest.entries()) {
      judged.push({ beliefs: model.beliefs(text), truth: labelOf(topic) });
      if (index % AT_ONCE === 0) await breathe();
    }
  }
  const truths = judged.map(({ truth }) => truth);
  return {
    judged: judged.length,
    right: judged.filter(({ beliefs, truth }) => topmost(beliefs) === truth).length,
    baseline: Math.max(0, ...[...new Set(truths)].map((label) => countOf(truths, label))),
    heat: bestHeat(judged),
  };
}

/** Enough examples, and better than the most frequent topic by more than chance would be. */
export function isWorthIt({ judged, right, baseline }: Proof, { minExamples }: SuggestionSettings): boolean {
  if (judged < minExamples) return false;
  const share = right / judged;
  return (right - baseline) / judged > Math.sqrt((share * (1 - share)) / judged);
}

/** The words of a post without accents, and their pieces of four letters. No handles and long numbers: they name people. */
export function piecesOf(text: string): string[] {
  const plain = text
    .replace(/https?:\/\/\S+|@\w+|&[a-z]+;|\+?\d[\d\s/.-]{4,}/gu, ' ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase();
  const pieces = new Set<string>();
  for (const word of plain.split(/[^\p{L}\p{N}]+/u).filter((found) => found.length > 1)) {
    // A word could be the name of something that every object of the language has: none begins like this.
    pieces.add(`=${word}`);
    const framed = `_${word}_`;
    for (let at = 0; at + PIECE <= framed.length; at += 1) pieces.add(`~${framed.slice(at, at + PIECE)}`);
  }
  return [...pieces];
}

function labelOf(topic: string | null): string {
  return topic === null ? '-' : `#${topic}`;
}

function topicOf(label: string): string | null {
  return label === '-' ? null : label.slice(1);
}

function topmost(beliefs: Map<string, number>): string | null {
  return [...beliefs].sort(([, one], [, other]) => other - one)[0]?.[0] ?? null;
}

/** How likely this one is among all, 0 to 1. */
function share(beliefs: Map<string, number>, label: string, heat: number): number {
  const own = beliefs.get(label) ?? Number.NEGATIVE_INFINITY;
  const all = [...beliefs.values()].reduce((sum, belief) => sum + Math.exp((belief - own) / heat), 0);
  return 1 / all;
}

/** The one by which what it believes comes closest to what was true. */
function bestHeat(judged: readonly { beliefs: Map<string, number>; truth: string }[]): number {
  const loss = (heat: number) =>
    judged.reduce(
      (sum, { beliefs, truth }) =>
        sum - Math.log(beliefs.has(truth) ? Math.max(share(beliefs, truth, heat), 1e-9) : 1e-9),
      0,
    );
  return HEATS.map((heat) => [loss(heat), heat] as const).sort(([one], [other]) => one - other)[0]?.[1] ?? 1;
}

function countOf(all: readonly string[], wanted: string): number {
  return all.filter((one) => one === wanted).length;
}

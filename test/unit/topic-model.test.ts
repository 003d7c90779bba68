import { describe, expect, it } from 'vitest';
import { type Example, isWorthIt, piecesOf, prove, TopicModel } from '../../src/domain/topic-model.ts';

const SETTINGS = { minExamples: 40, minConfidence: 0.5 };
const WORDS: Record<string, string[]> = {
  billing: ['bill', 'invoice', 'charged', 'refund', 'payment'],
  network: ['signal', 'router', 'offline', 'speed', 'outage'],
};
const breathe = () => Promise.resolve();

function example(topic: string | null, index: number): Example {
  const words = WORDS[topic ?? ''] ?? ['hello', 'thanks', 'love', 'great', 'nice'];
  const pick = (step: number) => words[(index * step) % words.length];
  return { topic, text: `@acme ${pick(1)} ${pick(2)} again number ${index}`, byRule: false };
}

function many(count: number): Example[] {
  const topics = ['billing', 'network', null];
  return Array.from({ length: count }, (_, index) => example(topics[index % 3] ?? null, index));
}

describe('a topic model', () => {
  it('learns what threads were about, and is sure of it', () => {
    const model = new TopicModel();
    for (const one of many(60)) model.learn(one);
    expect(model.judge('my invoice shows a payment twice', 2)).toMatchObject({ topic: 'billing' });
    expect(model.judge('the router is offline', 2)).toMatchObject({ topic: 'network' });
    expect(model.judge('thanks, that was great', 2)).toMatchObject({ topic: null });
    expect(model.judge('the router is offline', 2)?.confidence).toBeGreaterThan(0.8);
  });

  it('forgets one thread as if it had never been', () => {
    const [model, other] = [new TopicModel(), new TopicModel()];
    for (const one of many(20)) for (const each of [model, other]) each.learn(one);
    const odd = { topic: 'odd', text: 'constructor __proto__ bill toString' };
    model.learn(odd);
    expect(model.judge('constructor toString', 1)?.topic).toBe('odd');
    model.unlearn(odd);
    const text = 'bill and constructor of my router';
    expect(model.judge(text, 1)).toEqual(other.judge(text, 1));
  });

  it('says nothing of words that it never saw', () => {
    const model = new TopicModel();
    expect(model.judge('anything', 1)).toBeNull();
    model.learn({ topic: 'billing', text: 'bill' });
    expect(model.judge('@acme https://acme.com/bill', 1)).toBeNull();
    expect(model.judge('', 1)).toBeNull();
  });

  it('looks at no handles, addresses and long numbers, and knows words by their pieces', () => {
    expect(piecesOf('@acme https://t.co/x Billing! &amp; +39 333 1234567')).toEqual([
      '=billing',
      '~_bil',
      '~bill',
      '~illi',
      '~llin',
      '~ling',
      '~ing_',
    ]);
  });
});

describe('the proof of a model', () => {
  it('counts what was right among examples that were not learnt, beside the most frequent topic', async () => {
    const proof = await prove(many(90), breathe);
    expect(proof).toMatchObject({ judged: 90, baseline: 30 });
    expect(proof.right).toBeGreaterThan(70);
    expect(isWorthIt(proof, SETTINGS)).toBe(true);
    expect(isWorthIt(proof, { ...SETTINGS, minExamples: 91 })).toBe(false);
  });

  it('does not hold when the topics have nothing to do with the words', async () => {
    const noise = many(90).map((one, index) => ({ ...one, topic: index % 7 < 4 ? 'billing' : 'network' }));
    expect(isWorthIt(await prove(noise, breathe), SETTINGS)).toBe(false);
  });

  it('does not count what a rule gave: the rule will do that again', async () => {
    const byRule = many(90).map((one) => ({ ...one, byRule: one.topic === 'billing' }));
    const proof = await prove(byRule, breathe);
    expect(proof.judged).toBe(60);
    expect(isWorthIt(await prove([], breathe), SETTINGS)).toBe(false);
  });

  it('cools a model that is too sure of itself', async () => {
    const mixed = many(120).map((one, index) => (index % 4 === 0 ? { ...one, topic: 'network' } : one));
    const { heat } = await prove(mixed, breathe);
    expect(heat).toBeGreaterThan(1);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { introductionsFor } from '../../src/domain/wording.ts';
import { freshStore } from '../support/fresh-store.ts';
import { aBrand, aPost, aReply } from '../support/samples.ts';
import { claimedThread } from '../support/store.ts';

const fresh = freshStore();
const DUE = aReply().notBefore;

const idOf = (index: number) => `r-${index}`;
const draw = (index: number, list = 'acme', sentences = 2) =>
  fresh.store.replies.drawWording(idOf(index), list, sentences);

/** Each to its own customer. */
async function replies(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const threadId = await claimedThread(fresh.store, 'USAM', aPost({ id: String(2_000 + index) }));
    await fresh.store.replies.submit(aReply({ id: idOf(index), threadId }));
  }
}

/** X has these words already: the reply takes others. */
async function reworded(index: number): Promise<void> {
  const { replies } = fresh.store;
  const begun = await replies.begin(idOf(index), DUE);
  if (begun.kind !== 'go') throw new Error(begun.kind);
  const { attempt } = begun.reply;
  await replies.finish(idOf(index), attempt, { kind: 'retry', at: DUE, reason: 'no', newWording: true }, DUE);
}

beforeEach(() => replies(6));

describe('the sentence that introduces', () => {
  it('is never the same twice in a row, whatever was written and taken back between', async () => {
    // The others were submitted, and are not sent.
    const drawn = [await draw(0), await draw(2), await draw(5)];
    expect(drawn.map((number) => number % 2)).toEqual([1, 0, 1]);
  });

  it('is another one for each of many that are sent at once', async () => {
    const drawn = await Promise.all([0, 1, 2, 3, 4, 5].map((index) => draw(index, 'acme', 6)));
    expect(new Set(drawn.map((number) => number % 6)).size).toBe(6);
  });

  it('stays the same when the same reply is attempted again', async () => {
    const first = await draw(0);
    await draw(1);
    expect(await draw(0)).toBe(first);
  });

  it('is one that the reply did not have when it is reworded, whatever others drew since', async () => {
    const had = [(await draw(0, 'acme', 3)) % 3];
    for (const others of [[1, 2], [3]]) {
      for (const other of others) await draw(other, 'acme', 3);
      await reworded(0);
      const next = (await draw(0, 'acme', 3)) % 3;
      expect(had).not.toContain(next);
      expect((await draw(0, 'acme', 3)) % 3).toBe(next);
      had.push(next);
    }
  });

  it('comes in turn in each list of a brand for itself', async () => {
    const brand = aBrand({ introductionsIn: { it: ['a', 'b'] } });
    const lists = ['it-IT', 'en', 'it', null].map((language) => introductionsFor(brand, language).list);
    expect(lists).toEqual(['acme:it', 'acme', 'acme:it', 'acme']);
    const drawn = [];
    for (const [index, list] of lists.entries()) drawn.push(await draw(index, list));
    expect(drawn).toEqual([1, 1, 2, 2]);
  });
});

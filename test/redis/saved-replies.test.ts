import { describe, expect, it } from 'vitest';
import type { RefusedError } from '../../src/errors.ts';
import { deleteSavedReply, listSavedReplies, saveReply } from '../../src/usecases/saved-replies.ts';
import { MOST_SAVED } from '../../src/words.ts';
import { freshStore, twice } from '../support/fresh-store.ts';
import { aDesk } from '../support/samples.ts';

const fresh = freshStore();
const YAML = { id: 'hi', title: 'Hello', topic: null, language: null, text: 'Hi', version: 'yaml', by: null };
const people = {
  get: async (slackUser: string) => ({ slackUser, name: 'A', firstName: 'A', employee: true }),
  leads: async () => [],
  isLead: async (slackUser: string) => slackUser.startsWith('UL'),
} as never;
const deps = () => ({ ...fresh.store, people, desk: aDesk({ savedReplies: [YAML] }), clock: fresh.clock });

const LINE = { id: 'm-V1', title: 'Line', topic: 'line', language: 'en', text: 'In {street} <!channel>' };
const save = (version: string, known: string | null = null, over: object = {}, slackUser = 'ULEA') =>
  saveReply(deps())({ reply: { ...LINE, ...over }, known, version, slackUser });
const remove = (known: string) => deleteSavedReply(deps())({ id: 'm-V1', known, slackUser: 'ULEA' });
const titles = async () => (await listSavedReplies(deps())('ULEA')).all.map(({ title }) => title);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: RefusedError) => error.code,
  );

describe('saved replies', () => {
  it('are those of the YAML and those that leads wrote', async () => {
    await twice(fresh.store, () => save('V1'));
    expect(await titles()).toEqual(['Hello', 'Line']);
    expect(await fresh.store.savedReplies.all()).toEqual([{ ...LINE, version: 'V1', by: 'ULEA' }]);
  });

  it('are changed by whoever saw the newest version, and by nobody else', async () => {
    await save('V1');
    await save('V2', 'V1', { title: 'Line down' }, 'ULIA');
    expect(await codeOf(save('V3', 'V1', { title: 'Old' }))).toBe('changed');
    expect(await titles()).toEqual(['Hello', 'Line down']);
  });

  it('are deleted once, by whoever saw the newest version', async () => {
    await save('V1');
    expect(await codeOf(remove('V0'))).toBe('changed');
    await twice(fresh.store, () => remove('V1'));
    expect(await titles()).toEqual(['Hello']);
    expect(await codeOf(save('V2', 'V1'))).toBe('gone');
  });

  it('are not without number', async () => {
    for (let number = 0; number < MOST_SAVED; number += 1)
      await save(`V${number}`, null, { id: `m-${number}` });
    expect(await codeOf(save('W', null, { id: 'm-more' }))).toBe('full');
  });

  it('are for leads to see and to change', async () => {
    expect(await codeOf(save('V1', null, {}, 'UBEN'))).toBe('not-a-lead');
    expect(await codeOf(listSavedReplies(deps())('UBEN'))).toBe('not-a-lead');
    expect(await fresh.store.dump()).toEqual({});
  });
});

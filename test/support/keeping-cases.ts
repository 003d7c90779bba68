import { otherWrote } from './conversation-cases.ts';
import { aLongThread, packedThread } from './long-thread.ts';
import { anIngest, NOW, type OpenStore } from './store.ts';

type Step = (store: OpenStore) => Promise<unknown>;

const shaOf = async (store: OpenStore) => (await store.keeping.record('x-1001', null))?.sha ?? '';
const LATER = NOW + 400 * 24 * 60 * 60 * 1000;

/** Every script of keeping and forgetting, as test/redis/sent-twice wants them. */
export const KEEPING_CASES: { script: string; given?: Step; when: Step; second?: unknown }[] = [
  { script: 'thread-record', given: aLongThread, when: ({ keeping }) => keeping.record('x-1001', null) },
  {
    script: 'thread-record (bury)',
    given: aLongThread,
    when: ({ keeping }) => keeping.bury('x-1001', 60_000_000),
    second: ['gone', '', ''],
  },
  {
    script: 'restore-thread',
    given: async (store) => {
      await aLongThread(store);
      const read = await store.keeping.record('x-1001', LATER);
      await store.keeping.remove('x-1001', LATER, await shaOf(store));
      await store.redis.set('record', JSON.stringify(read?.record));
    },
    when: async (store) => store.keeping.restore(JSON.parse((await store.redis.get('record')) ?? ''), NOW),
    second: 'present',
  },
  { script: 'pack-on', given: aLongThread, when: ({ keeping }) => keeping.pack(LATER, 10) },
  {
    script: 'unpack-key',
    given: packedThread,
    when: ({ threads }) => threads.seenAt('1001'),
  },
  { script: 'owner-of', given: packedThread, when: ({ threads }) => threads.threadOf('1001') },
  {
    script: 'forget-post',
    given: otherWrote,
    when: ({ forgetting }) => forgetting.forgetPost(['1002'], 'x-1001', NOW),
  },
  {
    script: 'note-forgotten',
    when: ({ forgetting }) => forgetting.noted('n', 'customer-forgotten', 'threads: 1', NOW),
  },
  {
    script: 'swap-audit',
    given: otherWrote,
    when: ({ forgetting }) => forgetting.replace((text) => text.replace('USAM', 'UFORGOTTEN'), false),
    second: 0,
  },
  { script: 'allow-checks', when: ({ watch }) => watch.allow('2026-11-25', 80, 100) },
  {
    script: 'archive-checked',
    when: ({ keeping }) => keeping.archiveChecked('threads-x', { since: NOW, done: 3 }),
  },
  {
    script: 'watched-later',
    given: (store) => store.mentions.ingest(anIngest({ checkAfterMs: 60_000 })),
    when: ({ watch }) => watch.later([{ id: '1001', around: null }], NOW + 9),
  },
  {
    script: 'copy-audit',
    given: otherWrote,
    when: ({ forgetting }) => forgetting.replace((text) => text.replace('USAM', 'UFORGOTTEN'), false),
  },
  {
    script: 'replace-in',
    given: otherWrote,
    when: ({ forgetting }) => forgetting.replace((text) => text.replace('USAM', 'UFORGOTTEN'), false),
  },
  {
    script: 'overwrite',
    given: otherWrote,
    when: ({ forgetting }) => forgetting.overwrite('post:1002', { json: '' }),
  },
  {
    script: 'keep-traces',
    when: ({ forgetting }) =>
      forgetting.keepTraces('Maro', { ids: ['1'], handles: ['maro'], names: [], posts: [], threads: [] }),
  },
  { script: 'schedule', when: ({ keeping }) => keeping.schedule(NOW) },
];

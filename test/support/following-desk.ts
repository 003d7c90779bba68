import { beforeEach } from 'vitest';
import type { PostLookup } from '../../src/conversations.ts';
import type { DeskSettings } from '../../src/domain/brand.ts';
import type { Post } from '../../src/domain/glossary.ts';
import type { Availability } from '../../src/domain/responder.ts';
import type { JobAnswer, NoteView, Notifier, People } from '../../src/ports.ts';
import { receiveMention } from '../../src/usecases/receive-mention.ts';
import { freshStore } from './fresh-store.ts';
import { aDesk } from './samples.ts';
import { silentLog } from './store.ts';

const HERE: Availability = { kind: 'available', load: { open: 0, answeredToday: 0 } };

export function away(why: Extract<Availability, { kind: 'away' }>['why']): Availability {
  return { kind: 'away', why, until: null };
}

/** Around the thread x-1001: a store, an X that answers what a test says, and a Slack that remembers what it was given. */
export function followingDesk() {
  const fresh = freshStore();
  const desk = {
    fresh,
    /** What Slack was told, in order. */
    notes: [] as { key: string; view: NoteView }[],
    updates: [] as { ts: string; view: NoteView }[],
    /** What X was asked. */
    asked: [] as string[][],
    searched: [] as Parameters<PostLookup['searchConversation']>[0][],
    /** What it answers. */
    onX: new Map<string, Post | 'hidden'>(),
    said: [] as Post[],
    failing: null as Error | null,
    there: {} as Record<string, Availability>,
    deps: (over: Partial<DeskSettings> = {}) => {
      const { store, clock } = fresh;
      const settings = aDesk(over);
      const given = { ...store, lookups, notifier, clock, log: silentLog, desk: settings };
      return {
        ...given,
        people: {
          get: async (slackUser) => ({ slackUser, name: 'Sam', firstName: 'Sam', employee: true }),
        } as People,
        availability: async (slackUser: string) => desk.there[slackUser] ?? HERE,
        receiveMention: receiveMention({ ...given, suggestTopic: async () => null }),
      };
    },
    thread: (id = 'x-1001') => fresh.store.threads.get(id),
    carded: (id = 'x-1001') => fresh.store.messages.posted(`card:${id}`, '1.0'),
    /** Work is done again until it need not wait for its turn. */
    async done(work: () => Promise<JobAnswer>): Promise<void> {
      for (let answer = await work(); 'again' in answer; answer = await work())
        fresh.clock.advance(Math.max(1, answer.again - fresh.clock.now()));
    },
  };
  const lookups = lookupsOf(desk);
  const notifier = {
    postNote: async (key, _thread, view) => {
      desk.notes.push({ key, view });
      return `${desk.notes.length}.1`;
    },
    updateNote: async (ts, _thread, view) => void desk.updates.push({ ts, view }),
    find: async () => null,
  } as Partial<Notifier> as Notifier;
  beforeEach(() => {
    const nothing = { notes: [], updates: [], asked: [], searched: [], said: [], failing: null, there: {} };
    Object.assign(desk, nothing, { onX: new Map() });
  });
  return desk;
}

interface OnX {
  asked: string[][];
  searched: Parameters<PostLookup['searchConversation']>[0][];
  onX: Map<string, Post | 'hidden'>;
  said: Post[];
  failing: Error | null;
}

function lookupsOf(desk: OnX): PostLookup {
  return {
    async lookUp(ids) {
      if (desk.failing) throw desk.failing;
      desk.asked.push([...ids]);
      const found = ids.map((id) => [id, desk.onX.get(id)] as const);
      return {
        posts: found.flatMap(([, post]) => (post && post !== 'hidden' ? [post] : [])),
        missing: found.flatMap(([id, post]) =>
          post === undefined || post === 'hidden'
            ? [{ id, why: post === 'hidden' ? ('hidden' as const) : ('deleted' as const) }]
            : [],
        ),
      };
    },
    async searchConversation(input) {
      if (desk.failing) throw desk.failing;
      desk.searched.push(input);
      return desk.said;
    },
  };
}

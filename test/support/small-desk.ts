import { COMMANDS, registerJobs } from '../../handlers/register.ts';
import { wordsOf } from '../../sandbox/slack/message-words.ts';
import type { PostLookup } from '../../src/conversations.ts';
import type { DeskSettings } from '../../src/domain/brand.ts';
import type { Post } from '../../src/domain/glossary.ts';
import { kindOf } from '../../src/domain/work.ts';
import type { SlackEraser } from '../../src/forgetting.ts';
import type { Archive } from '../../src/keeping.ts';
import type { SlackFiles } from '../../src/media.ts';
import type { JobQueue, NoteView, Notifier, SocialNetwork } from '../../src/ports.ts';
import type { PeopleNotifier } from '../../src/responders.ts';
import { createDeskViews } from '../../src/slack/desk-views.ts';
import { mentionCard } from '../../src/slack/mention-card.ts';
import { createModals } from '../../src/slack/modals.ts';
import { noteMessage } from '../../src/slack/notes.ts';
import { createUseCases } from '../../src/use-cases.ts';
import { TOKENS } from './account.ts';
import type { FreshStore } from './fresh-store.ts';
import { measureText } from './measure-text.ts';
import { somePeople } from './people.ts';
import { type Act, RecordedSlack, type Seen } from './recorded-slack.ts';
import { aBrandAccount, aDesk, aJoin, anAccount, anEnrolment, aPost } from './samples.ts';
import { NO_ALARMS, NO_SURGES } from './silences.ts';
import { anIngest, NOW } from './store.ts';

const LINKS = {
  postUrl: (handle: string, id: string) => `https://x.com/${handle}/status/${id}`,
  profileUrl: () => 'https://x.com/a',
  composeUrl: () => 'https://x.com/intent/post',
};
const MOST_ROUNDS = 200;

/** All of the product between Slack and X, in one process: real handlers, jobs, use cases and store. */
export class SmallDesk {
  readonly slack = new RecordedSlack();
  /** What people were told, with where or to whom, oldest first. */
  readonly told: string[] = [];
  /** By thread: the card's words as they stand now. */
  readonly cards = new Map<string, string>();
  /** What went out on X. */
  readonly posts: { text: string; inReplyTo: string }[] = [];
  /** On X and gone from there since. */
  readonly deleted = new Set<string>();
  readonly away = new Set<string>();
  readonly #fresh: FreshStore;
  readonly #jobs: ReturnType<typeof registerJobs>;

  constructor(fresh: FreshStore, over: Partial<DeskSettings> = {}) {
    this.#fresh = fresh;
    const { store, clock } = fresh;
    const desk = aDesk({ enrolment: anEnrolment({ approval: 'none' }), ...over });
    const people = somePeople();
    const useCases = createUseCases({
      ...store,
      network: this.#network(),
      lookups: this.#lookups(),
      people,
      alarms: NO_ALARMS,
      surgeNotifier: NO_SURGES,
      archive: {} as Archive,
      eraser: {} as SlackEraser,
      presence: { away: async (slackUser) => this.away.has(slackUser) },
      peopleNotifier: this.#peopleNotifier(),
      notifier: this.#notifier(),
      files: {} as SlackFiles,
      queue: {} as JobQueue,
      clock,
      log: this.slack.log,
      desk,
      measure: measureText,
      publicUrl: 'https://care.example.com',
    });
    const client = this.slack.client;
    const rules = desk.enrolment?.rules ?? null;
    const all = {
      ...useCases,
      ...createModals({
        client,
        links: LINKS,
        measure: measureText,
        takesFiles: true,
        altText: 'required',
        rules,
      }),
      ...createDeskViews({ workspaceUrl: null, clock }),
      ...this.slack.deps,
      ...{ accounts: store.accounts, people, desk, brands: desk.brands, clock },
    };
    this.slack.listen(all, Object.keys(COMMANDS));
    this.#jobs = registerJobs(all);
  }

  /** Somebody who joined, and answers from an account of their own. */
  async joins(slackUser: string, over: Parameters<typeof aJoin>[0] = {}): Promise<void> {
    const { accounts, responders } = this.#fresh.store;
    await responders.join(aJoin({ slackUser, windowId: `V-${slackUser}`, ...over }), NOW);
    const owner = { kind: 'responder', slackUser } as const;
    const handle = `${slackUser.slice(1).toLowerCase()}_works`;
    await accounts.link(anAccount({ id: `7${slackUser}`, handle, owner }), TOKENS, NOW);
    await accounts.link(aBrandAccount(), TOKENS, NOW);
    await this.work();
  }

  /** A customer writes, and what follows is done. Answers the thread's id. */
  async mention(over: Partial<Post> = {}): Promise<string> {
    const post = aPost({ createdAt: this.#fresh.clock.now(), ...over });
    const result = await this.#fresh.store.mentions.ingest(
      anIngest({ post, now: this.#fresh.clock.now(), checkAfterMs: 60_000 }),
    );
    await this.work();
    return 'threadId' in result ? (result.threadId ?? '') : '';
  }

  /** This person does it, and what follows is done. */
  async does(slackUser: string, act: Act): Promise<Seen> {
    const seen = await this.slack.does(slackUser, act);
    await this.work();
    return seen;
  }

  /** So much time goes by, and what falls due in it is done when it does. */
  async pass(ms: number, stepMs = 5_000): Promise<void> {
    for (let gone = 0; gone < ms; gone += stepMs) {
      this.#fresh.clock.advance(Math.min(stepMs, ms - gone));
      await this.work();
    }
  }

  /** Whatever is due is done, as the workers do it. */
  async work(): Promise<void> {
    const { store, clock } = this.#fresh;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const due = await store.outbox.take(clock.now(), 100, 1_000);
      if (due.length === 0) return;
      for (const work of due) {
        const done = await this.#jobs[kindOf(work.member)](work);
        if ('again' in done) await store.outbox.postpone(work, Math.max(done.again, clock.now() + 1));
        else await store.outbox.complete(work);
      }
    }
    throw new Error('The work does not come to an end.');
  }

  #notifier(): Notifier {
    let ts = 0;
    const next = () => {
      ts += 1;
      return `17.${String(ts).padStart(6, '0')}`;
    };
    const say = (to: string, note: NoteView) => {
      this.told.push(`${to}: ${wordsOf(noteMessage(note, LINKS))}`);
      return next();
    };
    const draw: Notifier['updateCard'] = async (_ts, card) =>
      void this.cards.set(card.thread.id, wordsOf(mentionCard(card, LINKS)));
    return {
      find: async () => null,
      permalink: async () => null,
      openDirect: async (slackUser: string) => slackUser,
      postCard: async (_key, card) => {
        await draw('', card);
        return next();
      },
      updateCard: draw,
      leaveSign: async () => undefined,
      postNote: async (_key, { channel }, note) => say(channel, note),
      updateNote: async (_ts, { channel }, note) => void say(channel, note),
      tellNote: async (slackUser, note) => void say(slackUser, note),
      tell: async (slackUser, text) => void this.told.push(`${slackUser}: ${text}`),
      whisper: async (_channel, slackUser, text) => void this.told.push(`${slackUser}: ${text}`),
      postDeath: async () => next(),
    };
  }

  #peopleNotifier(): PeopleNotifier {
    return {
      postRequest: async () => '18.1',
      updateRequest: async () => undefined,
      tellDecision: async () => undefined,
      tellProfile: async () => undefined,
      postLeft: async (_key, { id }, slackUser) => {
        this.told.push(`thread ${id}: ${slackUser} left`);
        return '18.2';
      },
    };
  }

  /** Takes every post, and confirms whatever it is asked. */
  #network(): SocialNetwork {
    return {
      ...LINKS,
      id: 'x',
      messageUrl: () => 'https://x.com/messages/compose',
      profile: async () => ({ bio: 'I work for Acme', picture: true }),
      revoke: async () => true,
      recentPosts: async () => ({ posts: [], complete: true }),
      createPost: async (_tokens, { text, inReplyTo }) => {
        this.posts.push({ text, inReplyTo });
        return { kind: 'sent', postId: `90${this.posts.length}` };
      },
    } as Partial<SocialNetwork> as SocialNetwork;
  }

  #lookups(): PostLookup {
    return {
      lookUp: async (ids) => ({
        posts: [],
        missing: ids.filter((id) => this.deleted.has(id)).map((id) => ({ id, why: 'deleted' as const })),
      }),
      searchConversation: async () => [],
    };
  }
}

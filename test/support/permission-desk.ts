import { COMMANDS } from '../../handlers/register.ts';
import type { PostLookup } from '../../src/conversations.ts';
import type { SlackEraser } from '../../src/forgetting.ts';
import type { Archive } from '../../src/keeping.ts';
import type { SlackFiles } from '../../src/media.ts';
import type { JobQueue, Notifier, People } from '../../src/ports.ts';
import type { PeopleNotifier } from '../../src/responders.ts';
import { createDeskViews } from '../../src/slack/desk-views.ts';
import { createModals } from '../../src/slack/modals.ts';
import { createUseCases } from '../../src/use-cases.ts';
import { measureText } from './measure-text.ts';
import { LISTED, NETWORK, ROLES, setStage, TODAY } from './permission-stage.ts';
import { type Act, RecordedSlack, type Seen } from './recorded-slack.ts';
import { aDesk, anEnrolment } from './samples.ts';
import { NO_ALARMS, NO_SURGES } from './silences.ts';
import { type OpenStore, openStore } from './store.ts';

const clock = { now: () => TODAY, sleep: async () => undefined };
const TOPIC = { channel: 'C0BILLS', priority: 'normal' as const, brands: [], rules: [] };
const DESK = aDesk({
  people: { leads: [ROLES.lead], ops: [ROLES.ops], responders: [...LISTED] },
  enrolment: anEnrolment(),
  topics: [{ name: 'bills', ...TOPIC }],
});

const PEOPLE: People = {
  get: async (slackUser) => ({
    slackUser,
    name: slackUser,
    firstName: slackUser.slice(1).toLowerCase(),
    employee: slackUser !== ROLES.guest,
    zone: 'Europe/Rome',
  }),
  isLead: async (slackUser) => slackUser === ROLES.lead,
  leads: async () => [ROLES.lead],
  isResponder: async (slackUser) => LISTED.includes(slackUser),
  operations: async () => new Set([ROLES.ops]),
};

/** What became of it. */
export interface Tried extends Seen {
  /** The keys that are not as they were; what only counts is left out. */
  changed: string[];
}

/** The whole product between Slack and Redis: real handlers, use cases and store, on one of everything. */
export class PermissionDesk {
  readonly slack = new RecordedSlack();
  readonly store: OpenStore;
  #start: [key: string, content: Buffer][] = [];
  #dump: Record<string, string> = {};
  /** While the count of writes is this one, nothing was written since the beginning. */
  #asFirst = '';

  private constructor(url: string) {
    this.store = openStore(url, clock);
  }

  static async open(url: string): Promise<PermissionDesk> {
    const desk = new PermissionDesk(url);
    await desk.store.redis.flushall();
    await setStage(desk.store);
    const { redis } = desk.store;
    const keys = await redis.keys('*');
    desk.#start = await Promise.all(
      keys.map(async (key) => [key, (await redis.dumpBuffer(key)) ?? Buffer.alloc(0)] as [string, Buffer]),
    );
    desk.#dump = await desk.store.dump();
    desk.#listen();
    return desk;
  }

  /** Everything is as it was at first; `given` may still change it, then this person does it. */
  async does(slackUser: string, act: Act, given?: (store: OpenStore) => Promise<unknown>): Promise<Tried> {
    await this.#reset();
    await given?.(this.store);
    const before = given ? await this.store.dump() : this.#dump;
    const writes = await this.#writes();
    const seen = await this.slack.does(slackUser, act);
    if ((await this.#writes()) === writes) return { ...seen, changed: [] };
    const after = await this.store.dump();
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    const changed = [...keys].filter((key) => before[key] !== after[key] && !key.endsWith(':counters'));
    return { ...seen, changed };
  }

  close(): void {
    this.store.redis.disconnect();
  }

  /** The server's own count of what was written. */
  async #writes(): Promise<string> {
    const info = await this.store.redis.info('persistence');
    return /rdb_changes_since_last_save:(\d+)/u.exec(info)?.[1] ?? '';
  }

  async #reset(): Promise<void> {
    if ((await this.#writes()) === this.#asFirst) return;
    const all = this.store.redis.multi().flushdb();
    for (const [key, content] of this.#start) all.restore(key, 0, content);
    await all.exec();
    this.#asFirst = await this.#writes();
  }

  #listen(): void {
    const { store, slack } = this;
    const useCases = createUseCases({
      ...store,
      network: NETWORK,
      lookups: {} as PostLookup,
      people: PEOPLE,
      alarms: NO_ALARMS,
      surgeNotifier: NO_SURGES,
      presence: { away: async () => false },
      peopleNotifier: {} as PeopleNotifier,
      notifier: {} as Notifier,
      files: {} as SlackFiles,
      archive: {} as Archive,
      eraser: {} as SlackEraser,
      queue: { counts: async () => ({}) } as Partial<JobQueue> as JobQueue,
      clock,
      log: slack.log,
      desk: DESK,
      measure: measureText,
      publicUrl: 'https://care.example.com',
    });
    const windows = createModals({
      client: slack.client,
      links: NETWORK,
      measure: measureText,
      takesFiles: true,
      altText: 'required',
      rules: DESK.enrolment?.rules ?? null,
    });
    const views = createDeskViews({ workspaceUrl: null, clock });
    const more = {
      ...slack.deps,
      accounts: store.accounts,
      people: PEOPLE,
      desk: DESK,
      brands: DESK.brands,
      clock,
    };
    slack.listen({ ...useCases, ...windows, ...views, ...more }, Object.keys(COMMANDS));
  }
}

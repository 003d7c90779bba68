import type { DeskSettings } from '../../src/domain/brand.ts';
import type { Reply } from '../../src/domain/glossary.ts';
import type { FileFacts, ReplyFile } from '../../src/domain/media.ts';
import { RefusedError } from '../../src/errors.ts';
import type { SlackEraser } from '../../src/forgetting.ts';
import type { Archive } from '../../src/keeping.ts';
import type { SlackFiles } from '../../src/media.ts';
import { createXLookups } from '../../src/networks/x/lookups.ts';
import type { JobQueue, Notifier, People } from '../../src/ports.ts';
import type { PeopleNotifier } from '../../src/responders.ts';
import type { Tokens } from '../../src/stores.ts';
import { createUseCases } from '../../src/use-cases.ts';
import type { FreshStore } from './fresh-store.ts';
import type { LocalX } from './local-x.ts';
import { measureText } from './measure-text.ts';
import { aPng } from './pictures.ts';
import { aBrandAccount, aDesk, anAccount, aPost, aReply } from './samples.ts';
import { NO_ALARMS, NO_SURGES } from './silences.ts';
import { claimedThread, silentLog } from './store.ts';

/** Files as Slack has them, without a Slack. */
export class HeldFiles implements SlackFiles {
  readonly held = new Map<string, FileFacts & { bytes: Uint8Array }>();
  /** Ids of what was read whole, in order. */
  readonly reads: string[] = [];
  /** Thrown by the next read. */
  fail: Error | null = null;

  put(id: string, bytes: Uint8Array = aPng(), over: Partial<FileFacts> = {}): void {
    this.held.set(id, {
      id,
      name: `${id}.png`,
      mimeType: 'image/png',
      size: bytes.length,
      alt: '',
      bytes,
      ...over,
    });
  }

  async facts(fileId: string): Promise<FileFacts> {
    const file = this.held.get(fileId);
    if (!file) throw new RefusedError('file-gone', 'It was deleted in Slack.');
    return file;
  }

  async read(fileId: string): Promise<Uint8Array> {
    const { fail } = this;
    this.fail = null;
    if (fail) throw fail;
    this.reads.push(fileId);
    await this.facts(fileId);
    return this.held.get(fileId)?.bytes ?? new Uint8Array();
  }
}

const PEOPLE: People = {
  get: async (slackUser) => ({ slackUser, name: 'Sam Works', firstName: 'Sam', employee: true }),
  isLead: async () => false,
  isResponder: async () => true,
  leads: async () => [],
  operations: async () => new Set<string>(),
};

export const twoPictures = (): ReplyFile[] => [
  { id: 'F1', name: 'F1.png', kind: 'image', alt: 'A red light', upload: null },
  { id: 'F2', name: 'F2.png', kind: 'image', alt: 'The box on the wall', upload: null },
];

/** The real store, use cases and adapter to X, a customer's post, and what Sam does about it. */
export function pictureDesk({ store, clock }: FreshStore, local: LocalX, desk: Partial<DeskSettings> = {}) {
  const { world } = local.x;
  const files = new HeldFiles();
  files.put('F1');
  files.put('F2', aPng([180, 85, 45]));
  const idOf = (username: string) => world.userByName(username)?.id ?? '';
  const useCases = createUseCases({
    ...store,
    network: local.network,
    lookups: createXLookups(local.clients, clock),
    people: PEOPLE,
    alarms: NO_ALARMS,
    surgeNotifier: NO_SURGES,
    presence: { away: async () => false },
    notifier: { openDirect: async () => 'D1', postDeath: async () => '1.1' } as Partial<Notifier> as Notifier,
    files,
    peopleNotifier: {} as PeopleNotifier,
    queue: {} as JobQueue,
    archive: {} as Archive,
    eraser: {} as SlackEraser,
    clock,
    log: silentLog,
    desk: aDesk({ settleMs: 4_000, undoMs: 0, ...desk }),
    measure: measureText,
    publicUrl: 'https://care.example.com',
  });
  const account = () => anAccount({ id: idOf('sam_works'), linkedAt: clock.now(), uploads: true });
  return {
    files,
    useCases,
    idOf,
    link: (tokens: Tokens = local.tokensOf('sam_works')) =>
      store.accounts.link(account(), tokens, clock.now()),
    linkBrand: () =>
      store.accounts.link(
        aBrandAccount({ id: idOf('acme'), uploads: true }),
        local.tokensOf('acme'),
        clock.now(),
      ),
    /** Sam's answer to a new post of the customer, due now. */
    async answer(over: Partial<Reply> = {}, words = '@sam_works @acme help'): Promise<Reply> {
      const mention = world.post({ authorId: idOf('customer_one'), text: words });
      const { id, text, mentions } = mention;
      const threadId = await claimedThread(store, 'USAM', aPost({ id, text, mentions }));
      const reply = aReply({
        id: `r-${id}`,
        threadId,
        accountId: idOf('sam_works'),
        inReplyTo: id,
        text: 'It looks like this:',
        steps: ['direct'],
        part: 'answer',
        files: twoPictures(),
        createdAt: clock.now(),
        updatedAt: clock.now(),
        notBefore: clock.now(),
        ...over,
      });
      await store.replies.submit(reply);
      return reply;
    },
    /** As a worker does it, and once more as long as it is due. */
    async deliver(reply: Reply, tries = 5): Promise<Reply> {
      for (let round = 0; round < tries; round += 1) await useCases.deliverReply(reply.id);
      return stored(reply);
    },
    stored,
    posts: () => [...world.posts.values()].filter(({ via }) => via !== null),
    uploads: () => world.media.all(),
  };

  async function stored({ id }: Reply): Promise<Reply> {
    const reply = await store.replies.get(id);
    if (!reply) throw new Error('The reply is gone.');
    return reply;
  }
}

export type PictureDesk = ReturnType<typeof pictureDesk>;

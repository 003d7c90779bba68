import type { PostPlaces, Spending } from '../budgets.ts';
import type { ClaimStore, HolderStore, WriterStore } from '../claims.ts';
import type { ConversationStore, NoiseStore, WatchStore } from '../conversations.ts';
import type { DeletionStore } from '../deletions.ts';
import type { ForgetStore } from '../forgetting.ts';
import type { KeepingStore } from '../keeping.ts';
import type { ThreadListing } from '../listing.ts';
import type { Outbox, SlackMessages } from '../outbox.ts';
import type { Clock } from '../ports.ts';
import type { GroupChanges, ResponderStore } from '../responders.ts';
import type { DeskReader, SilenceStore } from '../seeing.ts';
import type {
  AccountStore,
  Counters,
  LearnedStore,
  LinkStore,
  MentionStore,
  ReplyStore,
  SourceLeases,
  ThreadStore,
} from '../stores.ts';
import type { IncidentStore, SurgeStore } from '../surges.ts';
import type { TimeStore } from '../times.ts';
import type { TopicStore } from '../topics.ts';
import type { ApprovalStore, LoggedStore, SavedReplyStore } from '../words.ts';
import { createAccountStore } from './account-store.ts';
import { createApprovalStore } from './approval-store.ts';
import { createClaimStore, createWriterStore } from './claim-store.ts';
import { createConversationStore, createWatchStore } from './conversation-store.ts';
import { createDeletionStore } from './deletion-store.ts';
import { createDeskReader } from './desk-reader.ts';
import { createForgetStore } from './forget-store.ts';
import { createHolderStore } from './holder-store.ts';
import { createKeepingStore } from './keeping-store.ts';
import { keyPrefix } from './keys.ts';
import { createLearnedStore } from './learned-store.ts';
import { createLinkStore } from './link-store.ts';
import { createLoggedStore } from './logged-store.ts';
import { createMentionStore, createSourceLeases } from './mention-store.ts';
import { createNoiseStore } from './noise-store.ts';
import { createBell, createCounters, createOutbox } from './outbox.ts';
import { createPostPlaces } from './post-places.ts';
import type { Redis } from './redis.ts';
import { createReplyStore } from './reply-store.ts';
import { createGroupChanges, createResponderStore } from './responder-store.ts';
import { createSavedReplyStore } from './saved-reply-store.ts';
import { type Copies, createDatabase } from './scripts.ts';
import { createSilenceStore } from './silence-store.ts';
import { createSlackMessages } from './slack-messages.ts';
import { createSpending } from './spending.ts';
import type { StoreGuard } from './store-guard.ts';
import { createIncidentStore, createSurgeStore } from './surge-store.ts';
import { createThreadListing } from './thread-listing.ts';
import { createThreadStore } from './thread-store.ts';
import { createTimeStore } from './time-store.ts';
import type { TokenCipher } from './token-cipher.ts';
import { createTopicStore } from './topic-store.ts';

export interface StoreOptions {
  redis: Redis;
  /** Slack team id. */
  workspace: string;
  cipher: TokenCipher;
  clock: Clock;
  /** Null (or left out): whatever the server holds is taken as it is. */
  guard?: StoreGuard | null;
  /** How many replicas have a change before anybody is told of it; left out: none. */
  copies?: Copies | null;
  /** What goes on here, as W3C's `traceparent`; empty (or left out): nothing is traced. */
  trace?: () => string;
}

export interface Store {
  leases: SourceLeases;
  mentions: MentionStore;
  threads: ThreadStore;
  replies: ReplyStore;
  deletions: DeletionStore;
  outbox: Outbox;
  messages: SlackMessages;
  accounts: AccountStore;
  responders: ResponderStore;
  groups: GroupChanges;
  links: LinkStore;
  counters: Counters;
  learned: LearnedStore;
  places: PostPlaces;
  claims: ClaimStore;
  holders: HolderStore;
  writers: WriterStore;
  spending: Spending;
  approvals: ApprovalStore;
  savedReplies: SavedReplyStore;
  logged: LoggedStore;
  topics: TopicStore;
  times: TimeStore;
  listing: ThreadListing;
  conversations: ConversationStore;
  watch: WatchStore;
  noise: NoiseStore;
  keeping: KeepingStore;
  forgetting: ForgetStore;
  reader: DeskReader;
  silences: SilenceStore;
  surges: SurgeStore;
  incidents: IncidentStore;
}

export function createStore({
  redis,
  workspace,
  cipher,
  clock,
  guard = null,
  copies = null,
  trace,
}: StoreOptions): Store {
  const db = createDatabase(redis, keyPrefix(workspace), guard, trace, copies);
  const bell = createBell();
  return {
    leases: createSourceLeases(db),
    mentions: createMentionStore(db, bell.ring),
    threads: createThreadStore(db),
    replies: createReplyStore(db),
    deletions: createDeletionStore(db),
    outbox: createOutbox(db, bell),
    messages: createSlackMessages(db),
    accounts: createAccountStore(db, cipher, clock),
    responders: createResponderStore(db),
    groups: createGroupChanges(db),
    links: createLinkStore(db),
    counters: createCounters(db),
    learned: createLearnedStore(db),
    places: createPostPlaces(db),
    claims: createClaimStore(db),
    holders: createHolderStore(db),
    writers: createWriterStore(db),
    spending: createSpending(db),
    approvals: createApprovalStore(db),
    savedReplies: createSavedReplyStore(db),
    logged: createLoggedStore(db),
    topics: createTopicStore(db),
    times: createTimeStore(db),
    listing: createThreadListing(db),
    conversations: createConversationStore(db),
    watch: createWatchStore(db),
    noise: createNoiseStore(db),
    keeping: createKeepingStore(db, clock),
    forgetting: createForgetStore(db),
    reader: createDeskReader(db),
    silences: createSilenceStore(db),
    surges: createSurgeStore(db),
    incidents: createIncidentStore(db),
  };
}

import { AppError } from '../errors.ts';
import type { ApprovalSettings } from './approval.ts';
import type { DeletedPostSettings, FollowUpSettings } from './following.ts';
import type { DeliveryStep } from './glossary.ts';
import type { HandoverSettings } from './handover.ts';
import type { LeaseSettings } from './lease.ts';
import type { PostLimits } from './limits.ts';
import type { NoiseRule } from './noise.ts';
import type { PersonalSettings } from './personal-data.ts';
import type { DayBudget, Prices } from './prices.ts';
import type { EnrolmentSettings } from './responder.ts';
import type { RetentionSettings } from './retention.ts';
import type { SameTextSettings } from './same-text.ts';
import type { SavedReply } from './saved-replies.ts';
import type { ServingSettings } from './serving.ts';
import type { SilenceSettings } from './silence.ts';
import type { TimeSettings } from './sla.ts';
import type { SurgeSettings } from './surge.ts';
import type { SuggestionSettings, Topic } from './topic.ts';

/** What X allows the app: since 23 February 2026 self-serve apps may only answer posts that summoned the account. */
export type XAccess = 'self-serve' | 'enterprise';

export type SourceSettings =
  | { kind: 'mentions'; everyMs: number }
  /** `rules`: X's filtered-stream rules, one query each. */
  | { kind: 'stream'; rules: readonly string[] };

/** A route: the first whose keyword stands in the text (as a whole word, any case) gives channel and topic. */
export interface RouteRule {
  keywords: readonly string[];
  channel: string;
  topic: string | null;
}

export interface Brand {
  id: string;
  name: string;
  /** On X, without the `@`. */
  handle: string;
  access: XAccess;
  sources: readonly SourceSettings[];
  /** The steps that may be used, in the order they are tried. */
  ladder: readonly DeliveryStep[];
  /** Ends a post of the `brand` step: `{first_name}` is the responder's. */
  signature: string;
  /** What the brand says to introduce a responder: `{customer}` and `{responder}` are handles. At least one. */
  introductions: readonly string[];
  /** The same in other languages, by BCP 47 code; where a customer's language is missing, {@link introductions}. */
  introductionsIn: Readonly<Record<string, readonly string[]>>;
  /** Invites a customer to the brand's private messages: `{link}` is the way there. */
  askPrivately: string;
  /** The same in other languages, by BCP 47 code. */
  askPrivatelyIn: Readonly<Record<string, string>>;
  defaultChannel: string;
  routes: readonly RouteRule[];
}

/** Slack user ids (`U…`, `W…`) and user group ids (`S…`). */
export interface PeopleSettings {
  leads: readonly string[];
  ops: readonly string[];
  /** `everyone`: every full member of the workspace. */
  responders: 'everyone' | readonly string[];
}

export interface MediaSettings {
  /** Whether a picture may go out without a description for people who cannot see it. */
  altText: 'required' | 'optional';
}

export interface DeskSettings {
  serving: ServingSettings;
  brands: readonly Brand[];
  topics: readonly Topic[];
  suggestions: SuggestionSettings;
  people: PeopleSettings;
  /** Null: nobody has to join, a linked account is enough. */
  enrolment: EnrolmentSettings | null;
  undoMs: number;
  /** How long X may take until an accepted post shows in its author's posts: only then is one that is missing sent again. */
  settleMs: number;
  sameText: SameTextSettings;
  media: MediaSettings;
  limits: PostLimits;
  prices: Prices;
  /** Null: nothing is held back for its price. */
  budget: DayBudget | null;
  lease: LeaseSettings;
  handover: HandoverSettings;
  /** Those of the YAML. */
  savedReplies: readonly SavedReply[];
  approval: ApprovalSettings;
  personal: PersonalSettings;
  /** How long the words of a logged thread are kept. */
  keepLoggedMs: number;
  /** What was promised, and when the desk works. */
  times: TimeSettings;
  /** In the order in which they are asked. */
  noise: readonly NoiseRule[];
  /** How many posts are fetched to understand one: what it answers, and quotes. */
  context: { maxPosts: number };
  followUps: FollowUpSettings;
  deletedPosts: DeletedPostSettings;
  retention: RetentionSettings;
  silence: SilenceSettings;
  surges: SurgeSettings;
}

export function findBrand(desk: DeskSettings, id: string): Brand {
  const brand = desk.brands.find((candidate) => candidate.id === id);
  if (brand) return brand;
  throw new AppError({
    code: 'brand-missing',
    sentence: `The brand "${id}" is not in Faccia's configuration any more. Ask operations to put it back.`,
  });
}

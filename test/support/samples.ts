import { X_LIMITS, X_PRICES } from '../../config/x-terms.ts';
import type { Brand, DeskSettings } from '../../src/domain/brand.ts';
import { AROUND_THE_CLOCK } from '../../src/domain/business-hours.ts';
import type { LinkedAccount, Post, Reply, Thread } from '../../src/domain/glossary.ts';
import type { WordRules } from '../../src/domain/judge-words.ts';
import type { EnrolmentSettings, Responder } from '../../src/domain/responder.ts';
import type { JoinInput } from '../../src/responders.ts';

// Objects of the domain for tests: complete, valid, with what the test cares about put over them.

export function aPost(over: Partial<Post> = {}): Post {
  return {
    id: '1001',
    network: 'x',
    author: { id: '501', handle: 'customer_one', name: 'Customer One', avatarUrl: null },
    text: '@acme my line is dead since this morning',
    createdAt: 1_700_000_000_000,
    conversationId: over.id ?? '1001',
    inReplyTo: null,
    quotes: null,
    repostOf: null,
    mentions: [{ id: '900', handle: 'acme' }],
    images: [],
    versions: [over.id ?? '1001'],
    language: 'en',
    ...over,
  };
}

export function aBrand(over: Partial<Brand> = {}): Brand {
  return {
    id: 'acme',
    name: 'Acme',
    handle: 'acme',
    access: 'self-serve',
    sources: [{ kind: 'mentions', everyMs: 5_000 }],
    ladder: ['direct', 'introduce', 'brand'],
    signature: '– {first_name}, Acme',
    introductions: [
      '{customer} {responder} from our team answers you here.',
      '{customer} meet {responder} of our team.',
    ],
    introductionsIn: {},
    askPrivately: 'Write to us in private: {link}',
    askPrivatelyIn: { it: 'Ci scriva in privato: {link}' },
    defaultChannel: 'C0CARE',
    routes: [],
    ...over,
  };
}

export function aDesk(over: Partial<DeskSettings> = {}): DeskSettings {
  return {
    serving: {
      trustProxy: ['loopback'],
      perMinute: 300,
      privatePort: null,
      privateHost: '127.0.0.1',
      privateUrl: null,
    },
    brands: [aBrand()],
    topics: [],
    suggestions: { minExamples: 50, minConfidence: 0.5 },
    people: { leads: ['ULEAD'], ops: [], responders: 'everyone' },
    enrolment: null,
    undoMs: 10_000,
    settleMs: 60_000,
    media: { altText: 'required' },
    sameText: { windowMs: 24 * 60 * 60 * 1000, warnAt: 0.7, refuseAt: 0.9, minWords: 8 },
    limits: X_LIMITS,
    prices: X_PRICES,
    budget: null,
    lease: { leaseMs: 60 * 60_000, warnMs: 10 * 60_000, returnWhenOff: true },
    handover: {
      by: ['colleague', 'brand'],
      sentences: ['{customer} {colleague} takes over from here.'],
      sentencesIn: { it: ['{customer} da qui continua {colleague}.'] },
    },
    savedReplies: [],
    approval: { firstAnswers: 0, when: [], keywords: [], remindMs: 30 * 60_000 },
    personal: { countries: ['IT'], allowedContacts: [], customerNumbers: [] },
    keepLoggedMs: 90 * 24 * 60 * 60 * 1000,
    times: { calendar: AROUND_THE_CLOCK, targets: [], escalation: [] },
    noise: [],
    context: { maxPosts: 3 },
    followUps: { searchMs: 48 * 60 * 60 * 1000, everyMs: 60_000 },
    retention: {
      closedMs: 180 * 24 * 60 * 60 * 1000,
      packMs: 14 * 24 * 60 * 60 * 1000,
      auditMs: 730 * 24 * 60 * 60 * 1000,
      auditKept: 100_000,
      archiveMs: 730 * 24 * 60 * 60 * 1000,
      dir: '.faccia/archive',
    },
    silence: { unlikely: 0.001, atLeastMs: 30 * 60_000, historyMs: 14 * 24 * 60 * 60_000, channel: null },
    surges: {
      foldAbove: 5,
      calmBelow: 20,
      calmForMs: 120_000,
      alike: 0.5,
      openAtOnce: 3,
      takeAtOnce: 3,
      incidentMs: 12 * 60 * 60_000,
    },
    deletedPosts: {
      everyMs: 60 * 60 * 1000,
      watchMs: 7 * 24 * 60 * 60 * 1000,
      storedPerDay: 0,
      storedMs: 365 * 24 * 60 * 60 * 1000,
    },
    ...over,
  };
}

export function anAccount(over: Partial<LinkedAccount> = {}): LinkedAccount {
  return {
    network: 'x',
    id: '701',
    handle: 'sam_works',
    name: 'Sam',
    avatarUrl: null,
    owner: { kind: 'responder', slackUser: 'USAM' },
    state: 'linked',
    linkedAt: 1_700_000_000_000,
    ...over,
  };
}

export function aBrandAccount(over: Partial<LinkedAccount> = {}): LinkedAccount {
  return anAccount({
    id: '900',
    handle: 'acme',
    name: 'Acme',
    owner: { kind: 'brand', brand: 'acme' },
    ...over,
  });
}

export function aThread(over: Partial<Thread> = {}): Thread {
  const root = over.root ?? aPost();
  return {
    id: `x-${root.id}`,
    brand: 'acme',
    channel: 'C0CARE',
    topic: null,
    origin: 'x',
    loggedBy: null,
    priority: 'normal',
    because: [],
    suggestion: null,
    reroutes: 0,
    moves: 0,
    state: 'open',
    root,
    lastCustomerPost: root,
    tags: [],
    openedAt: 1_700_000_000_000,
    claimedBy: null,
    claimedAt: null,
    answeredBy: null,
    activeReplyId: null,
    cardTs: null,
    rootGone: false,
    answerDeleted: false,
    leaseUntil: null,
    handoverBy: null,
    shielded: null,
    ignored: null,
    others: 0,
    returning: false,
    missed: null,
    version: 1,
    ...over,
  };
}

export function aWordRules(over: Partial<WordRules> = {}): WordRules {
  const { approval, personal, sameText } = aDesk();
  return {
    saved: [],
    known: { customer: 'customer_one', firstName: 'Sam', topic: null },
    privately: null,
    approval,
    personal,
    sameText,
    sent: 0,
    lead: false,
    approver: true,
    ...over,
  };
}

export function aReply(over: Partial<Reply> = {}): Reply {
  return {
    id: 'r-1',
    threadId: 'x-1001',
    responder: 'USAM',
    accountId: '701',
    text: 'We are on it',
    files: [],
    state: 'held',
    inReplyTo: '1001',
    steps: ['introduce', 'brand'],
    refusedSteps: [],
    part: 'introduction',
    attempt: 0,
    sendingAt: null,
    rewordings: 0,
    unknownSince: null,
    looks: 0,
    duplicates: 0,
    awaitsPost: false,
    introductionId: null,
    postId: null,
    postUrl: null,
    notBefore: 1_700_000_010_000,
    reason: null,
    parked: false,
    deletion: null,
    createdAt: 1_700_000_000_000,
    updatedAt: 1_700_000_000_000,
    version: 1,
    ...over,
  };
}

export function anEnrolment(over: Partial<EnrolmentSettings> = {}): EnrolmentSettings {
  return {
    rules: { text: 'Be kind. Say who you are.', version: '1' },
    approval: 'lead',
    maxOpen: null,
    maxPerDay: null,
    presence: true,
    requireDisclosure: false,
    disclosureWords: [],
    defaultSignature: '– {first_name}, {brand}',
    ...over,
  };
}

export function aResponder(over: Partial<Responder> = {}): Responder {
  return {
    slackUser: 'USAM',
    state: 'enrolled',
    rulesVersion: '1',
    acceptedAt: 1_700_000_000_000,
    topics: [],
    languages: [],
    quiet: null,
    pausedUntil: null,
    maxOpen: null,
    maxPerDay: null,
    approvedBy: null,
    joinedAt: 1_700_000_000_000,
    leftAt: null,
    profile: null,
    ...over,
  };
}

export function aJoin(over: Partial<JoinInput> = {}): JoinInput {
  return {
    slackUser: 'USAM',
    rulesVersion: '1',
    asks: false,
    windowId: 'V1',
    topics: [],
    languages: [],
    quiet: null,
    maxOpen: null,
    maxPerDay: null,
    ...over,
  };
}

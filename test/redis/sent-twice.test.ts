import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { X_LIMITS } from '../../config/x-terms.ts';
import { askedFor } from '../../src/domain/approval.ts';
import { loggedPost } from '../../src/domain/logged.ts';
import { LOCK_MS, RESUME_UNASKED_MS } from '../../src/store/keys.ts';
import { rotateKeys } from '../../src/store/rotate-keys.ts';
import { type IngestInput, type LookResult, SENDING_GRACE_MS } from '../../src/stores.ts';
import { die, renewed, TOKENS } from '../support/account.ts';
import type { TestClock } from '../support/clock.ts';
import { CONVERSATION_CASES, MUTED, OTHER } from '../support/conversation-cases.ts';
import { freshStore } from '../support/fresh-store.ts';
import { KEEPING_CASES } from '../support/keeping-cases.ts';
import { aJoin, anAccount, aPost, aReply, aThread } from '../support/samples.ts';
import { openLossyStore, SCRIPTS, type SentTwice } from '../support/sent-twice.ts';
import { anIngest, claimedThread, KEY, MENTION, NOW, type OpenStore } from '../support/store.ts';
import { SURGE_CASES } from '../support/surge-cases.ts';

const fresh = freshStore();
const DUE = aReply().notBefore;
const SENT = { kind: 'sent', postId: '5001', postUrl: 'https://x.com/sam_works/status/5001' } as const;

const LOOKS: readonly LookResult[] = [
  { kind: 'look-again', at: DUE + 9, reason: null },
  { kind: 'send-again', by: null, newWording: false },
  { kind: 'next-step', refused: 'introduce', reason: 'no' },
  { kind: 'refused', reason: 'has it already' },
  { kind: 'not-posted' },
  { kind: 'given-up', reason: 'who knows' },
  { kind: 'parked', accountId: '701', reason: 'link again' },
];
const UPLOAD = { mediaId: '7001', accountId: '701', at: NOW, ready: false };
const REFUSAL = {
  step: 'direct',
  ground: 'enterprise',
  code: 'not-mentioned',
  reason: 'X said no.',
} as const;

let lossy: { store: OpenStore; sent: SentTwice[] };
beforeEach(() => {
  lossy = openLossyStore(fresh.server.url, fresh.clock);
});
afterEach(() => lossy.store.redis.disconnect());

type Step = (store: OpenStore, clock: TestClock) => Promise<unknown>;

interface Case {
  script: string;
  /** What must be so before it. */
  given?: Step;
  /** The step whose answer is lost. */
  when: Step;
  /** What the second time answers, where it is not the same. */
  second?: unknown;
}

const mention: Step = ({ mentions }) => mentions.ingest(anIngest());
const claimed: Step = (store) => claimedThread(store);
const submitted: Step = async (store) => {
  await claimedThread(store);
  await store.replies.submit(aReply());
};
const joined: Step = ({ responders }) => responders.join(aJoin(), NOW);
const wished: Step = ({ responders }) => responders.join(aJoin({ asks: true }), NOW);
const sending: Step = async (store) => {
  await submitted(store, fresh.clock);
  await store.replies.begin('r-1', DUE);
};
const ended =
  (update: Parameters<OpenStore['replies']['finish']>[2]): Step =>
  async (store) => {
    await sending(store, fresh.clock);
    await store.replies.finish('r-1', 1, update, DUE);
  };
const unknown = ended({ kind: 'unknown', reason: 'cut', lookAt: NOW });
const parked = ended({ kind: 'parked', reason: 'link again' });
const sent = ended(SENT);
const asked: Step = async (store) => {
  await sent(store, fresh.clock);
  await store.deletions.ask('r-1', 'ULEAD', DUE);
};
const deleting: Step = async (store) => {
  await sent(store, fresh.clock);
  await store.deletions.begin('r-1', 'USAM', DUE);
};
const deletionParked: Step = async (store) => {
  await deleting(store, fresh.clock);
  await store.deletions.end('r-1', PARKED, DUE);
};
const PARKED = { kind: 'parked', owner: anAccount().owner, reason: 'link again' } as const;
const endDeletion = (update: Parameters<OpenStore['deletions']['end']>[1]): Case => ({
  script: `end-deletion (${update.kind})`,
  given: deleting,
  when: ({ deletions }) => deletions.end('r-1', update, DUE),
  second: 0,
});
const linked: Step = ({ accounts }) => accounts.link(anAccount(), TOKENS, NOW);
const died: Step = async (store) => {
  await linked(store, fresh.clock);
  await die(store.accounts);
};
const askedAfterDeath: Step = async (store) => {
  await parked(store, fresh.clock);
  await store.replies.unpark('701', DUE + 2 * RESUME_UNASKED_MS);
};
const suggested: Step = ({ mentions }) =>
  mentions.ingest(
    anIngest({ as: { ...MENTION, suggestion: { topic: 'billing', confidence: 0.8 } } as IngestInput['as'] }),
  );
const move: Step = ({ topics }) =>
  topics.move({
    threadId: 'x-1001',
    slackUser: 'USAM',
    asLead: false,
    to: { name: 'billing', channel: 'C0BILLS', priority: 'high' },
    how: 'moved',
    why: 'a bill',
    expected: 0,
    now: NOW,
  });
const place: Step = ({ places }) =>
  places.take({
    id: 'r-1:1',
    replyId: 'r-1',
    accountId: '701',
    followedBy: '702',
    limits: X_LIMITS,
    money: { cost: 15_000, perDay: 50_000 },
    now: NOW,
  });
const noMoney: Step = ({ spending }) =>
  spending.add({ id: 'e-1', call: 'create', micros: 50_000, at: NOW }, null);
const settled =
  (counted: boolean): Step =>
  async ({ places }) => {
    const allowance = { remaining: 5, resetAt: NOW + 900_000 };
    // What was known before, so that an answer without headers counts too.
    await fresh.store.places.settle({
      id: 'r-0:1',
      accountId: '701',
      counted: true,
      seen: { account: allowance, accountDay: allowance, appDay: null },
      now: NOW,
    });
    await places.settle({ id: 'r-1:1', accountId: '701', counted, seen: null, now: NOW });
  };
const LEASE_END = NOW + 3_600_000;
const leased: Step = async (store) => {
  await claimedThread(store);
  await store.claims.look('x-1001', LEASE_END);
};
const leaseNow = async () => {
  const lease = await fresh.store.claims.look('x-1001', LEASE_END);
  if (!lease) throw new Error('no lease');
  return lease;
};
const takenOff: Step = async (store) => {
  await claimedThread(store);
  await store.holders.takeOff('x-1001', 'USAM', null, 'off', NOW);
};
const GIFT = {
  threadId: 'x-1001',
  by: 'ULEAD',
  from: 'USAM',
  to: 'UBEN',
  toLead: false,
  what: 'reassigned',
  inPublic: true,
  word: 'He knows bills.',
} as const;
const heldForLead: Step = async (store) => {
  await claimedThread(store);
  await store.replies.submit(aReply({ approval: askedFor(['money'], NOW) }));
};
const decide =
  (decision: 'approved' | 'declined'): Step =>
  ({ approvals }) =>
    approvals.decide({
      replyId: 'r-1',
      slackUser: 'ULEA',
      decision,
      comment: 'no',
      reason: 'no',
      notBefore: DUE,
      now: NOW,
    });
const savedReply: Step = ({ savedReplies }) =>
  savedReplies.save({
    reply: { id: 'm-1', title: 'Line', topic: null, language: null, text: 'Hi' },
    known: null,
    version: 'V1',
    slackUser: 'ULEA',
    now: NOW,
  });
const phoned: Step = async ({ logged }) =>
  logged.open({
    threadId: 'log-1',
    post: loggedPost('log-1', { who: 'Ann', what: 'No line', contact: '' }, NOW),
    brand: 'acme',
    channel: 'C0CARE',
    topic: null,
    origin: 'phone',
    priority: 'normal',
    priorityChosen: false,
    slackUser: 'USAM',
    now: NOW,
    forgetAt: DUE,
  });
const noted: Step = async ({ logged }) =>
  logged.noteAnswer({ id: 'n-1', threadId: 'log-1', by: 'USAM', text: 'Told', at: NOW, forgetAt: DUE });
const phonedAndClaimed: Step = async (store) => {
  await phoned(store, fresh.clock);
  await store.threads.claim('log-1', 'USAM', NOW);
};
const phonedAndAnswered: Step = async (store) => {
  await phonedAndClaimed(store, fresh.clock);
  await noted(store, fresh.clock);
};
const lease: Step = ({ leases }) => leases.acquire('s', 'one', 60_000);
const taken = async ({ outbox }: OpenStore) => {
  const [work] = await outbox.take(NOW, 1, 1_000);
  if (!work) throw new Error('nothing to do');
  return work;
};
const finish = (update: Parameters<OpenStore['replies']['finish']>[2], name: string): Case => ({
  script: `finish (${name})`,
  given: sending,
  when: ({ replies }) => replies.finish('r-1', 1, update, DUE),
  second: 0,
});

const CASES: Case[] = [
  ...CONVERSATION_CASES,
  ...KEEPING_CASES,
  { script: 'acquire-source', when: lease },
  {
    script: 'begin-source',
    when: ({ mentions }) => mentions.beginAt('s', '1'),
    second: 0,
  },
  { script: 'count', when: ({ counters }) => counters.add('replies.submitted'), second: 0 },
  {
    script: 'keep-link',
    when: ({ links }) => links.saveTicket({ owner: anAccount().owner, slackUser: 'USAM' }),
  },
  { script: 'renew-source', given: lease, when: ({ leases }) => leases.renew('s', 1, 60_000) },
  { script: 'release-source', given: lease, when: ({ leases }) => leases.release('s', 1) },
  { script: 'claim', given: mention, when: ({ threads }) => threads.claim('x-1001', 'USAM', NOW) },
  { script: 'look-lease', given: claimed, when: ({ claims }) => claims.look('x-1001', LEASE_END) },
  {
    script: 'renew-lease',
    given: leased,
    when: ({ claims }) => claims.renew('x-1001', 'USAM', LEASE_END + 9, true, NOW),
  },
  {
    script: 'move-lease (warned)',
    given: leased,
    when: async ({ claims }) => claims.move('x-1001', await leaseNow(), LEASE_END + 9, 'warned', NOW),
  },
  {
    script: 'move-lease (stretched)',
    given: leased,
    when: async ({ claims }) => claims.move('x-1001', await leaseNow(), LEASE_END + 9, 'stretched', NOW),
  },
  {
    script: 'end-lease',
    given: leased,
    when: async ({ claims }) => claims.end('x-1001', await leaseNow(), 'time', 'over', NOW),
  },
  {
    script: 'give',
    given: claimed,
    when: ({ holders }) => holders.give(GIFT, 'gone', NOW),
    second: ['already'],
  },
  {
    script: 'take-off',
    given: claimed,
    when: ({ holders }) => holders.takeOff('x-1001', 'USAM', 'ULEAD', 'off', NOW),
  },
  {
    script: 'lift-shield',
    given: takenOff,
    when: ({ holders }) => holders.liftShield('x-1001', 'ULEAD', NOW),
    second: ['already'],
  },
  { script: 'writing', given: claimed, when: ({ writers }) => writers.writing('x-1001', 'USAM', NOW) },
  {
    script: 'change-thread (release by a lead)',
    given: claimed,
    when: ({ threads }) => threads.release('x-1001', 'ULEAD', true, NOW),
    second: ['already'],
  },
  {
    script: 'submit (with a hand-over)',
    given: claimed,
    when: ({ replies }) =>
      replies.submit(aReply({ after: 'h-1' }), '*', aReply({ id: 'h-1', handoverFor: 'r-1' })),
    second: ['repeated'],
  },
  {
    script: 'change-thread (release)',
    given: claimed,
    when: ({ threads }) => threads.release('x-1001', 'USAM', false, NOW),
    second: ['already'],
  },
  {
    script: 'change-thread (resolve)',
    given: claimed,
    when: ({ threads }) => threads.resolve('x-1001', 'USAM', false, NOW),
    second: ['already'],
  },
  {
    script: 'begin-silence',
    given: mention,
    when: ({ silences }) =>
      silences.begin({ source: 'x:mentions:acme', since: NOW, expected: 9, noticedAt: NOW + 1 }),
    second: 0,
  },
  {
    script: 'look-heard',
    given: mention,
    when: ({ silences }) => silences.heard('x:mentions:acme', NOW),
  },
  { script: 'mark-late', given: mention, when: ({ times }) => times.markLate('x-1001', true) },
  { script: 'mark-gone', given: mention, when: ({ threads }) => threads.markGone('x-1001', NOW) },
  {
    script: 'answered-by-hand',
    given: mention,
    when: ({ threads }) => threads.answeredByHand('x-1001', '77', anAccount().owner, 'by hand', NOW),
    second: 0,
  },
  { script: 'submit', given: claimed, when: ({ replies }) => replies.submit(aReply()), second: ['repeated'] },
  { script: 'submit (for a lead)', when: heldForLead, second: ['repeated'] },
  { script: 'decide-approval (approved)', given: heldForLead, when: decide('approved') },
  { script: 'decide-approval (declined)', given: heldForLead, when: decide('declined') },
  { script: 'save-reply', when: savedReply },
  {
    script: 'delete-saved',
    given: savedReply,
    when: ({ savedReplies }) => savedReplies.remove({ id: 'm-1', known: 'V1', slackUser: 'ULEA', now: NOW }),
  },
  { script: 'log-thread', when: phoned, second: 'repeated' },
  { script: 'note-answer', given: phonedAndClaimed, when: noted },
  {
    script: 'forget-logged',
    given: phonedAndAnswered,
    when: ({ logged }) => logged.forget('log-1', DUE, DUE - NOW),
  },
  {
    script: 'submit (overtaken)',
    given: claimed,
    when: ({ replies }) => replies.submit(aReply(), 'reply:r-0'),
  },
  {
    script: 'tag-thread',
    given: mention,
    when: ({ listing }) => listing.tag('x-1001', ['vip'], 'USAM', NOW),
    second: ['already'],
  },
  {
    script: 'index-thread',
    given: mention,
    when: async ({ listing, threads }) => listing.index((await threads.get('x-1001')) ?? aThread(), ['red']),
    second: 0,
  },
  {
    script: 'find-threads',
    given: mention,
    when: ({ listing }) => listing.find({ tokens: [], state: 'open' }, 0, 10),
  },
  {
    script: 'record-time',
    given: mention,
    when: ({ times }) =>
      times.record({
        kind: 'first-answer',
        threadId: 'x-1001',
        turn: 0,
        topic: null,
        origin: 'x',
        clockMs: 5,
        workingMs: 5,
        inTime: true,
        at: NOW,
      }),
  },
  { script: 'group-changed', when: ({ groups }) => groups.changed('S0LEADS') },
  { script: 'thank', given: mention, when: ({ listing }) => listing.thanked('USAM', '1001', NOW) },
  {
    script: 'draw-wording',
    given: submitted,
    when: ({ replies }) => replies.drawWording('r-1', 'acme', 2),
  },
  { script: 'recent-texts', given: submitted, when: ({ replies }) => replies.recentTexts(NOW) },
  { script: 'withdraw', given: submitted, when: ({ replies }) => replies.withdraw('r-1', 'USAM', NOW) },
  ...[false, true].map(
    (ready): Case => ({
      script: `uploaded (${ready ? 'ready' : 'first'})`,
      given: submitted,
      when: ({ replies }) => replies.uploaded('r-1', 'F1', { ...UPLOAD, ready }, NOW),
    }),
  ),
  {
    script: 'finish (retry with new uploads)',
    given: async (store) => {
      await submitted(store, fresh.clock);
      await store.replies.uploaded('r-1', 'F1', UPLOAD, NOW);
      await store.replies.begin('r-1', DUE);
    },
    when: ({ replies }) =>
      replies.finish('r-1', 1, { kind: 'retry', at: DUE, reason: 'forgotten', newUploads: true }, DUE),
    second: 0,
  },
  {
    script: 'finish (parked for a link that does not cover it)',
    given: sending,
    when: ({ replies }) =>
      replies.finish('r-1', 1, { kind: 'parked', reason: 'link again', linkedAt: NOW }, DUE),
    second: 0,
  },
  { script: 'begin (go)', given: submitted, when: ({ replies }) => replies.begin('r-1', DUE) },
  {
    script: 'begin (unknown)',
    given: sending,
    when: ({ replies }) => replies.begin('r-1', DUE + SENDING_GRACE_MS),
    second: ['look'],
  },
  finish(SENT, 'sent'),
  finish({ kind: 'introduced', introductionId: '4001' }, 'introduced'),
  finish({ kind: 'next-step', refused: 'introduce', reason: 'no' }, 'next step'),
  finish({ kind: 'retry', at: DUE + 5_000, reason: 'limited' }, 'retry'),
  finish({ kind: 'refused', reason: 'too long' }, 'refused'),
  finish({ kind: 'unknown', reason: 'cut', lookAt: NOW }, 'unknown'),
  finish({ kind: 'parked', reason: 'link again' }, 'parked'),
  finish({ kind: 'awaiting-post', lookAt: DUE + 9 }, 'awaiting post'),
  ...LOOKS.map(
    (result): Case => ({
      script: `looked (${result.kind})`,
      given: unknown,
      when: async ({ replies }) => {
        const reply = await replies.get('r-1');
        return reply && replies.looked(reply, result, DUE);
      },
      second: 0,
    }),
  ),
  {
    script: 'learn',
    when: ({ learned }) => learned.refused({ ...REFUSAL, until: DUE }),
    second: 0,
  },
  {
    script: 'adopt (answer)',
    given: unknown,
    when: ({ replies }) => replies.adopt('r-1', SENT.postId, SENT.postUrl, DUE),
    second: 0,
  },
  {
    script: 'adopt (introduction)',
    given: unknown,
    when: ({ replies }) => replies.adoptIntroduction('r-1', '4001', DUE),
    second: 0,
  },
  { script: 'unpark', given: parked, when: ({ replies }) => replies.unpark('701', DUE), second: 0 },
  { script: 'ask-deletion', given: sent, when: ({ deletions }) => deletions.ask('r-1', 'ULEAD', DUE) },
  { script: 'begin-deletion', given: asked, when: ({ deletions }) => deletions.begin('r-1', 'USAM', DUE) },
  {
    script: 'begin-deletion (parked)',
    given: deletionParked,
    when: ({ deletions }) => deletions.begin('r-1', 'USAM', DUE),
  },
  { script: 'attempt-deletion', given: deleting, when: ({ deletions }) => deletions.attempt('r-1') },
  endDeletion({ kind: 'answer-gone', answer: 'deleted' }),
  endDeletion({ kind: 'deleted', answer: 'gone' }),
  endDeletion({ kind: 'retry', at: DUE + 5_000, reason: 'limited' }),
  endDeletion({ kind: 'failed', reason: 'no' }),
  endDeletion(PARKED),
  {
    script: 'end-deletion (not asked)',
    given: asked,
    when: ({ deletions }) => deletions.notAsked('r-1', 'left', DUE),
    second: 0,
  },
  {
    script: 'unpark-deletions',
    given: deletionParked,
    when: ({ deletions }) => deletions.unpark(PARKED.owner, DUE),
    second: 0,
  },
  // The first answer's work is hidden, so nothing is left to take; it comes back when its time is over.
  { script: 'take-outbox', given: mention, when: ({ outbox }) => outbox.take(NOW, 10, 1_000), second: [] },
  {
    script: 'settle-outbox (done)',
    given: mention,
    when: async (store) => store.outbox.complete(await taken(fresh.store)),
    second: 0,
  },
  {
    script: 'settle-outbox (later)',
    given: mention,
    when: async (store) => store.outbox.postpone(await taken(fresh.store), NOW + 9),
    second: 0,
  },
  // Whoever lost the answer takes itself for somebody who may have posted, and looks in Slack first.
  {
    script: 'begin-message',
    when: ({ messages }) => messages.begin('card:x-1001', NOW),
    second: ['begun', String(NOW), String(NOW), ''],
  },
  {
    script: 'posted-message',
    given: mention,
    when: ({ messages }) => messages.posted('card:x-1001', '17.1'),
  },
  { script: 'move-thread', given: claimed, when: move },
  {
    script: 'deny-topic',
    given: suggested,
    when: ({ topics }) => topics.deny('x-1001', 'USAM', NOW),
    second: ['already'],
  },
  {
    script: 'set-priority',
    given: claimed,
    when: ({ topics }) => topics.setPriority('x-1001', 'USAM', false, 'high', NOW),
    second: ['already'],
  },
  { script: 'turn', when: ({ messages }) => messages.turn('C0CARE', 'card:x-1001', NOW) },
  { script: 'take-place (free)', when: place },
  { script: 'take-place (wait)', given: noMoney, when: place },
  { script: 'settle-place (counted)', given: place, when: settled(true) },
  { script: 'settle-place (not counted)', given: place, when: settled(false) },
  {
    script: 'spend',
    when: ({ spending }) => spending.add({ id: 'e-1', call: 'create', micros: 15_000, at: NOW }, 15_000),
    second: 0,
  },
  { script: 'budget-is', when: ({ places }) => places.budgetIs(50, NOW), second: 0 },
  { script: 'link-account', when: linked },
  {
    script: 'link-account (in place of another)',
    given: linked,
    when: ({ accounts }) => accounts.link(anAccount({ id: '702' }), TOKENS, NOW),
  },
  { script: 'save-tokens', given: linked, when: ({ accounts }) => renewed(accounts, TOKENS) },
  {
    script: 'save-tokens (of a dead account)',
    given: died,
    when: ({ accounts }) => renewed(accounts, TOKENS),
  },
  { script: 'mark-dead', given: linked, when: ({ accounts }) => die(accounts) },
  {
    script: 'revive-account',
    given: died,
    when: async ({ accounts }) => {
      const account = await fresh.store.accounts.byId('701');
      return accounts.revive('701', account?.death?.id ?? '', 'USAM', NOW);
    },
  },
  {
    script: 'reseal-tokens',
    given: linked,
    when: ({ redis }) => rotateKeys(redis, [{ id: 'k2', key: Buffer.alloc(32, 2) }, KEY], NOW),
  },
  {
    script: 'send-asked',
    given: askedAfterDeath,
    when: ({ replies }) => replies.sendAsked('r-1', 'USAM', DUE),
  },
  {
    script: 'unlink-account',
    given: linked,
    when: ({ accounts }) => accounts.unlink(anAccount().owner, NOW),
    second: '',
  },
  { script: 'join', when: joined },
  {
    script: 'join (again, otherwise)',
    given: joined,
    when: ({ responders }) => responders.join(aJoin({ windowId: 'V2', topics: ['billing'] }), NOW),
  },
  { script: 'accept-rules', given: joined, when: ({ responders }) => responders.accept('USAM', '2', NOW) },
  {
    script: 'decide-join (approve)',
    given: wished,
    when: ({ responders }) => responders.decide('USAM', 'V1', 'ULEAD', { kind: 'approve' }, NOW),
  },
  {
    script: 'decide-join (decline)',
    given: wished,
    when: ({ responders }) =>
      responders.decide('USAM', 'V1', 'ULEAD', { kind: 'decline', reason: 'later' }, NOW),
  },
  { script: 'pause', given: joined, when: ({ responders }) => responders.pause('USAM', DUE, NOW) },
  {
    script: 'come-back',
    given: async (store) => {
      await joined(store, fresh.clock);
      await store.responders.pause('USAM', DUE, NOW);
    },
    when: ({ responders }) => responders.back('USAM', true, DUE),
  },
  {
    script: 'seen-profile',
    given: joined,
    when: ({ responders }) =>
      responders.seen('USAM', { accountId: '701', picture: true, discloses: false, at: NOW }),
  },
  { script: 'leave', given: joined, when: ({ responders }) => responders.leave('USAM', 'V2', NOW) },
  {
    script: 'release-all',
    given: submitted,
    when: ({ threads }) => threads.releaseAll('USAM', 'left', false, NOW),
    second: [0, []],
  },
  {
    script: 'load-of',
    given: claimed,
    when: ({ responders }) => responders.loads([{ slackUser: 'USAM', since: NOW }]),
  },
  ...SURGE_CASES,
  { script: 'lock', when: ({ accounts }) => accounts.locked('701', 0, async () => undefined) },
  { script: 'unlock', when: ({ accounts }) => accounts.locked('701', 0, async () => undefined) },
  {
    script: 'extend-lock',
    when: ({ accounts }, clock) =>
      accounts.locked('701', 0, async () => {
        clock.advance(LOCK_MS / 3);
        await vi.waitFor(() => expect(lossy.sent).not.toEqual([]));
      }),
  },
];

/** A lease that is taken again lasts from then on: that, and nothing else, may differ. */
const timeless = (keys: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(keys).map(([key, value]) => [key, value.replace(/ until \d+/gu, ' until then')]),
  );

const nameOf = ({ script }: { script: string }) => script.split(' ')[0] ?? '';

describe('a script whose answer was lost', () => {
  it.each(CASES)('$script changes nothing and audits nothing when it is sent again', async (sample) => {
    await sample.given?.(fresh.store, fresh.clock);
    await sample.when(lossy.store, fresh.clock);
    const runs = lossy.sent.filter(({ script }) => script === nameOf(sample));
    expect(runs.length).toBeGreaterThan(0);
    for (const { first, second, before, after } of runs) {
      expect(timeless(after)).toEqual(timeless(before));
      expect(second).toEqual(sample.second ?? first);
    }
  });

  it.each([
    ['opens a thread', { post: aPost() }],
    ['is an edit', { post: aPost({ id: '1002', versions: ['1001', '1002'] }) }],
    ['is our own', { post: aPost(), as: { kind: 'own' } as const }],
    ['is noise', { post: aPost(), as: { kind: 'dropped', reason: 'repost' } as const }],
    ['is muted', { post: aPost(), as: MUTED }],
    ['is watched', { post: aPost({ inReplyTo: '900' }), checkAfterMs: 60_000 }],
    ["is another person's", { post: OTHER }],
  ])('ingest of a post that %s only counts a duplicate when it is sent again', async (what, over) => {
    if (what === "is another person's") await mention(fresh.store, fresh.clock);
    if (what === 'is an edit') await submitted(fresh.store, fresh.clock);
    await lossy.store.mentions.ingest(anIngest({ ...over, cursor: '1001' }));
    const [{ second, before, after } = { before: {}, after: {} } as SentTwice] = lossy.sent;
    expect(second).toEqual([['duplicate']]);
    const counters = '{T0TEST}:counters';
    expect({ ...after, [counters]: '' }).toEqual({ ...before, [counters]: '' });
    expect(await lossy.store.counters.all()).toMatchObject({ 'mentions.duplicate': 1 });
  });

  it('is every script that the store has', () => {
    expect([...new Set([...CASES.map(nameOf), 'ingest'])].sort()).toEqual(SCRIPTS);
  });
});

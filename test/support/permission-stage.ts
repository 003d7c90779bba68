import { sketchOf } from '../../src/domain/alike.ts';
import { askedFor } from '../../src/domain/approval.ts';
import type { Post, Reply } from '../../src/domain/glossary.ts';
import type { SocialNetwork } from '../../src/ports.ts';
import { TOKENS } from './account.ts';
import { aBrandAccount, aDesk, aJoin, anAccount, aPost, aReply } from './samples.ts';
import { anIngest, MENTION, NOW, type OpenStore } from './store.ts';

// One of everything that somebody may do something with. Hal holds what is held, and wrote what was written.

export const ROLES = {
  guest: 'UGUEST',
  colleague: 'UCOL',
  responder: 'URES',
  holder: 'UHAL',
  lead: 'ULEA',
  ops: 'UOPS',
} as const;
export type Role = keyof typeof ROLES;

const { holder: HAL, lead: LEA, responder: RES } = ROLES;
/** Wants to join, and may: nobody decided yet. */
export const NEW = 'UNEW';
export const LISTED: readonly string[] = [HAL, RES, NEW];

/** A day and a bit after what was parked had been written. */
export const TODAY = NOW + 26 * 60 * 60 * 1000;
export const ON_STAGE = {
  open: 'x-1001',
  held: 'x-1002',
  shielded: 'x-1008',
  ignored: 'x-1009',
  suggested: 'x-1011',
  logged: 'log-1',
  undo: 'r-undo',
  unknown: 'r-unknown',
  own: 'r-own',
  brand: 'r-brand',
  approval: 'r-approval',
  asked: 'r-asked',
  heldCard: '1.1002',
  other: '1013',
  rule: 'n-1',
  saved: 's-1',
  request: 'V-NEW',
  incident: 'V-INC',
} as const;

const TOKENS_NOW = { ...TOKENS, expiresAt: TODAY + 7_200_000 };
const ACCOUNTS: readonly (readonly [slackUser: string, id: string, handle: string])[] = [
  [HAL, '701', 'hal_works'],
  [RES, '702', 'res_works'],
  [LEA, '703', 'lea_works'],
];

/** Writes it all down, with the store's own ports. */
export async function setStage(store: OpenStore): Promise<void> {
  await enrol(store);
  await surge(store);
  await mention(store, '1001');
  await mention(store, '1011', { suggestion: { topic: 'bills', confidence: 0.8 } });
  await held(store, '1002');
  await store.messages.posted('card:x-1002', ON_STAGE.heldCard);
  await writeReplies(store);
  await held(store, '1008', { author: { id: '508', handle: 'angry', name: 'Angry', avatarUrl: null } });
  await store.holders.takeOff(ON_STAGE.shielded, HAL, null, 'They asked for it.', TODAY);
  await held(store, '1009');
  await store.noise.ignore(ON_STAGE.ignored, HAL, false, { reason: 'spam', why: '' }, TODAY);
  await logged(store);
  const neighbour = { id: '502', handle: 'neighbour', name: 'Neighbour', avatarUrl: null };
  await mention(store, ON_STAGE.other, {}, { conversationId: '1001', inReplyTo: '1001', author: neighbour });
  const match = { kind: 'words', words: ['airdrop'] } as const;
  await store.noise.add({ id: ON_STAGE.rule, brand: 'acme', match, until: null, by: LEA, at: TODAY });
  const saved = { id: ON_STAGE.saved, title: 'Sorry', topic: null, language: null, text: 'We are sorry' };
  await store.savedReplies.save({ reply: saved, known: null, version: 'v1', slackUser: LEA, now: TODAY });
}

async function enrol({ responders, accounts }: OpenStore): Promise<void> {
  for (const [slackUser, id, handle] of ACCOUNTS) {
    await responders.join(aJoin({ slackUser, windowId: `V-${slackUser}` }), NOW);
    const owner = { kind: 'responder', slackUser } as const;
    await accounts.link(anAccount({ id, handle, owner }), TOKENS_NOW, NOW);
  }
  await accounts.link(aBrandAccount(), TOKENS_NOW, NOW);
  await responders.join(aJoin({ slackUser: NEW, windowId: ON_STAGE.request, asks: true }), NOW);
}

/** One thread that stands on the surge card, and an incident. */
async function surge(store: OpenStore): Promise<void> {
  const author = { id: '520', handle: 'crowd', name: 'Crowd', avatarUrl: null };
  await mention(store, '1020', {}, { author });
  const rules = { ...aDesk().surges, foldAbove: 0 };
  const sketch = sketchOf('my line is dead');
  await store.surges.place('card:x-1020', 'x-1020', sketch, rules, NOW);
  await store.incidents.declare({
    id: ON_STAGE.incident,
    tag: 'storm',
    saved: null,
    like: { group: '1' },
    channel: 'C0CARE',
    slackUser: LEA,
    now: NOW,
    until: TODAY * 2,
  });
}

async function mention(
  { mentions }: OpenStore,
  id: string,
  route: Partial<typeof MENTION> & { suggestion?: { topic: string; confidence: number } } = {},
  over: Partial<Post> = {},
): Promise<void> {
  const text = `@acme my line ${id} is dead`;
  const as = { ...MENTION, ...route } as typeof MENTION;
  const source = `x:mentions:acme`;
  await mentions.ingest(anIngest({ source, post: aPost({ id, text, ...over }), as, now: NOW }));
}

/** On a thread of its own, which Hal took. */
async function held(store: OpenStore, id: string, over: Partial<Post> = {}): Promise<string> {
  await mention(
    store,
    id,
    {},
    { author: { id: `9${id}`, handle: `c${id}`, name: 'C', avatarUrl: null }, ...over },
  );
  await store.threads.claim(`x-${id}`, HAL, NOW);
  return `x-${id}`;
}

async function written(store: OpenStore, postId: string, over: Partial<Reply>): Promise<Reply> {
  const reply = aReply({
    threadId: await held(store, postId),
    responder: HAL,
    inReplyTo: postId,
    text: `We look after ${postId}`,
    steps: ['direct'],
    part: 'answer',
    notBefore: NOW,
    createdAt: NOW,
    ...over,
  });
  await store.replies.submit(reply);
  return reply;
}

async function writeReplies(store: OpenStore): Promise<void> {
  const { replies, accounts } = store;
  await written(store, '1003', { id: ON_STAGE.undo, notBefore: TODAY + 10_000 });
  const ends = [
    ['1004', ON_STAGE.unknown, ['direct'], { kind: 'unknown', reason: 'No answer.', lookAt: TODAY }],
    [
      '1005',
      ON_STAGE.own,
      ['direct'],
      { kind: 'sent', postId: '5005', postUrl: 'https://x.com/a/status/5005' },
    ],
    [
      '1006',
      ON_STAGE.brand,
      ['brand'],
      { kind: 'sent', postId: '5006', postUrl: 'https://x.com/a/status/5006' },
    ],
    ['1010', ON_STAGE.asked, ['direct'], { kind: 'parked', reason: 'Link again.' }],
  ] as const;
  for (const [postId, id, steps, end] of ends) {
    await written(store, postId, { id, steps: [...steps] });
    await replies.begin(id, NOW);
    await replies.finish(id, 1, end, NOW);
  }
  // It had waited for more than a day.
  await replies.unpark(accountOf(HAL), TODAY);
  await accounts.byId(accountOf(HAL));
  await written(store, '1007', { id: ON_STAGE.approval, approval: askedFor(['it names money'], NOW) });
}

async function logged({ logged, threads }: OpenStore): Promise<void> {
  await logged.open({
    threadId: ON_STAGE.logged,
    post: aPost({ id: ON_STAGE.logged, text: 'Phoned: no signal', conversationId: ON_STAGE.logged }),
    brand: 'acme',
    channel: 'C0CARE',
    topic: null,
    origin: 'phone',
    priority: 'normal',
    priorityChosen: false,
    slackUser: HAL,
    now: NOW,
    forgetAt: TODAY * 2,
  });
  await threads.claim(ON_STAGE.logged, HAL, NOW);
}

export function accountOf(slackUser: string): string {
  return ACCOUNTS.find(([owner]) => owner === slackUser)?.[1] ?? '';
}

/** An X that has the answer of unknown fate, and confirms whatever it is asked. */
export const NETWORK = {
  postUrl: () => 'https://x.com/a/status/1',
  profileUrl: () => 'https://x.com/a',
  composeUrl: () => 'https://x.com/intent/post',
  messageUrl: () => 'https://x.com/messages',
  revoke: async () => true,
  recentPosts: async () => ({
    posts: [aPost({ id: '5004', text: 'We look after 1004', inReplyTo: '1004', createdAt: NOW + 1_000 })],
    complete: true,
  }),
} as Partial<SocialNetwork> as SocialNetwork;

import { sketchOf } from '../../src/domain/alike.ts';
import { altModal } from '../../src/slack/alt-modal.ts';
import { approvalWindow } from '../../src/slack/approval-window.ts';
import { type ApprovalsView, approvalsWindow } from '../../src/slack/approvals-window.ts';
import { assignWindow } from '../../src/slack/assign-window.ts';
import { reassignWindow, takeOverWindow } from '../../src/slack/claim-windows.ts';
import { deathNotice } from '../../src/slack/death-notice.ts';
import { historyWindow } from '../../src/slack/history-window.ts';
import { homeView } from '../../src/slack/home.ts';
import { ignoreWindow } from '../../src/slack/ignore-window.ts';
import { incidentWindow } from '../../src/slack/incident-window.ts';
import { decisionText, requestMessage } from '../../src/slack/joining-texts.ts';
import { listWindow } from '../../src/slack/list-window.ts';
import { noteWindow } from '../../src/slack/log-window.ts';
import { mentionCard } from '../../src/slack/mention-card.ts';
import { moreWindow } from '../../src/slack/more-window.ts';
import { mutedWindow, noiseRulesWindow } from '../../src/slack/muted-window.ts';
import { noteMessage } from '../../src/slack/notes.ts';
import type { PostLinks } from '../../src/slack/post-blocks.ts';
import { replyModal } from '../../src/slack/reply-modal.ts';
import { savedList } from '../../src/slack/saved-windows.ts';
import { statsText } from '../../src/slack/stats-text.ts';
import { surgeCard, surgeWindow } from '../../src/slack/surge-card.ts';
import { movedSign } from '../../src/slack/topic-blocks.ts';
import { whoWindow } from '../../src/slack/who-window.ts';
import type { NoteView } from '../../src/views.ts';
import { anAccount, aPost, aReply, aResponder, aThread, aWordRules } from './samples.ts';

export const LINKS: PostLinks = {
  postUrl: (handle, id) => `https://x.com/${handle}/status/${id}`,
  profileUrl: (handle) => `https://x.com/${handle}`,
  composeUrl: ({ text }) =>
    `https://x.com/intent/post?text=${encodeURIComponent(text.toWellFormed())}`.slice(0, 3_000),
};
const CARDS = { workspaceUrl: 'https://acme.slack.com/', now: 1_700_000_100_000 };
const TIME = 1_700_000_000_000;

export type Shown =
  | { kind: 'message'; text: string; blocks: unknown }
  | { kind: 'view'; view: object }
  /** A message without blocks. */
  | { kind: 'text'; text: string };

/** Somebody hostile: their name, their words, their picture, what they call it. */
function hostile(words: string) {
  const author = {
    id: '501',
    handle: 'evil_one',
    name: `NAME ${words}`.slice(0, 2_000),
    avatarUrl: `https://x.com/a.png?${words.slice(0, 20)}`,
  };
  const images = [
    { url: 'https://x.com/i.png', alt: words },
    { url: words.slice(0, 500), alt: null },
  ];
  const post = aPost({ text: `SAID ${words}`, author, images });
  const thread = aThread({
    root: post,
    lastCustomerPost: post,
    topic: 'billing',
    because: [
      { kind: 'keyword', value: words.slice(0, 100) },
      { kind: 'hashtag', value: words.slice(0, 100) },
    ],
    suggestion: { topic: 'billing', confidence: 0.8 },
    tags: [words.slice(0, 30)],
    cardTs: '1700000000.000100',
  });
  const ignored = { by: 'USAM', reason: 'other', why: `SAID ${words}`.slice(0, 2_000), at: TIME, since: 2 };
  const held = aThread({ ...thread, state: 'claimed', claimedBy: 'USAM', claimedAt: TIME });
  return { post, thread, held, ignored: aThread({ ...thread, state: 'ignored', ignored }) };
}

export const SURFACES: [name: string, show: (words: string) => Shown[]][] = [
  ['the card', cards],
  ['the notes of a thread', notes],
  ['the notes of a reply', replyNotes],
  ['the reply window', replyWindows],
  ['the windows of a thread', threadWindows],
  ['the home tab', homes],
  ['lists and reports', lists],
  ['the surge card', surges],
];

const message = (made: { text: string; blocks: unknown }): Shown => ({
  kind: 'message',
  text: made.text,
  blocks: made.blocks,
});
const view = (made: object): Shown => ({ kind: 'view', view: made });
const text = (made: string): Shown => ({ kind: 'text', text: made });

function cards(words: string): Shown[] {
  const { thread, held, ignored } = hostile(words);
  const about = { brandName: 'Acme', brandHandle: 'acme', holderName: words.slice(0, 80) };
  const logged = aThread({
    ...thread,
    origin: 'phone',
    loggedBy: 'USAM',
    root: { ...thread.root, network: 'desk' },
  });
  return [thread, held, ignored, logged].flatMap((one) => [
    message(
      mentionCard(
        {
          ...about,
          thread: one,
          movedBy: words,
          answerers: [words, words],
          earlier: { total: 2, last: thread },
          hint: { kind: 'no-way', why: words.slice(0, 500) },
        },
        LINKS,
      ),
    ),
  ]);
}

function surges(words: string): Shown[] {
  const { thread } = hostile(words);
  const group = {
    id: '1',
    total: 9,
    left: 9,
    examples: [thread.id],
    words: sketchOf(words).words.map((word) => ({ word, texts: 9 })),
  };
  const groups = Array.from({ length: 5 }, () => ({ group, examples: [thread, thread, thread] }));
  const surge = {
    channel: 'C0CARE',
    number: 1,
    state: 'on' as const,
    since: TIME,
    at: TIME,
    endedAt: null,
    total: 9,
    opened: 0,
    left: 9,
    followups: 1,
    perMinute: 90,
    groups: 9,
  };
  const incident = {
    id: 'V1',
    tag: words.slice(0, 30),
    saved: null,
    channel: 'C0CARE',
    by: 'ULEAD',
    at: TIME,
    until: TIME,
    mentions: 3,
    endedAt: null,
  };
  const shown = { surge, oldest: TIME, groups, incidents: [incident, incident] };
  const asked = { channel: 'C0CARE', going: [incident], groups: groups.slice(0, 1), saved: [], hours: 12 };
  return [
    message(surgeCard(shown)),
    message(surgeCard({ ...shown, surge: { ...surge, state: 'calm' } })),
    message(surgeCard({ ...shown, surge: { ...surge, state: 'over', endedAt: TIME } })),
    view(surgeWindow({ ...shown, from: 0, size: 8 })),
    view(incidentWindow(asked)),
  ];
}

function notes(words: string): Shown[] {
  const { post, thread } = hostile(words);
  const news = {
    kind: 'reassigned' as const,
    by: 'ULEAD',
    from: 'UADA',
    to: 'USAM',
    why: null,
    word: `SAID ${words}`.slice(0, 500),
    public: true,
    since: TIME,
    at: TIME,
  };
  const reroute = {
    nth: 1,
    by: 'USAM',
    how: 'moved' as const,
    why: `SAID ${words}`.slice(0, 300),
    from: null,
    fromChannel: 'C0CARE',
    to: 'billing',
    toChannel: 'C0BILL',
    released: 'USAM',
    at: TIME,
    card: 1,
  };
  const views: NoteView[] = [
    { kind: 'followup', post, ping: 'USAM' },
    { kind: 'followup', post, ping: null, missed: { name: words, why: 'paused' } },
    { kind: 'edited', post, ping: 'USAM' },
    { kind: 'other', post, ping: 'USAM', own: false },
    { kind: 'context', items: [{ id: '7', how: 'quoted', post, missing: null }] },
    { kind: 'by-hand', post, slackUser: null },
    { kind: 'noted', answer: { id: '1', threadId: 'x-1', by: 'USAM', text: `SAID ${words}`, at: TIME } },
    { kind: 'moved', reroute, by: words, before: null },
    {
      kind: 'news',
      news,
      people: { UADA: { name: words, rings: false }, USAM: { name: words, rings: true } },
    },
    { kind: 'given', thread, news },
    { kind: 'lease-warning', thread, until: TIME },
  ];
  const card = movedSign({ reroute, by: words, to: 'billing', channel: 'C0BILL', here: null });
  return [...views.map((note) => message(noteMessage(note, LINKS))), message(card)];
}

function replyNotes(words: string): Shown[] {
  const { post } = hostile(words);
  const files = [{ id: 'F1', name: words, kind: 'image', alt: `SAID ${words}`, upload: null }] as never;
  const approval = { state: 'asked', why: [words, words], by: 'ULEAD', comment: words } as never;
  const reply = (over: object) => aReply({ text: `SAID ${words}`, reason: words, files, ...over });
  const refused = { step: 'direct' as const, reason: words };
  const replies = [
    reply({ state: 'unknown' }),
    reply({ state: 'refused', refusedSteps: [refused, refused, refused] }),
    reply({ state: 'held', awaitsPost: true, steps: ['native'] }),
    reply({ state: 'held', approval }),
    reply({
      state: 'sent',
      postUrl: `https://x.com/sam/status/1?${words.slice(0, 20)}`,
      refusedSteps: [refused],
    }),
    reply({ state: 'withdrawn' }),
  ];
  const account = anAccount({
    name: words,
    state: 'dead',
    death: { kind: 'suspended', words, at: TIME, id: 'd1', callAt: TIME },
  } as never);
  const decided = {
    id: 'r',
    slackUser: 'USAM',
    decision: 'declined',
    by: 'ULEAD',
    reason: `SAID ${words}`,
    at: TIME,
  };
  const request = { request: decided, responder: aResponder(), account } as never;
  return [
    ...replies.flatMap((one) => [
      message(noteMessage({ kind: 'reply', reply: one, accountHandle: 'sam_works' }, LINKS)),
      message(noteMessage({ kind: 'outcome', reply: one, accountHandle: 'sam_works' }, LINKS)),
      message(
        noteMessage({ kind: 'approval', reply: one, post, accountHandle: 'sam_works', again: false }, LINKS),
      ),
    ]),
    message(noteMessage({ kind: 'approval-news', reply: reply({ approval }) }, LINKS)),
    message(deathNotice(account)),
    message(requestMessage(request)),
    text(decisionText(request)),
  ];
}

function replyWindows(words: string): Shown[] {
  const { held } = hostile(words);
  const saved = [1, 2].map((id) => ({
    id: `s${id}`,
    title: words.slice(0, 75) || 'x',
    topic: 'billing',
    language: null,
    text: words.slice(0, 3_000),
    version: 'v1',
    by: 'ULEAD',
  }));
  const reply = {
    thread: held,
    account: anAccount({ name: words }),
    brandHandle: 'acme',
    step: 'direct' as const,
    steps: ['direct', 'introduce'] as const,
    why: words.slice(0, 500),
    initialText: words.slice(0, 3_000),
    measure: { length: 300, limit: 280, hasUrl: true, cashtags: 2, price: 0.2 },
    plainPrice: 0.015,
    words: aWordRules({ saved }),
    echo: {
      of: { text: `SAID ${words}`, at: TIME, responder: 'USAM' },
      handle: 'ada',
      own: false,
      refused: true,
    },
    takesFiles: true,
  };
  const files = [{ id: 'F1', name: `SAID ${words}`, kind: 'image', alt: '', upload: null }] as never;
  const alt = {
    threadId: 'x-1',
    account: anAccount(),
    brandHandle: 'acme',
    step: 'direct' as const,
    files,
    required: true,
  };
  return [
    view(replyModal(reply as never, LINKS)),
    view(altModal({ ...alt, text: 'My answer' })),
    view(approvalWindow(aReply({ text: `SAID ${words}` }), 'changed')),
    view(savedList(saved)),
  ];
}

function threadWindows(words: string): Shown[] {
  const { thread, held, ignored } = hostile(words);
  const now = CARDS.now;
  const look = { thread: held, brandHandle: 'acme', writers: [], able: [], topics: [], now };
  const page = { from: 0, size: 5, total: 1 };
  const names = { USAM: words };
  const entries = [
    { at: TIME, actor: 'USAM', what: 'claimed', detail: `SAID ${words}` },
    { at: TIME, actor: words, what: words.slice(0, 100), detail: '' },
  ];
  const learned = [
    {
      id: 'l1',
      brand: 'acme',
      match: { kind: 'words' as const, words: [words, words] },
      until: null,
      by: 'ULEAD',
      at: TIME,
    },
  ];
  const rule = {
    reason: words.slice(0, 100) || 'x',
    action: 'mute' as const,
    keywords: [words],
    regex: words,
  };
  return [
    view(reassignWindow(look, LINKS)),
    view(takeOverWindow(look, LINKS)),
    view(moreWindow({ thread, actions: [], writers: [], now }, LINKS)),
    view(ignoreWindow({ thread, lead: true }, LINKS)),
    view(mutedWindow({ threads: [ignored], ...page }, LINKS)),
    view(noiseRulesWindow({ set: [rule], learned, lead: true })),
    view(historyWindow({ threadId: 'x-1', entries, ...page })),
    view(noteWindow(aThread({ ...thread, lastCustomerPost: { ...thread.root, network: 'desk' } }))),
    view(
      assignWindow({
        threads: [thread, { ...held, id: 'x-2' }],
        page: 0,
        pages: 1,
        total: 2,
        chosen: [],
        now,
        names,
      }),
    ),
  ];
}

/** What waits for a lead. */
function asked(words: string, count: number): ApprovalsView {
  const { post, held } = hostile(words);
  const approval = { state: 'asked', why: [words], askedAt: TIME } as never;
  const reply = aReply({ text: `SAID ${words}`, approval });
  const one = { reply, thread: held, post, accountHandle: 'sam_works' };
  const request = { id: 'q1', slackUser: 'UADA', decision: null, by: null, reason: words, at: TIME };
  const responder = aResponder({ slackUser: 'UADA', state: 'asked', topics: [words.slice(0, 60)] });
  return {
    joins: [{ request, responder, account: anAccount({ name: words }) }],
    answers: Array.from({ length: count }, () => one),
    totals: { joins: 1, answers: 20 },
    from: 5,
    size: 5,
  };
}

function homes(words: string): Shown[] {
  const { post, held } = hostile(words);
  const load = { open: 1, answeredToday: 2 } as never;
  return [
    view(
      homeView(
        {
          account: anAccount({ name: words }),
          held: { threads: Array.from({ length: 10 }, () => held), total: 20 },
          responder: aResponder({ topics: [words.slice(0, 60)], languages: [words.slice(0, 10)] }),
          works: {
            sources: [{ id: 'x:mentions:acme', holder: null }],
            queues: {},
            accounts: { linked: 1, dead: 1 },
            brands: [{ handle: 'acme', account: null }],
            deadOnes: [anAccount({ handle: words.slice(0, 40), state: 'dead' })],
          },
          thanks: { posts: [post, post, post], total: 3 },
          board: {
            counts: { open: 1, claimed: 2, answered: 3, resolved: 4, ignored: 5 },
            waiting: 3,
            late: 1,
            approvals: asked(words, 3),
            longestSince: TIME,
            load: { people: [{ slackUser: 'USAM', state: 'enrolled', load }], from: 0, size: 1, total: 2 },
          },
        },
        CARDS,
      ),
    ),
  ];
}

function lists(words: string): Shown[] {
  const { thread, held } = hostile(words);
  const took = { count: 3, median: null, inTime: { kept: 1, promised: 2 } };
  const query = words.slice(0, 200);
  const away = { kind: 'away', why: 'paused', until: TIME * 2 } as const;
  const crowd = Array.from({ length: 60 }, () => ({ slackUser: 'USAM', availability: away }));
  return [
    view(approvalsWindow(asked(words, 4), CARDS)),
    view(whoWindow({ topic: query, people: [], from: 0, now: TIME })),
    view(whoWindow({ topic: query, people: crowd, from: 25, now: TIME })),
    ...['find', 'waiting', 'mine'].map((kind) =>
      view(
        listWindow({ kind, query, threads: [thread, held], from: 5, size: 5, total: 30, more: true }, CARDS),
      ),
    ),
    text(
      statsText(
        {
          days: 7,
          waiting: 2,
          longestSince: TIME,
          firstAnswer: took,
          laterAnswers: took,
          resolution: took,
          topics: [
            { topic: words.slice(0, 60), firstAnswer: took },
            { topic: null, firstAnswer: took },
          ],
          origins: [],
        },
        CARDS.now,
      ),
    ),
  ];
}

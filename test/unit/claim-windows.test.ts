import { describe, expect, it } from 'vitest';
import { assignSent, chosenThreads } from '../../handlers/assign-sent.ts';
import { assignPageClicked } from '../../handlers/care-assign.ts';
import { reassignSent } from '../../handlers/reassign-sent.ts';
import { takeOffSent } from '../../handlers/take-off-sent.ts';
import { takeOverSent } from '../../handlers/take-over-sent.ts';
import type { FieldError, WindowSent } from '../../handlers/window.ts';
import { blockProblems, viewProblems } from '../../sandbox/slack/block-kit.ts';
import type { Thread } from '../../src/domain/glossary.ts';
import type { ThreadNews } from '../../src/domain/news.ts';
import { actionsFor, THREAD_ACTIONS } from '../../src/domain/thread-actions.ts';
import { RefusedError } from '../../src/errors.ts';
import { assignWindow } from '../../src/slack/assign-window.ts';
import { packAssignData, packClaimData, unpackClaimData } from '../../src/slack/claim-data.ts';
import { reassignWindow, takeOffWindow, takeOverWindow } from '../../src/slack/claim-windows.ts';
import { ACTION } from '../../src/slack/ids.ts';
import { mentionCard } from '../../src/slack/mention-card.ts';
import { moreWindow } from '../../src/slack/more-window.ts';
import { noteMessage } from '../../src/slack/notes.ts';
import type { GiveThreadInput } from '../../src/usecases/give-thread.ts';
import type { GiveThreadsInput } from '../../src/usecases/give-threads.ts';
import type { MoveThreadInput } from '../../src/usecases/move-thread.ts';
import { LINKS } from '../support/local-slack.ts';
import { aPost, aReply, aThread } from '../support/samples.ts';

const NOW = 1_700_000_600_000;
const EVIL = '<!channel> <@U0ADA> *b* \u202E & '.repeat(900);
const root = aPost({ text: EVIL, author: { id: '501', handle: 'evil_one', name: EVIL, avatarUrl: null } });
const held = (over: Partial<Thread> = {}) =>
  aThread({
    root,
    lastCustomerPost: root,
    state: 'claimed',
    claimedBy: 'USAM',
    claimedAt: NOW - 60_000,
    ...over,
  });
const look = (over: Partial<Thread> = {}) => ({
  thread: held(over),
  brandHandle: 'acme',
  writers: [{ slackUser: 'USAM', since: NOW - 120_000 }],
  able: [
    { slackUser: 'USAM', availability: { kind: 'available', load: { open: 1, answeredToday: 0 } } as const },
    { slackUser: 'UBEN', availability: { kind: 'available', load: { open: 2, answeredToday: 0 } } as const },
    { slackUser: 'UCAT', availability: { kind: 'away', why: 'quiet-hours', until: null } as const },
  ],
  topics: [],
  now: NOW,
});
const textOf = (value: unknown) => JSON.stringify(value);
const sent = (values: WindowSent['values'], privateMetadata: string): WindowSent => ({
  slackUser: 'ULEA',
  viewId: 'V1',
  rootViewId: 'V1',
  triggerId: 't',
  privateMetadata,
  values,
});

describe('the windows in which a thread changes hands', () => {
  it.each([
    ['reassign', reassignWindow(look({ answeredBy: 'USAM' }), LINKS)],
    ['take over', takeOverWindow(look({ answeredBy: 'USAM' }), LINKS)],
    ['take over, nobody has it', takeOverWindow(look({ claimedBy: null }), LINKS)],
    ['take off', takeOffWindow(held())],
    ['more', moreWindow({ ...look(), actions: THREAD_ACTIONS }, LINKS)],
    ['nothing waits', assignWindow(page([]))],
    ['threads', assignWindow(page(Array.from({ length: 10 }, (_, index) => held({ id: `x-${index}` }))))],
  ])('are within the limits of Slack: %s', (_what, view) => {
    expect(viewProblems(view as never)).toEqual([]);
  });

  it('name the best who is there and does not have it, and say why others are not', () => {
    const view = textOf(reassignWindow(look(), LINKS));
    expect(view).toContain('"initial_user":"UBEN"');
    expect(view).toContain('<@UCAT> is off now');
  });

  it('say who is in the middle of an answer', () => {
    for (const view of [
      reassignWindow(look(), LINKS),
      takeOverWindow(look(), LINKS),
      moreWindow({ ...look(), actions: [] }, LINKS),
    ])
      expect(textOf(view)).toContain('<@USAM> is writing an answer* since 2 min');
  });

  it('offer to tell the customer only where they know somebody', () => {
    expect(textOf(takeOverWindow(look(), LINKS))).not.toContain('in_public');
    expect(textOf(takeOverWindow(look({ answeredBy: 'USAM' }), LINKS))).toContain('in_public');
  });

  it('know nothing of what others wrote into them', () => {
    for (const text of ['', '{', 'null', '[]', '{"threadId":5}']) expect(unpackClaimData(text)).toBeNull();
  });
});

function page(threads: Thread[], over: { page?: number; total?: number; chosen?: string[] } = {}) {
  const total = over.total ?? threads.length;
  const pages = Math.max(1, Math.ceil(total / 10));
  return {
    threads,
    page: over.page ?? 0,
    pages,
    total,
    chosen: over.chosen ?? [],
    now: NOW,
    names: { USAM: EVIL },
  };
}

describe('a window that was sent', () => {
  const metadata = packClaimData({ threadId: 'x-1001', from: 'USAM', reroutes: 3 });
  const person = { person: { user: { type: 'users_select', selected_user: 'UBEN' } } };
  const publicly = { in_public: { public: { type: 'checkboxes', selected_options: [{ value: 'public' }] } } };
  const refuse = async (): Promise<never> => {
    throw new RefusedError('not-available', 'Ben is off now.');
  };
  const requireLead = async () => undefined;

  it('gives the thread as it was seen', async () => {
    const given: GiveThreadInput[] = [];
    const giveThread = async (input: GiveThreadInput) => {
      given.push(input);
      return held();
    };
    const word = { word: { text: { type: 'plain_text_input', value: ' He knows. ' } } };
    await reassignSent({ requireLead, giveThread, moveThread: refuse })(
      sent({ ...person, ...publicly, ...word }, metadata),
    );
    await takeOverSent({ giveThread })(sent({}, metadata));
    const seen = { threadId: 'x-1001', from: 'USAM', slackUser: 'ULEA' };
    expect(given).toEqual([
      { ...seen, to: 'UBEN', inPublic: true, word: 'He knows.' },
      { ...seen, to: 'ULEA', inPublic: false },
    ]);
  });

  it('says at the person why not, and keeps what was written', async () => {
    const handle = reassignSent({ requireLead, giveThread: refuse, moveThread: refuse });
    await expect(handle(sent(person, metadata))).rejects.toMatchObject({
      code: 'not-available',
      blockId: 'person',
      sentence: 'Ben is off now.',
    } satisfies Partial<FieldError>);
    await expect(handle(sent({}, metadata))).rejects.toMatchObject({ code: 'nobody-chosen' });
  });

  it('gives it to the people of a topic instead, not to both', async () => {
    const moved: MoveThreadInput[] = [];
    const moveThread = async (input: MoveThreadInput) => {
      moved.push(input);
      return held();
    };
    const topic = (value: string) => ({
      topic: { topic: { type: 'static_select', selected_option: { value } } },
    });
    const handle = reassignSent({ requireLead, giveThread: refuse, moveThread });
    const answer = await handle(sent(topic('topic:billing'), metadata));
    await handle(sent(topic('none'), metadata));
    expect(textOf(answer)).toContain('the people of #billing');
    const seen = { threadId: 'x-1001', slackUser: 'ULEA', why: '', expected: 3 };
    expect(moved).toEqual([
      { ...seen, topic: 'billing' },
      { ...seen, topic: null },
    ]);
    await expect(handle(sent({ ...topic('none'), ...person }, metadata))).rejects.toMatchObject({
      code: 'both-chosen',
      blockId: 'topic',
    });
    const billing = { name: 'billing', channel: 'C0BILLS', priority: 'normal' } as const;
    const window = reassignWindow({ ...look(), topics: [billing] }, LINKS);
    expect(viewProblems(window as never)).toEqual([]);
    expect(textOf(window)).toContain('#billing');
  });

  it('without a field says it in its own place', async () => {
    const refused = [
      await takeOverSent({ giveThread: refuse })(sent({}, metadata)),
      await takeOffSent({ takeOff: refuse })(sent({}, metadata)),
    ];
    for (const answer of refused) expect(textOf(answer)).toContain('Ben is off now.');
    expect(textOf(await takeOffSent({ takeOff: async () => held() })(sent({}, metadata)))).toContain(
      '<@USAM> goes on, as the brand',
    );
  });
});

describe('several threads', () => {
  const choice = (value: string) => ({
    what: { choice: { type: 'radio_buttons', selected_option: { value } } },
  });
  const ticked = (index: number, ...ids: string[]) => ({
    [`threads_${index}`]: {
      chosen: { type: 'checkboxes', selected_options: ids.map((value) => ({ value })) },
    },
  });
  const chosenBefore = packAssignData({ page: 1, chosen: ['x-1'] });

  it('stay chosen from page to page', async () => {
    const shown: unknown[] = [];
    const handle = assignPageClicked({
      listWaiting: async ({ page: number }) => ({
        threads: [held({ id: 'x-1' })],
        page: number,
        pages: 3,
        total: 21,
      }),
      people: { get: async () => ({ name: 'Sam' }) },
      openView: async () => undefined,
      updateView: async (_id, view) => void shown.push(view),
      clock: { now: () => NOW },
    });
    await handle({
      slackUser: 'ULEA',
      value: '0',
      channel: 'D1',
      triggerId: 't',
      say: async () => undefined,
      view: { id: 'V1', type: 'modal', privateMetadata: chosenBefore, values: ticked(1, 'x-12') },
    });
    const [view] = shown as [{ private_metadata: string }];
    expect(viewProblems(view as never)).toEqual([]);
    expect(view.private_metadata).toBe(packAssignData({ page: 0, chosen: ['x-12'] }));
    expect(textOf(view)).toContain('"initial_options":[{');
    expect(textOf(view)).toContain('*1* chosen on other pages');
    expect(textOf(view)).toContain('assign_next');
  });

  it('are all those of this page and of the others', () => {
    expect(chosenThreads({ privateMetadata: chosenBefore, values: ticked(1, 'x-12', 'x-13') })).toEqual([
      'x-1',
      'x-12',
      'x-13',
    ]);
  });

  it('are moved together, and each that stays says why', async () => {
    const given: GiveThreadsInput[] = [];
    const handle = assignSent({
      giveThreads: async (input) => {
        given.push(input);
        return { done: 1, refused: [{ threadId: 'x-12', thread: held(), why: 'An answer is on its way.' }] };
      },
    });
    const person = { person: { user: { type: 'users_select', selected_user: 'UBEN' } } };
    const answer = await handle(sent({ ...ticked(1, 'x-12'), ...choice('give'), ...person }, chosenBefore));
    expect(textOf(answer)).toContain('*1* are with <@UBEN> now.');
    expect(textOf(answer)).toContain('stayed as it was. An answer is on its way.');
    await handle(sent({ ...ticked(1), ...choice('release') }, chosenBefore));
    expect(given).toEqual([
      { slackUser: 'ULEA', threadIds: ['x-1', 'x-12'], to: 'UBEN' },
      { slackUser: 'ULEA', threadIds: ['x-1'], to: null },
    ]);
    await expect(handle(sent(choice('give'), chosenBefore))).rejects.toMatchObject({ blockId: 'person' });
  });
});

describe('what can be done with a thread', () => {
  const ids = (over: Partial<Thread>, slackUser: string, lead: boolean) =>
    actionsFor(held(over), { slackUser, lead, ops: false, listed: true }).map(({ id }) => id);
  const ours = ['take_over', 'reassign', 'take_off', 'lift_shield'];
  const fitting = (over: Partial<Thread>, slackUser: string, lead: boolean) =>
    ids(over, slackUser, lead).filter((id) => ours.includes(id));

  it('is named as its button is', () => {
    for (const id of ours) expect(Object.values(ACTION)).toContain(id);
  });

  it('depends on who looks, and how it stands', () => {
    expect(fitting({}, 'USAM', false)).toEqual(['take_off']);
    expect(fitting({}, 'UBEN', false)).toEqual([]);
    expect(fitting({}, 'ULEA', true)).toEqual(['take_over']);
    expect(fitting({ state: 'answered' }, 'ULEA', true)).toEqual(['take_over', 'reassign']);
    expect(fitting({ shielded: 'USAM', claimedBy: 'ULEA' }, 'ULEA', true)).toEqual([
      'take_off',
      'lift_shield',
    ]);
    expect(fitting({ state: 'resolved' }, 'ULEA', true)).toEqual([]);
  });

  it('has Reassign on the card while it is open or claimed', () => {
    const card = (over: Partial<Thread>) =>
      textOf(
        mentionCard({ thread: held(over), brandName: 'Acme', brandHandle: 'acme', holderName: null }, LINKS),
      );
    expect(card({})).toContain('"reassign"');
    expect(card({ state: 'open', claimedBy: null })).toContain('"reassign"');
    expect(card({ state: 'answered' })).not.toContain('"reassign"');
    expect(card({ shielded: 'UCAT' })).toMatch(/only care leads answer(?!.*UCAT)/u);
  });
});

describe('a note about who has a thread', () => {
  const news = (over: Partial<ThreadNews>): ThreadNews => ({
    kind: 'reassigned',
    by: 'ULEA',
    from: 'USAM',
    to: 'UBEN',
    why: null,
    word: EVIL,
    public: true,
    since: NOW,
    at: NOW,
    ...over,
  });
  const people = {
    ULEA: { name: 'Lea', rings: false },
    USAM: { name: EVIL, rings: false },
    UBEN: { name: 'Ben', rings: true },
  };
  const KINDS: Partial<ThreadNews>[] = [
    {},
    { kind: 'taken-over', to: 'ULEA' },
    { kind: 'released', to: null },
    ...(['time', 'away-in-slack', 'quiet-hours', 'paused', 'left'] as const).map((why) => ({
      kind: 'lease-ended' as const,
      by: null,
      to: null,
      why,
    })),
    { kind: 'taken-off', by: 'USAM' },
    { kind: 'taken-off', by: 'USAM', to: null },
    { kind: 'shield-lifted', to: null },
  ];

  it.each(KINDS)('rings only those who may be rung: %o', (over) => {
    const told = noteMessage({ kind: 'news', news: news(over), people }, LINKS);
    expect(blockProblems(told.blocks, 'message')).toEqual([]);
    const rung = told.text.match(/<(?!!date)[^>]*>/gu) ?? [];
    expect(rung.filter((mark) => mark !== '<@UBEN>')).toEqual([]);
    expect(told.text).not.toMatch(/undefined|null/u);
  });

  it.each([
    ['given by a lead', {}, ['reply_open', 'release', 'more']],
    ['taken off a colleague', { kind: 'taken-off', by: 'USAM' }, ['reply_open', 'more']],
    ['taken off, and nobody’s yet', { kind: 'taken-off', by: 'USAM', to: null }, ['take_it', 'more']],
  ] as const)('lets its new holder go on from there: %s', (_what, over, actions) => {
    const note = noteMessage({ kind: 'given', thread: held(), news: news(over) }, LINKS);
    expect(blockProblems(note.blocks, 'message')).toEqual([]);
    expect(note.text).not.toMatch(/undefined|null/u);
    for (const id of actions) expect(textOf(note.blocks)).toContain(`"${id}"`);
  });

  it('before the end asks, with both ways on', () => {
    const note = noteMessage({ kind: 'lease-warning', thread: held(), until: NOW }, LINKS);
    expect(blockProblems(note.blocks, 'message')).toEqual([]);
    expect(textOf(note.blocks)).toMatch(/keep_it.*release/su);
  });

  it('where somebody was taken off hides the words', () => {
    const post = aPost({ text: 'I know where you live' });
    for (const kind of ['followup', 'edited'] as const) {
      const note = noteMessage({ kind, post, ping: 'ULEA', hidden: true }, LINKS);
      expect(textOf(note)).not.toContain('where you live');
      expect(textOf(note)).toContain('hidden here');
    }
  });

  it('of a hand-over says how it stands, and its answer is what is taken back', () => {
    for (const state of ['held', 'queued', 'sending', 'sent', 'refused', 'unknown', 'withdrawn'] as const) {
      const reply = aReply({
        handoverFor: 'r-2',
        state,
        steps: ['brand'],
        reason: EVIL,
        postUrl: 'https://x.com/s/1',
      });
      const note = noteMessage({ kind: 'reply', reply, accountHandle: 'sam_works' }, LINKS);
      expect(note.text).toContain(':handshake:');
      expect(blockProblems(note.blocks, 'message')).toEqual([]);
      expect(textOf(note.blocks)).not.toContain('"undo"');
    }
  });
});

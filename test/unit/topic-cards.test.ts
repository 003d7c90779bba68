import { describe, expect, it } from 'vitest';
import { notOursSubmitted } from '../../handlers/not-ours-submitted.ts';
import { prioritySubmitted } from '../../handlers/priority-submitted.ts';
import type { WindowSent } from '../../handlers/window.ts';
import { blockProblems, viewProblems } from '../../sandbox/slack/block-kit.ts';
import { actionsFor } from '../../src/domain/thread-actions.ts';
import type { Reroute } from '../../src/domain/topic.ts';
import type { CardView } from '../../src/ports.ts';
import { mentionCard } from '../../src/slack/mention-card.ts';
import { noteMessage } from '../../src/slack/notes.ts';
import { movedSign } from '../../src/slack/topic-blocks.ts';
import { notOursView, priorityView } from '../../src/slack/topic-windows.ts';
import type { MoveThreadInput } from '../../src/usecases/move-thread.ts';
import { buttonOf, wordsOf } from '../support/desk.ts';
import { LINKS } from '../support/local-slack.ts';
import { aThread } from '../support/samples.ts';

const plain = (text: string) => text.replace(/[\u2068\u2069]/gu, '');
const card = (over: Partial<CardView>) =>
  mentionCard(
    { thread: aThread(), brandName: 'Acme', brandHandle: 'acme', holderName: null, ...over },
    LINKS,
  );
const lines = (over: Partial<CardView>) => {
  const message = card(over);
  expect(blockProblems(message.blocks, 'message')).toEqual([]);
  return plain(wordsOf(message));
};

describe('the line of a topic', () => {
  it.each([
    [[{ kind: 'keyword', value: 'bill' }], '*#billing*  ·  because of “bill”'],
    [[{ kind: 'hashtag', value: 'Down' }], '*#billing*  ·  because of #Down'],
    [[{ kind: 'author', value: 'press' }], '*#billing*  ·  because of @press'],
    [[{ kind: 'pattern', value: 'a<b' }], '*#billing*  ·  because of the pattern a&lt;b'],
    [
      [
        { kind: 'language', value: 'it' },
        { kind: 'network', value: 'x' },
      ],
      '*#billing*  ·  because of the language it, the network x',
    ],
    [[{ kind: 'person', value: 'UADA' }], '*#billing*  ·  said Ada'],
    [[], '*#billing*'],
  ] as const)('says why: %j', (because, line) => {
    const thread = aThread({ topic: 'billing', because });
    expect(lines({ thread, movedBy: 'Ada' }).split('\n')).toContain(line);
  });

  it('shows a priority that is not normal, and who knows the topic, and is not there without anything to say', () => {
    const thread = aThread({ topic: 'billing', priority: 'high' });
    expect(lines({ thread, answerers: ['Ada', '<@UBEN>'] })).toContain(
      '*#billing*  ·  :red_circle: *high priority*  ·  knows it and is there: Ada, &lt;@UBEN&gt;',
    );
    expect(lines({ thread: aThread({ priority: 'low' }) })).toContain('low priority');
    expect(JSON.stringify(card({}).blocks)).not.toContain('"topic"');
  });

  it('asks about a topic that is only likely, while the thread goes on', () => {
    const suggestion = { topic: 'billing', confidence: 0.8167 };
    const message = card({ thread: aThread({ suggestion }) });
    expect(plain(wordsOf(message))).toContain('probably *#billing*, 82 %');
    expect(buttonOf(message, 'topic_yes')).toMatchObject({ value: 'x-1001' });
    expect(buttonOf(message, 'topic_no')).toBeDefined();
    expect(lines({ thread: aThread({ suggestion: { ...suggestion, confidence: 1 } }) })).toContain('99 %');
    expect(lines({ thread: aThread({ suggestion, state: 'resolved' }) })).not.toContain('probably');
  });
});

describe('what is told of a move', () => {
  const reroute: Reroute = {
    nth: 1,
    by: 'UADA',
    how: 'moved',
    why: '<!channel> *see* <https://evil.example|here>',
    from: 'net',
    fromChannel: 'C0NET',
    to: 'billing',
    toChannel: 'C0BILLS',
    released: 'UBEN',
    at: 1,
    card: 0,
  };
  const note = (over: Partial<Reroute>, before: string | null = null) => {
    const view = { kind: 'moved', reroute: { ...reroute, ...over }, by: 'Ada', before } as const;
    const message = noteMessage(view, LINKS);
    expect(blockProblems(message.blocks, 'message')).toEqual([]);
    return plain(message.text);
  };

  it('rings only for whoever lost the thread', () => {
    expect(note({}, 'https://acme.slack.com/p1')).toBe(
      ':twisted_rightwards_arrows: *Ada moved this here: #net to #billing.* “&lt;!channel&gt; *\u200bsee*\u200b ' +
        '&lt;https://evil.example|here&gt;” <@UBEN> had it: nobody has it now.  ·  <https://acme.slack.com/p1|What was said before>',
    );
    expect(note({ released: 'UADA', why: '' })).toMatch(/billing\.\* Nobody has it now\.$/u);
    expect(note({ released: null, why: '', how: 'accepted', to: null })).toBe(
      ':bulb: *Ada says that this is no topic.*',
    );
  });

  it('is one line where the card was', () => {
    const moved = {
      reroute,
      by: 'Ada',
      to: 'billing',
      channel: 'C0BILLS',
      here: 'https://acme.slack.com/p2',
    };
    const sign = movedSign(moved);
    expect(blockProblems(sign.blocks, 'message')).toEqual([]);
    expect(plain(sign.text)).toBe(
      ':arrow_right: Moved to #billing in <#C0BILLS> by Ada  ·  <https://acme.slack.com/p2|Go there>',
    );
    expect(plain(movedSign({ ...moved, here: null }).text)).toMatch(/by Ada$/u);
  });
});

describe('the windows', () => {
  const choices = [
    ...Array.from({ length: 120 }, (_, index) => ({
      name: `topic ${index} ${'x'.repeat(30)}`,
      channel: 'C0X',
      priority: 'normal' as const,
    })),
    { name: null, channel: 'C0CARE', priority: 'normal' as const },
  ];

  it('stay within the limits of Slack, with none of them always among the choices', () => {
    const view = notOursView(aThread(), choices);
    expect(viewProblems(view as never)).toEqual([]);
    expect(JSON.stringify(view)).toContain('None of these');
    expect(viewProblems(priorityView(aThread({ priority: 'low' })) as never)).toEqual([]);
  });

  const sent = (values: WindowSent['values'], privateMetadata: string): WindowSent => ({
    slackUser: 'UADA',
    viewId: 'V1',
    rootViewId: 'V1',
    privateMetadata,
    values,
    triggerId: 't',
  });
  const picked = (value: string) => ({ type: 'static_select', selected_option: { value } });

  it('hand on what was picked, with what stood there when it was opened', async () => {
    const moved: MoveThreadInput[] = [];
    const submit = notOursSubmitted({
      moveThread: async (input) => {
        moved.push(input);
        return aThread();
      },
    });
    const view = notOursView(aThread({ reroutes: 3 }), choices);
    const why = { move_why: { why: { type: 'plain_text_input', value: ' because ' } } };
    const given = (value: string) =>
      sent({ move_topic: { topic: picked(value) }, ...why }, view.private_metadata ?? '');
    expect(await submit(given('topic:none'))).toEqual({ clear: true });
    await submit(given('none'));
    const same = { threadId: 'x-1001', slackUser: 'UADA', why: ' because ', expected: 3 };
    expect(moved).toEqual([
      { ...same, topic: 'none' },
      { ...same, topic: null },
    ]);
    await expect(submit(sent({}, view.private_metadata ?? ''))).rejects.toMatchObject({
      blockId: 'move_topic',
    });
    await expect(submit(sent({}, 'x-1001'))).rejects.toMatchObject({ code: 'stale-window' });
  });

  it('take only a priority that exists', async () => {
    const submit = prioritySubmitted({ setPriority: async () => aThread() });
    const given = (value: string) => sent({ priority: { priority: picked(value) } }, 'x-1001');
    expect(await submit(given('high'))).toEqual({ clear: true });
    await expect(submit(given('urgent'))).rejects.toMatchObject({ blockId: 'priority' });
  });
});

describe('what can be done', () => {
  const ids = (thread: Parameters<typeof aThread>[0], slackUser: string, lead = false) =>
    actionsFor(aThread(thread), { slackUser, lead, ops: false, listed: true }).map(({ id }) => id);

  it('is offered to those who may', () => {
    expect(ids({}, 'UADA')).toContain('not_ours');
    expect(ids({}, 'UADA')).not.toContain('set_priority');
    const held = { state: 'claimed', claimedBy: 'UBEN' } as const;
    expect(ids(held, 'UBEN')).toEqual(expect.arrayContaining(['not_ours', 'set_priority']));
    expect(ids(held, 'UADA')).not.toContain('not_ours');
    expect(ids(held, 'ULEAD', true)).toEqual(expect.arrayContaining(['not_ours', 'set_priority']));
    expect(ids({ state: 'resolved' }, 'ULEAD', true)).not.toContain('not_ours');
  });
});

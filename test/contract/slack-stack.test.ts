import type { BlockAction, ViewClosedAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { afterEach, describe, expect, it } from 'vitest';
import { input, plain, window } from '../support/all-elements.ts';
import { ADA, CHANNEL } from '../support/desk.ts';
import { DeskHands } from '../support/desk-hands.ts';
import { LocalSlack } from '../support/local-slack.ts';

let local: LocalSlack;
afterEach(() => local.close());

type Answer = object | undefined;

/** A window that says its name, with a button that pushes another and a field. */
function step(name: string, over: Partial<ModalView> = {}): ModalView {
  return window(
    [
      {
        type: 'section',
        block_id: 'next',
        text: plain(name),
        accessory: { type: 'button', action_id: 'push', text: plain('Next'), value: `${name}+` },
      },
      input('text', { type: 'plain_text_input' } as never, { optional: true }),
    ],
    over,
  );
}

/** Our Bolt app: `push` pushes, what is sent is answered with `answers`, and what is closed is kept. */
async function started(answers: Answer[] = []) {
  local = await LocalSlack.open();
  const { app } = await local.start();
  const refused: string[] = [];
  const closed: string[] = [];
  app.action<BlockAction>('push', async ({ ack, body, action }) => {
    await ack();
    const view = step(String((action as { value?: string }).value), { notify_on_close: true });
    await local
      .client()
      .views.push({ trigger_id: body.trigger_id, view })
      .catch((error) => refused.push(error.data.error));
  });
  app.view('form', async ({ ack }) => ack(answers.shift() as never));
  app.view<ViewClosedAction>({ callback_id: 'form', type: 'view_closed' }, async ({ ack, body, view }) => {
    await ack();
    closed.push(`${wordsOfTop(view)} ${body.is_cleared}`);
  });
  const hands = new DeskHands(local.slack);
  const trigger = () => local.slack.workspace.trigger(ADA);
  const open = (view: ModalView) =>
    hands.openWindow(ADA, () => local.client().views.open({ trigger_id: trigger(), view }));
  const push = (id: string) => hands.openWindow(ADA, () => hands.press(ADA, id, 'push'));
  return { hands, open, push, trigger, refused, closed };
}

const wordsOfTop = (view: { blocks: unknown[] }) => (view.blocks[0] as { text: { text: string } }).text.text;
const shown = () => [...local.slack.workspace.views.values()].map(({ view }) => wordsOfTop(view as never));

describe('windows over each other', () => {
  it('are three at most, and know which they lie on', async () => {
    const { hands, open, push, refused } = await started();
    const first = await open(step('one'));
    const second = await push(first.id);
    const third = await push(second.id);
    await hands.press(ADA, third.id, 'push');
    await expect.poll(() => refused).toEqual(['push_limit_reached']);
    expect(shown()).toEqual(['one', 'one+', 'one++']);
    expect(local.slack.workspace.views.get(third.id)).toMatchObject({
      rootId: first.id,
      previousId: second.id,
    });
  });

  it('are pushed only from a window that is open', async () => {
    const { trigger } = await started();
    await expect(
      local.client().views.push({ trigger_id: trigger(), view: step('one') }),
    ).rejects.toMatchObject({ data: { error: 'not_found' } });
  });

  it('come back when the one above is sent, with what was typed in them', async () => {
    const { hands, open, push } = await started();
    const first = await open(step('one'));
    await local.slack.person.blockAction({
      user: ADA,
      viewId: first.id,
      blockId: 'next',
      actionId: 'push',
      value: 'one+',
      state: { text: { it: 'half' } },
    });
    await expect.poll(shown).toHaveLength(2);
    const second = [...local.slack.workspace.views.keys()].at(-1) ?? '';
    expect(await hands.submitWindow(ADA, second)).toMatchObject({ closed: true });
    expect(shown()).toEqual(['one']);
    expect(local.slack.workspace.views.get(first.id)?.drafts).toEqual({ text: { it: 'half' } });
    await expect(push(first.id)).resolves.toMatchObject({ words: expect.stringContaining('one+') });
  });

  it('close one by one or all at once, and the app hears of it where it asked', async () => {
    const { hands, open, push, closed } = await started();
    const first = await open(step('one'));
    const second = await push(first.id);
    await hands.closeWindow(ADA, second.id);
    expect(closed).toEqual(['one+ false']);
    expect(shown()).toEqual(['one']);
    await push((await push(first.id)).id);
    await hands.closeWindow(ADA, [...local.slack.workspace.views.keys()].at(-1) ?? '', true);
    expect(closed.slice(1)).toEqual(['one++ true', 'one+ true']);
    expect(shown()).toEqual([]);
  });

  it('close all together where the window says so', async () => {
    const { hands, open, push } = await started();
    const first = await open(step('one'));
    const second = await push(first.id);
    const view = step('last', { clear_on_close: true });
    await local.client().views.update({ view_id: second.id, view });
    await hands.closeWindow(ADA, second.id);
    expect(shown()).toEqual([]);
  });
});

describe('a window that was sent', () => {
  it.each<[string, Answer, string[]]>([
    ['is closed', undefined, ['one']],
    ['closes all', { response_action: 'clear' }, []],
    ['becomes another', { response_action: 'update', view: step('new') }, ['one', 'new']],
    ['is followed by another', { response_action: 'push', view: step('over') }, ['one', 'one+', 'over']],
    ['stays, with errors', { response_action: 'errors', errors: { text: 'No.' } }, ['one', 'one+']],
  ])('%s, as the app answers', async (_what, answer, left) => {
    const { hands, open, push } = await started([answer]);
    const second = await push((await open(step('one'))).id);
    expect(await hands.submitWindow(ADA, second.id)).toMatchObject({ ok: true });
    expect(shown()).toEqual(left);
  });

  it.each<[string, Answer]>([
    ['an error where no input is', { response_action: 'errors', errors: { next: 'No.' } }],
    [
      'a view that breaks the limits',
      { response_action: 'update', view: step('x', { title: plain('x'.repeat(25)) }) },
    ],
    ['an answer that there is not', { response_action: 'close' }],
  ])('cannot be answered with %s', async (_what, answer) => {
    const { hands, open } = await started([answer]);
    const { id } = await open(step('one'));
    expect(await hands.submitWindow(ADA, id)).toMatchObject({
      ok: false,
      error: expect.stringContaining('trouble connecting'),
    });
    expect(shown()).toEqual(['one']);
  });
});

describe('a view', () => {
  it('changes only while it is what the app thinks it is', async () => {
    const { open } = await started();
    const { id } = await open(step('one'));
    const { hash } = local.slack.workspace.views.get(id) ?? {};
    const update = (given: string | undefined, name: string) =>
      local.client().views.update({ view_id: id, ...(given ? { hash: given } : {}), view: step(name) });
    await update(hash, 'two');
    await expect(update(hash, 'three')).rejects.toMatchObject({ data: { error: 'hash_conflict' } });
    expect(shown()).toEqual(['two']);
  });

  it('is found by the name that the app gave it, and no other takes that name', async () => {
    const { open, trigger } = await started();
    await open(step('one', { external_id: 'mine' }));
    await local.client().views.update({ external_id: 'mine', view: step('two', { external_id: 'mine' }) });
    expect(shown()).toEqual(['two']);
    await expect(
      local.client().views.open({ trigger_id: trigger(), view: step('x', { external_id: 'mine' }) }),
    ).rejects.toMatchObject({ data: { error: 'duplicate_external_id' } });
  });

  it('opens from a home, where nothing can be pushed', async () => {
    const { hands, refused } = await started();
    await local.client().views.publish({
      user_id: ADA,
      view: { type: 'home', blocks: [step('home').blocks[0] as never] },
    });
    await hands.press(ADA, 'home', 'push');
    await expect.poll(() => refused).toEqual(['not_found']);
  });

  it('of a message cannot be opened with a trigger that was used', async () => {
    const { trigger } = await started();
    const once = trigger();
    await local.client().views.open({ trigger_id: once, view: step('one') });
    await expect(local.client().views.push({ trigger_id: once, view: step('two') })).rejects.toMatchObject({
      data: { error: 'exchanged_trigger_id' },
    });
    expect(local.slack.workspace.stateFor(ADA)?.channels.map(({ id }) => id)).toEqual([CHANNEL]);
  });
});

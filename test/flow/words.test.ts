import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SandboxMessage } from '../../sandbox/slack/client-api.ts';
import { placedElements } from '../../sandbox/slack/surface.ts';
import type { StoredPost } from '../../sandbox/x/world.ts';
import { ADA, BEN, CHANNEL, type Desk, LEA, openDesk, until, wordsOf } from '../support/desk.ts';

const LINE = {
  id: 'line',
  title: 'Line down',
  text: 'Hello {customer}, the line in {street} is down. Our engineer is on the way, it is back this evening.',
};

let desk: Desk;
let count = 0;
beforeAll(async () => {
  const settings = { approval: { when: ['money'] }, saved_replies: [LINE] };
  desk = await openDesk({ settings });
});
afterAll(() => desk.close());

/** A post of a new customer that Ada holds and may answer straight. */
async function taken(): Promise<StoredPost> {
  count += 1;
  const post = desk.mention(`@acme @ada_fixes no signal ${count}`, { by: `customer_${count}` });
  await desk.take(ADA, post);
  return post;
}

const textOf = (post: StoredPost) =>
  desk.postsBy('ada_fixes').flatMap(({ text, inReplyTo }) => (inReplyTo === post.id ? [text] : []));

/** What stands in the reply window, and the name of its input. */
function written(viewId: string): { blockId: string; text: string } {
  const blocks = desk.windowNow(viewId)?.view.blocks as {
    block_id: string;
    element?: { initial_value?: string };
  }[];
  const input = blocks.find(({ block_id: id }) => id.startsWith('reply_text'));
  return { blockId: input?.block_id ?? '', text: input?.element?.initial_value ?? '' };
}

function untilDirect(user: string, says: RegExp): Promise<SandboxMessage> {
  return until(() => {
    const found = desk.direct(user).findLast((message) => says.test(wordsOf(message)));
    if (!found) throw new Error(`Nothing says ${says}: ${JSON.stringify(desk.direct(user).map(wordsOf))}`);
    return found;
  });
}

describe('an answer that names an amount of money', () => {
  it('waits for a lead, is changed as the lead wants, and goes out when one approves', async () => {
    const post = await taken();
    await desk.reply(ADA, post, 'You get 20 € back with the next bill.');
    await desk.untilNote(post, /Waiting for a lead's word.*amount of money/u);
    await desk.untilNote(post, /<@U0ADA> :eyes: A lead looks at your answer first/u);
    const asked = await untilDirect(LEA, /An answer waits for your word.*20 €/su);

    const note = desk.messages(desk.card(post)?.ts).find((one) => /Waiting for a lead/u.test(wordsOf(one)));
    if (!note) throw new Error('There is no note.');
    await desk.press(BEN, note, 'approve_reply');
    await desk.untilWhisper(BEN, /Only a care lead/u);
    const window = await desk.openWindow(LEA, () => desk.press(LEA, asked, 'change_reply'));
    const comment = { comment: { text: 'Say sorry first' } };
    expect(await desk.submitWindow(LEA, window.id, comment)).toMatchObject({ closed: true });
    await desk.untilNote(post, /<@U0ADA>.*nothing was posted.*asks you to change it: "Say sorry first"/su);
    await untilDirect(LEA, /asked for a change/u);

    const viewId = await desk.openReply(ADA, post);
    expect(written(viewId).text).toBe('You get 20 € back with the next bill.');
    await desk.submit(ADA, viewId, 'So sorry! You get 20 € back with the next bill.');
    const again = await untilDirect(LEA, /waits for your word.*So sorry/su);
    expect(textOf(post)).toEqual([]);
    await desk.press(LEA, again, 'approve_reply');
    await desk.untilNote(post, /<@U0ADA> :thumbsup: <@U0LEA> approved/u);
    await desk.untilNote(post, /Sent/u);
    expect(textOf(post)).toEqual(['So sorry! You get 20 € back with the next bill.']);
  });

  it.each(['change_reply', 'decline_reply'])(
    'goes from the list of all that waits once it was sent back there: %s',
    async (action) => {
      const [one, other] = [await taken(), await taken()];
      await desk.reply(ADA, one, `We owe you ${count} €.`);
      await desk.reply(ADA, other, `You get back ${count} $.`);
      await desk.untilNote(other, /Waiting for a lead's word/u);
      await desk.home(LEA);
      const list = await desk.openWindow(LEA, () => desk.press(LEA, 'home', 'approvals'));
      expect(list.words).toMatch(/\*2\* answers wait.*We owe you.*You get back/su);
      const first = placedElements(list.view.blocks).find(({ element }) => element.action_id === action);
      const why = await desk.openWindow(LEA, () =>
        desk.press(LEA, list.id, action, String(first?.element.value)),
      );
      const comment = { comment: { text: 'In other words' } };
      expect(await desk.submitWindow(LEA, why.id, comment)).toMatchObject({ closed: true });
      const rest = await desk.untilWindow(list.id, /\*1\* answer waits/u);
      expect(rest.words).toMatch(/You get back/u);
      expect(rest.words).not.toMatch(/We owe you/u);
      await desk.press(LEA, list.id, 'approve_reply');
      await desk.untilWindow(list.id, /Nothing waits/u);
      await desk.closeWindow(LEA, list.id);
    },
  );
});

describe('personal data', () => {
  it('is refused in public with the way on, and the text goes out with the link to the brand’s messages', async () => {
    const post = await taken();
    const viewId = await desk.openReply(ADA, post);
    const refused = await desk.submit(ADA, viewId, 'I call you on 333 123 4567');
    expect(refused).toMatchObject({ closed: false });
    expect(refused.errors?.reply_text).toMatch(
      /phone number.*Personal data never goes out in public.*Ask privately/u,
    );
    await desk.press(ADA, viewId, 'ask_privately');
    await until(() => written(viewId).blockId !== 'reply_text');
    const { blockId, text } = written(viewId);
    const brandId = desk.x.world.userByName('acme')?.id;
    expect(text).toContain(`https://x.com/messages/compose?recipient_id=${brandId}`);
    const state = { [blockId]: { text: text.replace('I call you on 333 123 4567', 'Let me call you.') } };
    expect(await desk.submitWindow(ADA, viewId, state)).toMatchObject({ closed: true });
    await desk.untilNote(post, /Sent/u);
    expect(textOf(post)[0]).toMatch(/^Let me call you\.\nPlease write to us in private here/u);
  });
});

describe('a saved reply', () => {
  it('stands in the window when it is picked, and goes out only changed', async () => {
    const post = await taken();
    const viewId = await desk.openReply(ADA, post);
    await desk.press(ADA, viewId, 'start_from', 'line');
    await until(() => written(viewId).text !== '');
    const { blockId, text } = written(viewId);
    expect(text).toContain(`Hello @customer_${count}, the line in {street} is down.`);
    const send = (words: string) => desk.submitWindow(ADA, viewId, { [blockId]: { text: words } });
    expect((await send(text)).errors?.[blockId]).toMatch(/Fill in \{street\}/u);
    expect((await send(text.replace('{street}', 'the centre'))).errors?.[blockId]).toMatch(
      /still the saved text/u,
    );
    expect(
      await send('A digger cut your cable in the centre, they are mending it now, tonight it works.'),
    ).toMatchObject({ closed: true });
    await desk.untilNote(post, /Sent/u);
  });
});

describe('a colleague’s words in the Slack thread', () => {
  it('open the holder’s window filled in, send nothing by themselves, and are credited there only', async () => {
    const post = await taken();
    const card = await desk.untilCard(post);
    const words = 'Tell them <@U0ADA> that the mast &amp; its power are back <!channel>';
    const at = desk.slack.workspace.addMessage({
      channel: CHANNEL,
      user: BEN,
      text: words,
      blocks: [],
      threadTs: card.ts,
      ephemeralFor: null,
      metadata: null,
    });
    await desk.shortcut(BEN, at, 'use_as_reply');
    await desk.untilWhisper(BEN, /<@U0ADA> has this thread now/u);
    const window = await desk.openWindow(ADA, () => desk.shortcut(ADA, at, 'use_as_reply'));
    expect(written(window.id)).toEqual({
      blockId: 'reply_text',
      text: 'Tell them Ada that the mast & its power are back',
    });
    expect(window.words).toContain('With words of <@U0BEN>');
    expect(textOf(post)).toEqual([]);
    await desk.submit(ADA, window.id, 'The mast & its power are back');
    await desk.untilNote(post, /Sent.*with words of <@U0BEN>/u);
    expect(textOf(post)).toEqual(['The mast & its power are back']);
  });

  it('are needed: a card, a note of Faccia’s or a message elsewhere is none', async () => {
    const post = await taken();
    await desk.shortcut(ADA, await desk.untilCard(post), 'use_as_reply');
    await desk.untilWhisper(ADA, /in the Slack thread under a card/u);
  });
});

describe('a customer who phoned', () => {
  it('has a card like any, whose answer is noted and never posted', async () => {
    const window = await desk.openWindow(BEN, () =>
      desk.slack.person.command({ user: BEN, channel: CHANNEL, command: '/care', text: 'log' }),
    );
    const state = {
      origin: { value: 'phone' },
      who: { value: 'Ann <!channel>' },
      what: { value: 'No line since Monday' },
      contact: { value: '333 123 4567' },
    };
    expect(await desk.submitWindow(BEN, window.id, state)).toMatchObject({ closed: true });
    const card = () => desk.messages().find((message) => wordsOf(message).includes('No line since Monday'));
    const found = await until(card);
    expect(wordsOf(found)).toMatch(/the customer phoned.*written down by <@U0BEN>/su);
    expect(wordsOf(found)).not.toContain('<!channel>');
    await desk.press(ADA, found, 'take_it');
    const held = await until(() => {
      const now = card();
      return now && /has it/u.test(wordsOf(now)) ? now : undefined;
    });
    const note = await desk.openWindow(ADA, () => desk.press(ADA, held, 'note_answer'));
    const before = desk.postsBy('ada_fixes').length;
    await desk.submitWindow(ADA, note.id, { answer: { value: 'Engineer comes at six' } });
    await until(() => /Answered.*<@U0ADA>/su.test(wordsOf(card() ?? held)));
    await until(() =>
      desk.messages(found.ts).some((message) => /noted what was answered.*at six/su.test(wordsOf(message))),
    );
    expect(desk.postsBy('ada_fixes')).toHaveLength(before);
  });
});

describe('leads', () => {
  const care = (user: string) => () =>
    desk.slack.person.command({ user, channel: CHANNEL, command: '/care', text: 'replies' });

  it('add, change and delete saved replies, which others find in their window', async () => {
    await care(ADA)();
    await desk.untilWhisper(ADA, /Only a care lead/u);
    const list = await desk.openWindow(LEA, care(LEA));
    expect(list.words).toMatch(/Line down.*in the YAML/su);
    const add = await desk.openWindow(LEA, () => desk.press(LEA, list.id, 'saved_add'));
    const given = {
      title: { value: 'Sorry <!channel>' },
      text: { value: 'So sorry, {name}' },
      language: { value: 'EN' },
    };
    const wrong = await desk.submitWindow(LEA, add.id, { ...given, language: { value: '12' } });
    expect(wrong.errors?.language).toMatch(/language code/u);
    expect(await desk.submitWindow(LEA, add.id, given)).toMatchObject({ closed: true });
    const shown = await desk.untilWindow(list.id, /Sorry/u);
    expect(shown.words).not.toContain('<!channel>');

    const post = await taken();
    const reply = await desk.openReply(ADA, post);
    expect(JSON.stringify(desk.windowNow(reply)?.view)).toContain('Sorry <!channel> (en)');

    const edit = await desk.openWindow(LEA, () => desk.press(LEA, list.id, 'saved_edit'));
    await desk.press(LEA, edit.id, 'saved_delete');
    await desk.untilWindow(edit.id, /It is deleted/u);
    await until(() => !/Sorry/u.test(desk.windowNow(list.id)?.words ?? 'Sorry'));
  });
});

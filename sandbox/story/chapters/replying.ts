import { approves, opensReply, sends, takes, types, written } from '../acts.ts';
import { AT, MARO, RAFA } from '../customers.ts';
import { CARE } from '../desk.ts';
import type { Chapter, Story } from '../story.ts';

const FIRST = 'A digger cut the fibre in Mill Lane. I am on my way with a new one, back by noon.';
const CHANGED =
  'So sorry, Maro! A digger cut the fibre in Mill Lane. I am on my way with a new one, back by noon.';

/** Saved replies that must be changed, a lead's look, colleagues' words. */
export const replying: Chapter = {
  title: 'Replying well (part 7)',
  time: '09:00',
  quick: true,
  async play(story) {
    await savedReply(story);
    await proposals(story);
    await money(story);
  },
};

async function savedReply({ tell, camera, x, ada, ben, lea }: Story): Promise<void> {
  const post = await x.writes(
    MARO,
    `${AT} no internet since 7 this morning, router light is red. Working from home today, of all days 😩`,
  );
  const { value: open } = await ben.card(post.id);
  const card = await tell.step('Ada takes Maro’s post; the first click wins.', () => takes(ada, post));
  await tell.step('Ben is a moment late.', async () => {
    await ben.press(open, 'take_it');
    return ben.whisper(/Taken .* by Ada/u);
  });
  const window = await tell.step('Ada opens the reply window: it says who speaks, and why in this way.', () =>
    opensReply(ada, card),
  );
  const filled = await tell.step('She starts from a saved reply.', async () => {
    await ada.press(window, 'start_from', 'line-down');
    const { value: now } = await ada.sees(window, /Public, as/u);
    await ada.until('the saved text', ({ modals }) => {
      const view = modals.find(({ id }) => id === window.id);
      const text = view ? written({ ...now, view: view.view }).text : '';
      return text === '' ? { instead: 'an empty input' } : { value: null, saw: text };
    });
    const { value: then } = await ada.sees(window, /Public, as/u);
    return { value: then, saw: written(then).text };
  });
  await tell.step('Sent as it is, it is refused: it must become her own words.', async () => {
    await sends(ada, filled, written(filled).text);
    return ada.objects(window, /Fill in \{street\}/u);
  });
  await tell.step('She writes her own, and the count goes along.', () =>
    types(ada, filled, FIRST, new RegExp(`${FIRST.length} / 280`, 'u')),
  );
  await camera.take('reply', { user: ada.id, place: CARE });
  const asked = await tell.step(
    'It is her first answer, so Lea looks at it before it goes out.',
    async () => {
      await sends(ada, filled, FIRST);
      await ada.closed(window);
      return lea.told(/waits for your word/u);
    },
  );
  await camera.take('approval', { user: lea.id, place: 'direct' });
  await tell.step('Lea asks for a change.', async () => {
    const { value: comment } = await lea.opens(() => lea.press(asked, 'change_reply'));
    await lea.submit(comment, { comment: { text: 'Say sorry first' } });
    return ada.note(card, /nothing was posted.*Say sorry first/su);
  });
  await tell.step(
    'Ada changes it, Lea approves, and it is public: under the brand’s introduction, in Ada’s name.',
    async () => {
      const { value: again } = await opensReply(ada, card);
      await sends(ada, again, CHANGED);
      await approves(lea, CHANGED);
      return x.sees(ada.onX, /So sorry, Maro/u);
    },
  );
  await tell.step('The thread says so, with the link.', () => ada.note(card, /Sent from @ada_fixes/u));
  await camera.take('thread', { user: ada.id, place: CARE, thread: card.ts });
  await camera.take('x', { user: ada.id, x: true });
}

async function proposals({ tell, camera, x, ada, ben, cleo }: Story): Promise<void> {
  const post = await x.writes(RAFA, `${AT} and who pays for the fence your van leaned against?`);
  const card = await tell.step('Ada takes the next one, and asks in the thread.', async () => {
    const { value: taken } = await takes(ada, post);
    await ada.write(taken, 'Whose van is that? Any idea what to say?');
    return ada.note(taken, /Any idea/u);
  });
  const root = (await ada.card(post.id)).value;
  const proposal = await tell.step('Ben and Cleo write proposals; nothing of this is public.', async () => {
    await cleo.write(root, 'The insurance pays, they should keep a picture of it.');
    await ben.write(root, 'It is mine, I move it at ten. Our insurance pays for the fence.');
    return ada.note(root, /I move it at ten/u);
  });
  const window = await tell.step(
    'Ada uses Ben’s words: Use as reply opens the window filled in, and sends nothing.',
    () => ada.opens(() => ada.useMenu(proposal, 'use_as_reply'), /With words of Ben/u),
  );
  await camera.take('use-as-reply', { user: ada.id, place: card.channel });
  await tell.step('She sends it in her own words; the thread credits Ben.', async () => {
    await sends(
      ada,
      window,
      'A colleague moves the van at ten, and our insurance pays for the fence. Please keep a picture of it.',
    );
    return ada.note(root, /Sent.*with words of Ben/su);
  });
}

async function money(story: Story): Promise<void> {
  const { tell, camera, cleo, lea, ada } = story;
  const text =
    'You are right, it was charged twice. You get 20 € back with the next bill, sorry for the trouble.';
  const card = await tell.step('Cleo takes Tilda’s bill.', async () => {
    const { value: found } = await cleo.message(/charged twice on my last bill/u);
    await cleo.press(found, 'take_it');
    return cleo.message(/Cleo has it/u);
  });
  const window = await tell.step(
    'She names an amount: the window says that a lead looks at it first.',
    async () => {
      const { value: open } = await opensReply(cleo, card);
      return types(cleo, open, text, /A lead looks at it before it goes out.*amount of money/u);
    },
  );
  await tell.step('Ada is no lead: her press on Approve is refused.', async () => {
    await sends(cleo, window, text);
    const { value: note } = await ada.note(card, /Waiting for a lead's word/u);
    await ada.press(note, 'approve_reply');
    return ada.whisper(/Only a care lead/u);
  });
  const waiting = await tell.step(
    'Lea’s Home counts what waits for her word; Decide opens all of it.',
    async () => {
      await lea.openHome();
      await lea.home(/1 answer waits for a lead's word/u);
      return lea.opens(() => lea.press('home', 'approvals'), /Cleo answers in public/u);
    },
  );
  await camera.take('decide', { user: lea.id, place: 'home' });
  await tell.step('She approves it there.', async () => {
    await lea.press(waiting, 'approve_reply');
    return story.x.sees(cleo.onX, /20 € back/u);
  });
  await lea.closesAll();
}

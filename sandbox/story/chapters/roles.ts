import { opensReply, sends, takes } from '../acts.ts';
import { AT, JONAS, TROLL } from '../customers.ts';
import { CARE } from '../desk.ts';
import { type Chapter, more, type Story } from '../story.ts';

/** Who may what, who did what, and a way out for whoever is harassed. */
export const roles: Chapter = {
  title: 'Roles, history, and the shield (part 10)',
  time: '17:00',
  quick: true,
  async play(story) {
    await whoMay(story);
    await history(story);
    await shield(story);
  },
};

async function whoMay({ tell, x, ben, lea, ola }: Story): Promise<void> {
  await tell.step('Ben types /care assign: that is for leads.', async () => {
    await ben.care('assign');
    return ben.whisper(/Only a care lead can do this: ask Lea/u);
  });
  await tell.step('Ben is put into the user group of the leads: he may, from that moment on.', async () => {
    await lea.setsGroup('S0LEADS', [lea.id, ben.id]);
    const seen = await ben.opens(() => ben.care('assign'), /the longest waiting first/u);
    await ben.closesAll();
    return seen;
  });
  await tell.step('And out of it again: he may no more.', async () => {
    await lea.setsGroup('S0LEADS', [lea.id]);
    await ben.care('replies');
    return ben.whisper(/Only a care lead can do this/u);
  });
  await tell.step('Ola watches the queues, and has not joined: Take it is refused.', async () => {
    const post = await x.writes(JONAS, `${AT} thanks for the cable. One more thing: the box hums`);
    const { value: card } = await ola.card(post.id);
    await ola.press(card, 'take_it');
    return ola.whisper(/Only people who joined/u);
  });
}

async function history({ tell, camera, lea }: Story): Promise<void> {
  const window = await tell.step(
    'Lea opens History on Maro’s first thread: who did what, by hand or by itself.',
    async () => {
      const { value: card } = await lea.message(/no internet since 7 this morning/u);
      const { value } = await more(lea, card, 'history');
      return lea.sees(value, /the newest first/u);
    },
  );
  await camera.take('history', { user: lea.id, place: CARE });
  await lea.close(window);
}

async function shield({ tell, camera, x, ada, ben, lea }: Story): Promise<void> {
  const post = await x.writes(TROLL, `${AT} @${ada.onX} you are useless, all of you, and you most`);
  await tell.step('Somebody is nasty to Ada. She took the thread already.', () => takes(ada, post));
  const window = await tell.step('More…, Take this off me: she need not say why.', async () => {
    const { value: card } = await ada.card(post.id);
    return more(ada, card, 'take_off');
  });
  await camera.take('take-off', { user: ada.id, place: CARE });
  await tell.step('It is off her.', async () => {
    await ada.submit(window);
    return ada.sees(window, /It is off you/u);
  });
  await ada.closesAll();
  await tell.step('The card says that only leads answer, as the brand.', () =>
    ben.card(post.id, /only care leads answer/u),
  );
  await tell.step('What that person writes next is hidden from her in Slack.', async () => {
    await x.writes(TROLL, `${AT} @${ada.onX} I know where you live`, { inReplyTo: post.id });
    const { value: card } = await ada.card(post.id);
    return ada.note(card, /wrote again.*hidden here/su);
  });
  await tell.step('Lea reads it in her window, and answers without anybody’s name.', async () => {
    const { value: told } = await lea.told(/Ada asked to be taken off/u);
    const open = /It is yours now/u.test(lea.wordsOf(told)) ? 'reply_open' : 'take_it';
    if (open === 'take_it') {
      await lea.press(told, 'take_it');
      await lea.card(post.id, /Lea has it/u);
    }
    const { value: reply } = await opensReply(lea, (await lea.card(post.id)).value);
    await lea.sees(reply, /I know where you live/u);
    await camera.take('shield', { user: lea.id, place: CARE });
    await sends(lea, reply, 'Please keep it civil. We read everything here.');
    return x.sees('lumenfibre', /keep it civil/u);
  });
}

import { opensReply, sends, takes, types, written } from '../acts.ts';
import { AT, TILDA } from '../customers.ts';
import { BILLS, CARE } from '../desk.ts';
import type { Chapter, Story } from '../story.ts';

const PRIVATE = 'Hello Tilda, I look it up with you.';

/** Personal data never goes through a public answer, nor through a personal account. */
export const privately: Chapter = {
  title: 'Private matters (part 8)',
  time: '11:00',
  quick: true,
  async play(story) {
    await askPrivately(story);
    await onThePhone(story);
  },
};

async function askPrivately({ tell, camera, x, cleo }: Story): Promise<void> {
  const post = await x.writes(TILDA, `${AT} my invoice has somebody else's name on it, what now?`);
  const card = await tell.step('Cleo takes another bill.', () => takes(cleo, post));
  const window = await tell.step(
    'She writes a contract number: the window says at once that this cannot go out.',
    async () => {
      const { value: open } = await opensReply(cleo, card);
      return types(
        cleo,
        open,
        'Is LF-204918 yours, and your number 0171 555 0199?',
        /never goes out in public/u,
      );
    },
  );
  await camera.take('personal-data', { user: cleo.id, place: BILLS });
  await tell.step('Sent all the same, it is refused with the reason and the way on.', async () => {
    await sends(cleo, window, 'Is LF-204918 yours, and your number 0171 555 0199?');
    return cleo.objects(window, /Personal data never goes out in public/u);
  });
  await tell.step('Ask privately adds the link to the brand’s messages, never to her own.', async () => {
    await types(cleo, window, PRIVATE, new RegExp(`${PRIVATE.length} / 280`, 'u'));
    await cleo.press(window, 'ask_privately');
    return cleo.until('the link in the text', ({ modals }) => {
      const view = modals.find(({ id }) => id === window.id);
      const { text } = view ? written({ id: view.id, words: '', view: view.view }) : { text: '' };
      return text.includes('messages/compose?recipient_id=')
        ? { value: null, saw: text.replace(/\s+/gu, ' ') }
        : { instead: text };
    });
  });
  await tell.step('That is what customers see.', async () => {
    const { value: now } = await cleo.sees(window, /Public, as/u);
    await sends(cleo, window, written(now).text);
    return x.sees(cleo.onX, /messages\/compose\?recipient_id=/u);
  });
}

async function onThePhone({ tell, camera, eli, ben }: Story): Promise<void> {
  const window = await tell.step('Eli had Mrs Park on the phone, and types /care log.', () =>
    eli.opens(() => eli.care('log'), /phoned, wrote or came by/u),
  );
  await camera.take('log', { user: eli.id, place: CARE });
  await tell.step('She waits on the same desk as everybody else.', async () => {
    await eli.submit(window, {
      origin: { value: 'phone' },
      who: { value: 'Mrs Park' },
      what: { value: 'No dial tone since Monday, she needs it for her alarm' },
      contact: { value: '0171 555 0123, mornings' },
      priority: { value: 'high' },
    });
    return ben.message(/the customer phoned.*written down by Eli/u);
  });
  const { value: card } = await ben.message(/No dial tone since Monday/u);
  await camera.take('logged', { user: ben.id, place: card.channel, message: card.ts });
  await tell.step(
    'Ben takes it, calls her, and notes what he said; nothing is posted anywhere.',
    async () => {
      await ben.press(card, 'take_it');
      const { value: held } = await ben.message(/No dial tone since Monday.*Ben has it/su);
      const { value: note } = await ben.opens(() => ben.press(held, 'note_answer'));
      await ben.submit(note, { answer: { value: 'I come by at six with a new socket' } });
      return ben.message(/No dial tone since Monday.*Answered by Ben/su);
    },
  );
}

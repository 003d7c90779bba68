import type { SandboxPost } from '../../x/client-api.ts';
import { answers, takes } from '../acts.ts';
import { AT, DAD, HARBOUR, NEIGHBOUR, NOUR, OAK, PIA } from '../customers.ts';
import { CARE } from '../desk.ts';
import type { Chapter, Story } from '../story.ts';

/** One conversation is one thread, whoever is named in it and whatever is edited or deleted. */
export const threads: Chapter = {
  title: 'Threads (part 1)',
  time: '10:00',
  quick: false,
  async play(story) {
    const { tell, camera, x, ada } = story;
    const before = await x.writes(HARBOUR, 'Is the network down in Harbour Street? Asking for all of us.');
    const post = await x.writes(NOUR, `${AT} see above: dead since this morning, number 9`, {
      inReplyTo: before.id,
    });
    const card = await tell.step(
      'Nour answers somebody else’s post: that one is fetched, for the context.',
      async () => {
        const { value: found } = await ada.card(post.id);
        return { value: found, saw: (await ada.note(found, /What this answers.*Harbour Street/su)).saw };
      },
    );
    await tell.step('Ada takes it and answers.', async () => {
      const { value: taken } = await takes(ada, post);
      return answers(story, ada, taken, 'We are on our way to Harbour Street, one of the joints got wet.');
    });
    await tell.step('She lets go of it: it is answered.', async () => {
      const { value: answered } = await ada.card(post.id, /Answered by Ada/u);
      await ada.press(answered, 'release');
      return ada.card(post.id, /Answered by Ada.*Take it/su);
    });
    const mine = (await x.sees(ada.onX, /one of the joints/u)).value;
    await tell.step(
      'Nour answers Ada and leaves out the brand’s name; it is found by the conversation, and is Ada’s again.',
      async () => {
        await x.writes(NOUR, `thank you @${ada.onX}! and how long will it take?`, {
          inReplyTo: mine.id,
          via: 'another app',
        });
        return ada.note(card, /wrote again and it is yours again/u, 30_000);
      },
    );
    await tell.step('The card is hers, reopened.', () => ada.card(post.id, /Ada has it/u));
    const other = await tell.step(
      'A neighbour joins in: shown as another person, in the same thread.',
      async () => {
        await x.writes(NEIGHBOUR, `${AT} same here, number 12, and my neighbour's too`, {
          inReplyTo: post.id,
        });
        return ada.note(card, /not the customer\) wrote in this conversation/u);
      },
    );
    await camera.take('conversation', { user: ada.id, place: CARE, thread: card.ts });
    await tell.step('Ada makes it a thread of its own.', async () => {
      await ada.press(other, 'separate');
      return ada.note(card, /It has a card of its own now/u);
    });
    await tell.step('Ada answers what was asked.', async () => {
      const { value: held } = await ada.card(post.id, /Ada has it/u);
      return answers(story, ada, held, 'About an hour, the new joint is in my hand already.');
    });
    await quoted(story, mine);
    await editedAndDeleted(story);
  },
};

/** What a customer quotes is read along, and opens the straight way to whom they quote. */
async function quoted(story: Story, mine: SandboxPost): Promise<void> {
  const { tell, camera, x, ada } = story;
  const ferry = await x.writes(HARBOUR, 'The mast on the hill is dark again, says the crew of the ferry.');
  const post = await x.writes(OAK, `${AT} is this why my phone is silent?`, { quotes: ferry.id });
  const { value: card } = await ada.card(post.id);
  await tell.step('Oak quotes somebody else’s post: what it says stands in the Slack thread.', () =>
    ada.note(card, /What the customer quotes.*mast on the hill/su),
  );
  await camera.take('quoted', { user: ada.id, place: CARE, thread: card.ts });
  const asked = await x.writes(DAD, `${AT} wet joints? We have the same in Mill Lane.`, { quotes: mine.id });
  await tell.step('Dad quotes Ada’s own post, so X lets her answer him straight; the card says it.', () =>
    ada.card(asked.id, /The customer addressed Ada: X lets them answer straight/u),
  );
  await tell.step('She does, without an introduction by the brand.', async () => {
    const { value: held } = await takes(ada, asked);
    await answers(story, ada, held, 'Another joint, the same rain. Mill Lane is on my list for tonight.');
    return ada.note(held, /straight under the customer's post/u);
  });
}

async function editedAndDeleted({ tell, camera, x, ada, lea }: Story): Promise<void> {
  const post = await x.writes(PIA, `${AT} ping went from 9 ms to 140 ms since last night`);
  const card = await tell.step('Ada takes another one.', () => takes(ada, post));
  const edited = await tell.step('Pia edits the post: the card has the new words, and says so.', async () => {
    const newer = await x.edits(post, `${AT} ping went from 9 ms to 240 ms since last night, every night`);
    return { ...(await ada.message(/240 ms.*Edited/su)), value: newer };
  });
  await tell.step('The thread has one note of it, and whoever has the thread is rung.', () =>
    ada.note(card, /Ada The customer edited a post/u),
  );
  await tell.step('Pia deletes it: its words leave Slack, that it was there stays.', async () => {
    await x.deletes(edited);
    return lea.until(
      'no message with the deleted words',
      ({ messages }) => {
        const left = messages.find((message) => /1?40 ms/u.test(lea.wordsOf(message)));
        if (left) return { instead: lea.wordsOf(left) };
        const sign = messages.find((message) => /deleted this post/u.test(lea.wordsOf(message)));
        if (!sign) return { instead: 'no sign of it' };
        return {
          value: null,
          saw: 'the words are nowhere in Slack; the card says that the post was deleted',
        };
      },
      40_000,
    );
  });
  await camera.take('deleted', { user: ada.id, place: CARE, thread: card.ts });
}

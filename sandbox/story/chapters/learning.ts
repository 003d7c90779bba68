import { AT } from '../customers.ts';
import { CARE, CONTRACTS, NETWORK } from '../desk.ts';
import { type Chapter, more } from '../story.ts';

const ABOUT: Record<'faults' | 'contracts', string[]> = {
  faults: [
    'the router has no signal',
    'the signal drops every evening',
    'no signal at the router again',
    'router is blinking, no signal',
  ],
  contracts: [
    'when does my contract end',
    'I want to end the contract',
    'does the contract renew by itself',
    'the end of my contract is wrong',
  ],
};
const ROUNDS = 3;

/** What people moved teaches where things belong. */
export const learning: Chapter = {
  title: 'What the desk has learnt (part 3, once more)',
  time: '19:00',
  quick: false,
  async play({ tell, camera, x, ada, lea }) {
    const lessons = Array.from({ length: ROUNDS }).flatMap((_round, round) =>
      ABOUT.faults.flatMap((_text, index) =>
        (['faults', 'contracts'] as const).map((topic) => ({
          topic,
          text: ABOUT[topic][index] ?? '',
          round,
        })),
      ),
    );
    await tell.step(
      `No rule knows faults and contracts. Ada and Lea sort ${lessons.length} of them by hand, with Not ours.`,
      async () => {
        let last = '';
        // One after the other: a crowd of them at once would be folded into a surge card.
        for (const [index, { topic, text, round }] of lessons.entries()) {
          const by = [`customer_${index}`, `Customer ${index}`] as const;
          const post = await x.writes(by, `${AT} ${text}${'!'.repeat(round)}`);
          const who = index % 2 === 0 ? ada : lea;
          const { value: card } = await who.card(post.id, /./su, 60_000);
          const { value: window } = await more(who, card, 'not_ours');
          await who.submit(window, { move_topic: { topic: `topic:${topic}` } });
          await who.closed(window);
          await who.closesAll();
          last = post.id;
        }
        const { value, saw } = await lea.card(last, /said/u, 60_000);
        if (value.channel !== CONTRACTS) throw new Error(`It is in ${value.channel}.`);
        return { value, saw };
      },
    );
    const post = await x.writes(['pixel_pia', 'Pia'], `${AT} my router shows no signal after the update`);
    const card = await tell.step('Now Faccia suggests where a new one belongs, and how sure it is.', () =>
      ada.card(post.id, /probably #faults, \d+ %/u, 60_000),
    );
    await camera.take('suggestion', { user: ada.id, place: CARE, message: card.ts });
    await tell.step('Ada presses Yes: the card goes to the people of #faults.', async () => {
      await ada.press(card, 'topic_yes');
      const { value, saw } = await ada.card(post.id, /#faults.*said Ada/u);
      if (value.channel !== NETWORK) throw new Error(`It is in ${value.channel}.`);
      return { value, saw: `#care-network: ${saw}` };
    });
  },
};

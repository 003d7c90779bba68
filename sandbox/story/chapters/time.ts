import { approves, opensReply, sends } from '../acts.ts';
import { CARE, NETWORK } from '../desk.ts';
import type { Chapter } from '../story.ts';

/** A minute was promised; who was not rung by then will not be. */
const LATE_MS = 75_000;
const TEXT = 'A tree fell on the line in the storm. Two of us are cutting it free, about two hours.';

/** What was promised, and who is rung when it gets late. */
export const time: Chapter = {
  title: 'Time (part 6)',
  time: '15:00',
  quick: false,
  async play(story) {
    const { tell, camera, x, dev, lea } = story;
    const { value: card } = await dev.message(/whole street offline since the storm/u);
    await tell.step('Pia’s outage was to be answered soon: before that, those who know it were rung.', () =>
      dev.note(card, /An answer is due at/u, LATE_MS),
    );
    await tell.step('Then it was late, and the channel was shown.', () =>
      dev.note(card, /An answer is late/u, LATE_MS),
    );
    await tell.step('Then the group on call was rung…', () => dev.note(card, /@care-oncall/u));
    await tell.step('…and in the end the lead.', () => dev.note(card, /Lea An answer is late/u));
    await tell.step('The card says it too.', () =>
      dev.message(/offline since the storm.*answer late since/su),
    );
    await camera.take('late', { user: lea.id, place: NETWORK, thread: card.ts });
    await tell.step('Dev answers; Lea looks at his first one.', async () => {
      await dev.press(card, 'take_it');
      await dev.message(/offline since the storm.*Dev has it/su);
      const { value: window } = await opensReply(dev, card);
      await sends(dev, window, TEXT);
      await approves(lea, TEXT);
      return x.sees(dev.onX, /cutting it free/u);
    });
    await tell.step('While the desk waits for the customer nothing is late.', () =>
      dev.message(/offline since the storm(?!.*late since).*Answered by Dev/su),
    );
    const stats = await tell.step(
      'Lea types /care stats: medians, by the clock and at work, and how much was in time.',
      async () => {
        await lea.care('stats');
        return lea.whisper(/First answer: .* by the clock, .* at work .*% in time/u);
      },
    );
    await camera.take('stats', { user: lea.id, place: CARE, message: stats.ts });
  },
};

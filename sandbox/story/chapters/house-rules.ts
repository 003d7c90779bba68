import { RULES_ACCEPT } from '../../../src/slack/ids.ts';
import { AT, PIA } from '../customers.ts';
import { CARE } from '../desk.ts';
import type { Chapter } from '../story.ts';

const ADDED = '*Nobody answers after ten at night.* The queue is there in the morning.';
const VERSION = '2026-09';

/** Rules change, and nobody answers by the old ones. */
export const houseRules: Chapter = {
  title: 'New house rules (part 2, at last)',
  time: '18:45',
  quick: true,
  async play({ tell, camera, x, desk, ada }) {
    await tell.step('The house rules get one more line in the YAML, and Faccia starts again.', async () => {
      await desk.addsRule(ADDED, VERSION);
      return { value: null, saw: `enrolment.version: ${VERSION}` };
    });
    const post = await x.writes(PIA, `${AT} which of your routers has the quietest fan?`);
    const window = await tell.step('Ada presses Take it, and reads the new rules first.', async () => {
      const { value: card } = await ada.card(post.id);
      return ada.opens(() => ada.press(card, 'take_it'), /Nobody answers after ten at night/u);
    });
    await camera.take('new-rules', { user: ada.id, place: CARE });
    await tell.step('She does not have it before she accepts them.', () =>
      ada.card(post.id, /Waiting since/u),
    );
    await tell.step('She accepts them, and has it.', async () => {
      await ada.submit(window, { [RULES_ACCEPT]: { [RULES_ACCEPT]: [VERSION] } });
      await ada.sees(window, /Accepted, and you have it/u);
      return ada.card(post.id, /Ada has it/u);
    });
    await ada.close(window);
    await tell.step('/care join says since when she has accepted them.', async () => {
      const { value: own } = await ada.opens(() => ada.care('join'));
      return ada.sees(own, new RegExp(`You accepted version ${VERSION}`, 'u'));
    });
    await ada.closesAll();
  },
};

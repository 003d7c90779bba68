import { answers } from '../acts.ts';
import { AT, JONAS } from '../customers.ts';
import { CARE } from '../desk.ts';
import type { Story } from '../story.ts';

/** A customer writes again, and whoever answered has a rest; then it is over. */
export async function whileAway(story: Story): Promise<void> {
  const { tell, camera, x, ada, ben } = story;
  const { value: answer } = await x.sees(ben.onX, /I pull a new cable/u);
  const { value: card } = await ben.message(/two visits booked.*Answered by Ben/su);
  await tell.step('Ben lets go of Jonas’s thread, and has a rest with /care pause 1h.', async () => {
    await ben.press(card, 'release');
    await ben.message(/two visits booked.*Answered by Ben.*Take it/su);
    await ben.care('pause 1h');
    return ben.whisper(/You have paused until/u);
  });
  await tell.step('Jonas writes to Ben: who answered before is not there, so it is anybody’s.', async () => {
    await x.writes(JONAS, `@${ben.onX} ${AT} the cable is in, but which socket is mine now?`, {
      inReplyTo: answer.id,
    });
    return ada.note(card, /wrote again.*Ben answered before and has paused: who takes it\?/su);
  });
  await camera.take('missed', { user: ada.id, place: CARE, thread: card.ts });
  const held = await tell.step('Ada takes it and answers.', async () => {
    await ada.press(card, 'take_it');
    const { value: taken } = await ada.message(/two visits booked.*Ada has it/su);
    const { saw } = await answers(story, ada, taken, 'The left one, with the green dot. Ben labelled it.');
    return { value: taken, saw };
  });
  await tell.step('Jonas has what he needs: she presses Resolve, and nothing is left to do.', async () => {
    await ada.message(/two visits booked.*Answered by Ada/su);
    await ada.press(held, 'resolve');
    return ada.message(/two visits booked.*Resolved(?!.*Take it)/su);
  });
  await camera.take('resolved', { user: ada.id, place: CARE, message: card.ts });
  await tell.step('Ben is back.', async () => {
    await ben.care('back');
    return ben.whisper(/Welcome back/u);
  });
}
